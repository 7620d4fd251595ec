"""Filters of the search: everything that carries one carries all of them."""

import pytest
from django.http import QueryDict

from mentors.api.search import MentorsQuery
from mentors.forms.search import INSTEAD, SearchForm
from mentors.matching.filters import EMPTY, MOST, NARROW, Filters
from mentors.models.alerts import SearchAlert
from mentors.selectors.crowd import get_snapshot
from mentors.selectors.search import Asked, asked_by
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_mentor

# A value of each filter as people choose it, and what a page says of it.
CHOSEN = {
    "goal": "say-no",
    "item": "tough-feedback",
    "background": "qa",
    "language": "de",
    "hours": 2,
}
SAID = {
    "goal": "Say no and keep the relationship",
    "item": "Giving tough feedback",
    "background": "QA",
    "language": "German",
    "hours": "At least 2 hours a week",
}
# What only who has it fits by.
HAS = {
    "goal": {"goals": [{"goal": "say-no", "priority": 1}]},
    "item": {"offers": ["tough-feedback"]},
    "background": {"background": ["QA"]},
    "language": {"languages": ["en", "de"]},
    "hours": {"hours": ["mon-17", "mon-18", "mon-19"]},
}
WANTED = Asked("peer", Filters(**CHOSEN))
every_filter = pytest.mark.parametrize("name", list(EMPTY))


@pytest.fixture
def asking(ada):
    return make_mentor(ada, languages=["en", "de"], hours=["mon-18", "mon-19"])


def search_form(data, questionnaire, languages=("en", "de")):
    aspirations = get_snapshot(questionnaire, NOW).aspirations
    return SearchForm(
        data,
        questionnaire=questionnaire,
        aspirations=aspirations,
        languages=list(languages),
    )


def test_each_says_what_it_needs():
    assert set(EMPTY) == set(MOST) == set(NARROW) == set(CHOSEN) == set(SAID) == set(HAS)
    assert not any(EMPTY.values())


def test_form_has_them_all_and_the_page_renders_them(ada_client, asking):
    page = ada_client.get("/mentors/")
    form = page.content.decode().partition('class="panel search-filters"')[2]
    form = form.partition("</form>")[0]

    assert set(SearchForm.base_fields) == {"kind", *EMPTY}
    assert [name for name in ("kind", *EMPTY) if f'name="{name}"' not in form] == []
    assert set(EMPTY) <= set(INSTEAD)


def test_address_leads_back_to_the_same_search(questionnaire):
    form = search_form(QueryDict(WANTED.query).dict(), questionnaire)

    assert form.is_valid(), form.errors
    assert form.to_asked() == WANTED


@every_filter
def test_page_without_a_match_carries_it_to_the_alert(ada_client, ada, asking, name):
    query = {"kind": "peer", name: CHOSEN[name]}
    hidden = tags(ada_client.get("/mentors/", query), "input", type="hidden")
    sent = {field["name"]: field.get("value", "") for field in hidden}

    ada_client.post("/mentors/alerts/", sent)

    alert = SearchAlert.objects.get(person=ada)
    assert asked_by(alert) == Asked("peer", Filters(**{name: CHOSEN[name]}))
    assert f"A peer, {SAID[name]}" in text(ada_client.get("/mentors/profile/"))


def test_columns_of_an_alert_hold_the_longest_value(asking):
    longest = {name: most if name == "hours" else "x" * most for name, most in MOST.items()}
    alert = SearchAlert(person=asking.person, kind="peer", created_at=NOW, **longest)

    alert.full_clean(exclude=["told_at"])

    lengths = {name: SearchAlert._meta.get_field(name).max_length for name in EMPTY}
    assert lengths == {**MOST, "hours": None}


@every_filter
def test_page_and_api_narrow_by_it(ada_client, asking, name):
    make_mentor(name="Without", languages=["en"], hours=["mon-18"])
    make_mentor(name="With", **{"languages": ["en"], "hours": ["mon-18"], **HAS[name]})
    query = {name: CHOSEN[name]}

    found = ada_client.get("/api/v1/mentors/", query).json()["results"]
    cards = ada_client.get("/mentors/", query).context["cards"]

    assert [each["name"] for each in found] == [each.name for each in cards] == ["With"]


@every_filter
def test_page_says_that_somebody_fits_without_it(ada_client, asking, name):
    make_mentor(name="Without", languages=["en"], hours=["mon-18"])

    page = ada_client.get("/mentors/", {name: CHOSEN[name]})

    assert f"{INSTEAD[name]} 1 person fits" in text(page)


def test_parameters_of_the_api_are_the_kind_and_every_filter():
    assert list(MentorsQuery().fields) == ["kind", *EMPTY]


@pytest.mark.parametrize("hours", ["-1", "6", "x", ""])
def test_api_refuses_hours_that_nobody_can_choose(ada_client, asking, hours):
    assert ada_client.get("/api/v1/mentors/", {"hours": hours}).status_code == 400
