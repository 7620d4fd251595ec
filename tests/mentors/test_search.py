"""The search page."""

import re

import pytest

from mentors.models.profiles import MentorProfile
from tests.assessments.taking import tags, text, title
from tests.factories import make_mentor

ADDRESS = "/mentors/"
LEVELS = {"asking": "staff", "above": "principal", "below": "associate"}


@pytest.fixture
def asking(ada):
    return make_mentor(
        ada,
        level=LEVELS["asking"],
        wants=["tough-feedback"],
        offers=["data-systems"],
        goals=[{"goal": "say-no", "priority": 1}],
        is_listed=False,
    )


def names(response):
    return re.findall(r"<h3><a [^>]*>([^<]*)</a>", response.content.decode())


def test_newcomer_is_asked_for_a_profile_and_told_how_many_are_there(ada_client):
    make_mentor()
    make_mentor(is_listed=False)

    response = ada_client.get(ADDRESS)

    assert "1 person can be found here" in text(response)
    assert tags(response, "a", href="/mentors/profile/")


def test_empty_site_says_be_the_first(ada_client):
    assert "Nobody can be found here yet" in text(ada_client.get(ADDRESS))


def test_card_says_why_and_what_one_could_offer_and_never_a_number(ada_client, asking):
    make_mentor(
        name="Grace",
        headline="Compilers",
        role="Engineer",
        level=LEVELS["above"],
        offers=["tough-feedback"],
        wants=["data-systems", "team-trust"],
        hidden=["team-trust"],
        languages=["en", "de"],
        time_zone="Europe/Berlin",
    )

    response = ada_client.get(ADDRESS)
    page = text(response)

    assert names(response) == ["Grace"]
    assert "1 person fits your search" in page
    assert "Compilers. Engineer / Principal" in page
    assert "Offers: giving tough feedback" in page
    assert "Wants to grow: understanding how databases behave" in page
    assert "English, German. Berlin." in page
    assert "trusted" not in page.partition("1 person fits")[2]
    assert not re.search(r"\d+(\.\d+)?\s*(%|points)", page)


def test_kinds_and_filters_come_from_the_address(ada_client, asking):
    make_mentor(name="Above", level=LEVELS["above"])
    make_mentor(name="Teacher", level=LEVELS["below"], offers=["tough-feedback"])

    assert names(ada_client.get(ADDRESS, {"kind": "reverse"})) == ["Teacher"]
    assert names(ada_client.get(ADDRESS, {"item": "tough-feedback"})) == ["Teacher"]
    chosen = ada_client.get(ADDRESS, {"item": "tough-feedback", "kind": "reverse"})
    assert tags(chosen, "option", value="tough-feedback", selected="")
    assert "checked" in tags(chosen, "input", value="reverse")[0]


@pytest.mark.parametrize(
    "query", [{"kind": "boss"}, {"item": "x"}, {"goal": "\x00"}, {"hours": "99"}]
)
def test_wrong_filter_is_an_error_and_shows_nobody(ada_client, asking, query):
    make_mentor(name="Grace")

    response = ada_client.get(ADDRESS, query)

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert names(response) == []


def test_where_nobody_fits_the_page_says_which_filter_to_relax(ada_client, asking):
    make_mentor(name="Grace", goals=[{"goal": "say-no", "priority": 1}])

    response = ada_client.get(ADDRESS, {"goal": "say-no", "language": "de"})
    hrefs = [link["href"] for link in tags(response, "a") if "href" in link]

    assert "Nobody fits this search yet" in text(response)
    assert "In any of your languages 1 person fits" in text(response)
    assert "?kind=mentor&goal=say-no" in hrefs
    assert "With any goal" not in text(response)


def test_where_few_fit_the_page_names_other_kinds(ada_client, asking):
    make_mentor(name="Above", level=LEVELS["above"])
    make_mentor(name="Equal", level=LEVELS["asking"])

    assert "Look for a peer 1 person fits" in text(ada_client.get(ADDRESS))


def test_who_wants_no_writing_is_told_how_many_would_fit_with_it(ada_client, ada):
    make_mentor(ada, async_ok=False)
    make_mentor(name="Grace")

    page = text(ada_client.get(ADDRESS))

    assert "Say that writing is fine too, without a common hour 1 person fits" in page


def test_pages_of_ten(ada_client, asking):
    for _ in range(12):
        make_mentor(name="Somebody")

    first, second = ada_client.get(ADDRESS), ada_client.get(ADDRESS, {"page": "2"})
    lost = ada_client.get(ADDRESS, {"page": "nine"})

    assert "12 people fit your search" in text(second)
    assert [len(names(first)), len(names(second)), len(names(lost))] == [10, 2, 10]
    assert tags(first, "a", rel="next")[0]["href"] == "?kind=mentor&page=2"


def test_nothing_somebody_writes_becomes_markup(ada_client, asking):
    evil = "<script>alert(1)</script>"
    make_mentor(name=evil, headline=evil, role=evil, background=[evil])

    assert b"<script>alert" not in ada_client.get(ADDRESS).content


def test_page_says_whether_one_is_listed(ada_client, asking):
    assert "You are not listed yet." in text(ada_client.get(ADDRESS))

    MentorProfile.objects.filter(pk=asking.pk).update(is_listed=True)

    assert "You are not listed yet." not in text(ada_client.get(ADDRESS))


def test_search_page_is_not_found_while_nothing_is_published(ada_client, settings):
    settings.QUESTIONNAIRE = "unheard-of"

    assert ada_client.get(ADDRESS).status_code == 404
