"""The log of a team's releases: all of them, with the hashes that link them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.teams.pages.words import HELD
from tests.factories import client_of
from tests.teams.organisation import join, make_release, make_team
from tests.teams.pages import page_of, words_of
from tests.teams.published import PILLARS, closing, publish, publish_all


@pytest.fixture
def team(set_version, margaret, ada):
    team = make_team(margaret)
    join(team, ada)
    return team


def headings(html):
    return re.findall(r"<li class=\"panel\">\s*<h2>(.*?)</h2>", html)


def test_a_visitor_is_sent_to_log_in(team):
    response = Client().get(reverse("teams:releases", args=[team.code]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_it_is_empty_before_anything_was_decided(team, ada):
    words = words_of(page_of(ada, team, "releases"))
    assert "Nothing decided yet" in words


def test_every_decision_stands_there_newest_first(team, ada):
    publish_all(team, [(10, 35, 90), (), (45, 15, 85)])
    html = page_of(ada, team, "releases")

    assert headings(html) == [
        "January to June 2028",
        "July to December 2027",
        "January to June 2027",
    ]
    words = words_of(html)
    assert "Soft skills: about 1.8 &middot; Experience: about 0.6 &middot;" in words
    assert words.count(str(HELD)) == 1
    assert "people" not in words[words.index("January to June 2028") :]
    assert "Questions: set-framework, version 1. Rules: version 2." in words


def test_each_names_its_hash_and_the_one_before(team, ada, margaret):
    first = publish(team, 0, (40, 40, 40))
    other = publish(make_team(margaret, name="Another"), 0, (40, 40, 40))
    last = publish(team, 1, ())
    shown = re.findall(r"<code>(.*?)</code>", page_of(ada, team, "releases"))

    assert shown == [last.hash, other.hash, first.hash]
    assert last.previous_hash == other.hash


def test_releases_of_other_teams_are_not_in_it(team, ada, margaret):
    publish(make_team(margaret, name="Another"), 0, (40, 40, 40))
    assert headings(page_of(ada, team, "releases")) == []


def test_a_long_log_has_pages(team, ada):
    publish_all(team, [() for _ in range(23)])
    client, address = client_of(ada), reverse("teams:releases", args=[team.code])
    pages = [client.get(address, {"page": page}).content.decode() for page in (1, 2)]

    assert [len(headings(page)) for page in pages] == [20, 3]
    assert headings(pages[1])[-1] == "January to June 2027"
    assert "Page 2 of 2" in words_of(pages[1])


@pytest.mark.parametrize("page", ["0", "-1", "9" * 5000, "x", "\0", ""])
def test_a_page_that_is_not_there_shows_one_that_is(team, ada, page):
    publish(team, 0, ())
    address = reverse("teams:releases", args=[team.code])
    response = client_of(ada).get(address, {"page": page})

    assert response.status_code == 200
    assert len(headings(response.content.decode())) == 1


def test_it_says_what_changed_in_the_rules_and_from_when(team, ada):
    """For a team with entries of the first version, also before the next is decided."""
    first = {"parameters": 1, "size_band": "5-7", "nonce": "", "key_fingerprint": ""}
    numbers = {"pillars": PILLARS, "values": {key: 50 for key, _ in PILLARS}}
    make_release(team, closing(0), **first, **numbers)
    before = words_of(page_of(ada, team, "releases"))
    publish(team, 1, ())
    publish(team, 2, (40, 40, 40))
    for page in ("releases", "team"):
        words = words_of(page_of(ada, team, page))
        assert "Changed with version 2 of the rules" in words
        assert "From this half-year on: July to December 2027." in words
    assert "From this half-year on: the next one." in before
    assert "5 to 7" not in before


def test_where_one_version_decided_all_nothing_changed(team, ada):
    publish(team, 0, ())
    assert "Changed with version" not in page_of(ada, team, "releases")
