"""Saying one's direction, naming technologies: what is kept, refused, and never doubled."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.models.direction import Direction, KeyTechnology
from assessments.models.reflections import Reflection
from assessments.models.taking import Assessment
from assessments.pages.direction import age
from assessments.selectors.direction import find_direction, get_key_technology, list_directions
from assessments.services.direction import (
    TechnologyNamed,
    TooManyTechnologies,
    add_key_technology,
    change_key_technology,
    remove_key_technology,
    set_direction,
)
from assessments.services.reflections import save_reflections
from assessments.services.taking import NotCompletedYet
from tests.assessments.test_services import together
from tests.factories import NOW, make_assessment, make_key_technology

at_once = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=90)
TODAY = date(2026, 11, 24)


def rate(person, technology, **fields):
    values = {"name": technology.name, "value": 1, "evidence": "", "happened_on": None} | fields
    return change_key_technology(person=person, code=technology.code, at=LATER, **values)


def test_what_is_not_said_stays_as_it_was(ada):
    whole = {"level": "staff", "by_on": date(2027, 1, 1), "brings": "curious", "note": "Mine."}
    set_direction(person=ada, at=NOW, holds_back=["time"], **whole)

    said = set_direction(person=ada, at=LATER, level="principal")

    assert (said.level, said.created_at) == ("principal", LATER)
    assert (said.by_on, said.brings) == (whole["by_on"], "curious")
    assert (said.holds_back, said.note) == (["time"], "Mine.")


def test_nothing_said_at_all_adds_no_row(ada):
    said = set_direction(person=ada, at=NOW, level="", aims_at="", path="", holds_back=["money"])

    assert said.pk is None
    assert find_direction(ada) is None


def test_taking_everything_back_is_a_change_of_aim(ada):
    set_direction(person=ada, at=NOW, level="staff")

    set_direction(person=ada, at=LATER, level="")

    assert [each.level for each in list_directions(ada)] == ["staff", ""]


def test_order_of_what_holds_back_is_no_change(ada):
    first = set_direction(person=ada, at=NOW, holds_back=["time", "place"])

    assert set_direction(person=ada, at=LATER, holds_back=["place", "time"]) == first
    assert find_direction(ada).holds_back == ["time", "place"]


def test_unsaved_key_alone_is_no_change(ada):
    first = set_direction(person=ada, at=NOW, holds_back=["time"])

    assert set_direction(person=ada, at=LATER, holds_back=["time", "money"]) == first
    assert Direction.objects.get().holds_back == ["time"]


def test_directions_of_one_moment_keep_their_order(ada, mallory):
    for level in ("staff", "principal", "staff"):
        set_direction(person=ada, at=NOW, level=level)
    set_direction(person=mallory, at=NOW, level="associate")

    assert [each.level for each in list_directions(ada)] == ["staff", "principal", "staff"]
    assert find_direction(ada).level == "staff"


@at_once
def test_same_direction_said_eight_times_at_once_is_one_row(ada, set_version):
    said = together(*[lambda: set_direction(person=ada, at=NOW, level="staff").pk] * 8)

    assert said == [Direction.objects.get().pk] * 8


@at_once
def test_six_technologies_at_once_are_three(ada, set_version):
    results = together(
        *(lambda name=name: make_key_technology(ada, name).name for name in "ABCDEF")
    )

    refused = [each for each in results if isinstance(each, TooManyTechnologies)]
    assert len(refused) == 3
    assert KeyTechnology.objects.filter(person=ada).count() == 3


@at_once
def test_same_technology_six_times_at_once_is_one(ada, set_version):
    codes = together(*[lambda: make_key_technology(ada, "Rust").code] * 6)

    assert codes == [KeyTechnology.objects.get().code] * 6


def test_limit_counts_ones_own_only(ada, mallory):
    for name in "ABC":
        make_key_technology(mallory, name)

    assert make_key_technology(ada, "A").person == ada


def test_another_rating_under_the_same_name_is_refused(ada):
    make_key_technology(ada, "Rust", value=2)

    with pytest.raises(TechnologyNamed):
        add_key_technology(
            person=ada, name="RUST", value=3, evidence="", happened_on=None, at=LATER
        )

    assert KeyTechnology.objects.get().value == 2


def test_rating_anew_keeps_the_code_and_takes_the_new_day(ada):
    rust = make_key_technology(ada, "Rust")

    rate(ada, rust, name="rust", value=4, evidence="A parser", happened_on=TODAY)

    kept = KeyTechnology.objects.get()
    assert (kept.code, kept.rated_at) == (rust.code, LATER)
    assert (kept.name, kept.value, kept.evidence) == ("rust", 4, "A parser")
    assert kept.happened_on == TODAY


def test_taking_the_name_of_another_is_refused(ada):
    make_key_technology(ada, "Python")
    rust = make_key_technology(ada, "Rust")

    with pytest.raises(TechnologyNamed):
        rate(ada, rust, name="PYTHON")

    assert get_key_technology(ada, rust.code).name == "Rust"


def test_stranger_finds_no_technology_to_rate_or_remove(ada, mallory):
    rust = make_key_technology(ada, "Rust")

    with pytest.raises(KeyTechnology.DoesNotExist):
        rate(mallory, rust)
    with pytest.raises(KeyTechnology.DoesNotExist):
        remove_key_technology(person=mallory, code=rust.code)

    assert get_key_technology(ada, rust.code).value == 3


def test_what_is_removed_can_be_named_again(ada):
    for name in ("Python", "SQL", "Rust"):
        last = make_key_technology(ada, name)

    remove_key_technology(person=ada, code=last.code)
    make_key_technology(ada, "Go")

    assert [each.name for each in KeyTechnology.objects.order_by("pk")] == ["Python", "SQL", "Go"]
    with pytest.raises(KeyTechnology.DoesNotExist):
        rate(ada, last)


def test_reflections_are_for_the_owner_of_a_result_and_known_prompts(ada, mallory):
    done = make_assessment(ada)
    draft = make_assessment(ada, completed=False)

    for person, code, texts, error in (
        (mallory, done.code, {"curious": "x"}, Assessment.DoesNotExist),
        (ada, draft.code, {"curious": "x"}, NotCompletedYet),
        (ada, done.code, {"curious": "x", "mood": "x"}, KeyError),
    ):
        with pytest.raises(error):
            save_reflections(person=person, code=code, texts=texts, at=NOW)

    assert not Reflection.objects.exists()


def test_unchanged_reflection_keeps_the_day_it_was_written(ada):
    code = make_assessment(ada).code
    save_reflections(person=ada, code=code, texts={"curious": "x", "tried": "y"}, at=NOW)

    save_reflections(person=ada, code=code, texts={"curious": "x", "tried": "z"}, at=LATER)

    written = dict(Reflection.objects.values_list("key", "written_at"))
    assert written == {"curious": NOW, "tried": LATER}


@at_once
def test_reflection_saved_six_times_at_once_is_one(ada, set_version):
    code = make_assessment(ada).code
    texts = {"curious": "x"}

    results = together(*[lambda: save_reflections(person=ada, code=code, texts=texts, at=NOW)] * 6)

    assert results == [None] * 6
    assert Reflection.objects.get().text == "x"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "today"), (0, "today"), (1, "1 day ago"), (60, "60 days ago"), (61, "2 months ago"),
        (365, "12 months ago"), (729, "23 months ago"), (731, "2 years ago"),
        (3653, "10 years ago"),
    ],
)  # fmt: skip
def test_age_is_said_in_the_largest_unit_that_counts_two(days, said):
    assert age(TODAY - timedelta(days=days), TODAY) == said


@given(st.integers(0, 40_000), st.integers(0, 40_000))
def test_what_is_older_never_sounds_younger(one, other):
    units = ["today", "day", "month", "year"]

    def rank(days):
        words = age(TODAY - timedelta(days=days), TODAY).split()
        return (0, 0) if words == ["today"] else (units.index(words[1].rstrip("s")), int(words[0]))

    younger, older = sorted((one, other))
    assert rank(younger) <= rank(older)
