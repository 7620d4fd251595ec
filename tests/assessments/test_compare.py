"""Two results compared: facts, items, bands, and every odd choice of the two."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.models.look_back import LookBack
from assessments.services.questionnaires import publish_questionnaire
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_assessment, make_responses
from tests.scoring.questionnaires import GRID, SET_FRAMEWORK, read_file
from tests.scoring.version_2 import version_2

pytestmark = pytest.mark.django_db

COMPARE = "/history/compare/"
AUGUST = NOW - timedelta(days=98)


def show(client, **query):
    response = client.get(COMPARE, query)
    assert response.status_code == 200
    return response


def scales(response):
    return {each["data-key"]: each for each in tags(response, "section") if "data-key" in each}


def items(response, way):
    return [row["data-item"] for row in tags(response, "tr", **{"data-way": way})]


def chosen(response):
    page = response.content.decode()
    return re.findall(r'<option value="([^"]*)" selected>', page)


@pytest.fixture
def two(ada, set_version):
    before = make_assessment(ada, make_responses(set_version, 2), at=AUGUST)
    after = make_assessment(
        ada, make_responses(set_version, 2, team_trust=4, tough_feedback=3, data_systems=1)
    )
    return before, after


def test_comparison_leads_with_facts_and_says_what_it_rests_on(two, ada_client):
    before, after = two

    response = show(ada_client, before=before.code, after=after.code)

    words = text(response)
    assert "From 18 August 2026 to 24 November 2026: 2 answers up, 1 lower ." in words
    assert "It uses 23 of 23 questions: those answered both times." in words
    assert "with an assumed measurement error" in words
    assert "within chance (assumed measurement error)" in words
    assert scales(response)["soft-skills"]["data-band"] == "noise"
    assert scales(response)["soft-skills"]["data-compared"] == "9"


def test_items_stand_by_the_way_they_went(two, ada_client, questionnaire):
    before, after = two

    response = show(ada_client, before=before.code, after=after.code)

    assert items(response, "up") == ["tough-feedback", "team-trust"]
    assert items(response, "lower") == ["data-systems"]
    assert len(items(response, "same")) == 20
    (trust,) = tags(response, "tr", **{"data-item": "team-trust"})
    assert (trust["data-before"], trust["data-after"]) == ("2", "4")


def test_without_a_choice_the_last_two_are_compared(two, ada, ada_client):
    make_assessment(ada, at=NOW - timedelta(days=400))

    assert chosen(show(ada_client)) == [str(each.code) for each in two]


def test_one_named_result_is_compared_with_the_newest_or_the_one_before(two, ada, ada_client):
    before, after = two
    oldest = make_assessment(ada, at=NOW - timedelta(days=400))

    assert chosen(show(ada_client, before=oldest.code)) == [str(oldest.code), str(after.code)]
    assert chosen(show(ada_client, after=before.code)) == [str(oldest.code), str(before.code)]
    assert chosen(show(ada_client, before=after.code)) == [str(after.code), str(before.code)]


def test_named_the_other_way_round_it_reads_from_older_to_newer(two, ada_client):
    before, after = two

    response = show(ada_client, before=after.code, after=before.code)

    assert "You named the later result first." in text(response)
    assert "From 18 August 2026 to 24 November 2026: 2 answers up, 1 lower" in text(response)


def test_the_same_one_twice_is_an_error_that_says_what_to_do(two, ada_client):
    _, after = two

    response = show(ada_client, before=after.code, after=after.code)

    assert "Choose two different results. These two are the same." in text(response)
    assert b"<title>Error: " in response.content
    assert scales(response) == {}
    assert chosen(response) == [str(after.code)] * 2


def test_codes_of_others_and_of_nobody_are_404(two, mallory, mallory_client, ada_client):
    before, after = two
    own = make_assessment(mallory).code

    for query in (
        {"before": before.code, "after": after.code},
        {"before": own, "after": after.code},
        {"before": before.code},
    ):
        response = mallory_client.get(COMPARE, query)
        assert response.status_code == 404
        assert "answers up" not in text(response)
    for code in (uuid4(), "x", "\x00", "1" * 5000):
        assert ada_client.get(COMPARE, {"before": code, "after": after.code}).status_code == 404


def test_draft_has_nothing_to_compare(two, ada, ada_client):
    draft = make_assessment(ada, {"team-trust": 3}, completed=False).code

    assert ada_client.get(COMPARE, {"before": two[0].code, "after": draft}).status_code == 404


@pytest.mark.parametrize(("count", "words"), [(0, "No result so far"), (1, "One result so far")])
def test_fewer_than_two_results_say_what_to_do(ada, ada_client, count, words):
    for _ in range(count):
        make_assessment(ada)

    response = show(ada_client)

    assert words in text(response)
    assert 'href="/assessments/start/"' in response.content.decode()


def test_scale_that_does_not_compare_says_why_and_gives_no_number(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 1), at=AUGUST)
    skipped = {"language_fundamentals": None, "language_transfer": None, "data_modelling": None}
    make_assessment(ada, make_responses(set_version, 2, **skipped))

    response = show(ada_client)

    technical = scales(response)["technical"]
    assert (technical["data-band"], technical["data-ups"]) == ("not-comparable", "4")
    assert "4 answers up, none lower; not comparable Too few questions" in text(response)
    assert "Picking up new languages" in text(response).partition("Left out,")[2]
    assert "It uses 20 of 23 questions" in text(response)


def test_versions_compare_where_they_kept_their_meaning(ada, ada_client):
    make_assessment(ada, at=AUGUST)
    newer, _ = publish_questionnaire(document=version_2(read_file(SET_FRAMEWORK)), at=NOW)
    make_assessment(ada, version=newer)

    response = show(ada_client)

    assert "Only questions that kept their meaning are compared" in text(response)
    assert scales(response)["experience"]["data-band"] == "not-comparable"
    assert scales(response)["soft-skills"]["data-basis"] == "observed"


def test_results_of_two_questionnaires_are_an_error(two, ada, ada_client):
    grid, _ = publish_questionnaire(document=read_file(GRID), at=NOW)
    other = make_assessment(ada, {"design": 2}, version=grid, at=AUGUST).code

    response = show(ada_client, before=other, after=two[1].code)

    assert "This result is from another questionnaire." in text(response)
    assert scales(response) == {}


def test_look_back_stands_between_then_and_now(two, ada_client):
    before, after = two
    LookBack.objects.create(
        assessment=before, seen_from=after, responses={"team-trust": 1}, made_at=NOW
    )

    response = show(ada_client, before=before.code, after=after.code)

    assert "Being trusted to take things forward Then 2 As seen later 1 Now 4" in text(response)


def test_results_of_one_day_are_told_apart_by_time(ada, ada_client):
    make_assessment(ada, at=NOW - timedelta(hours=2))
    make_assessment(ada)

    page = text(show(ada_client))

    assert "24 November 2026, 7:30 a.m." in page
    assert "24 November 2026, 9:30 a.m." in page


@pytest.mark.parametrize("count", [2, 120])
def test_comparing_asks_the_same_few_queries(ada, ada_client, count, django_assert_num_queries):
    for month in range(count):
        make_assessment(ada, at=NOW - timedelta(days=30 * month))
    show(ada_client)

    with django_assert_num_queries(5):  # session, person, assessments, look-backs, what waits
        show(ada_client)
