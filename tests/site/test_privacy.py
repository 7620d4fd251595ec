"""The privacy page: the code keeps its promises."""

import re

import pytest
from django.conf import settings as site_settings
from django.urls import reverse

from assessments.teams.disclosure import parameters
from setframework.views.display import DISPLAY_COOKIE_AGE
from tests.attack.evidence import VARIANTS
from tests.teams.promise import PROMISE


def test_privacy_names_the_operator(client, settings, text_of):
    settings.OPERATOR_NAME = "Example & Co"
    settings.OPERATOR_EMAIL = "privacy@example.org"

    response = client.get("/privacy/")

    assert "operated by Example & Co ." in text_of(response)
    assert 'href="mailto:privacy@example.org"' in response.content.decode()


def test_privacy_says_that_nobody_is_named(client, text_of):
    assert "has not given a name here" in text_of(client.get("/privacy/"))


def test_privacy_tells_what_the_operator_can_read(client, text_of):
    words = text_of(client.get("/privacy/"))

    assert "could read everything in them, your answers included" in words


def test_privacy_tells_what_staff_see_of_teams(client, text_of):
    """What assessments/teams/admin.py shows, and no more."""
    told = text_of(client.get("/privacy/"))

    assert "The names of teams, who runs them, and which team each is part of" in told
    assert "but not who is in them" in told


def test_privacy_tells_what_coming_back_stores(client, text_of):
    words = text_of(client.get("/privacy/"))

    assert "which answers you only confirmed as still the same" in words
    assert "how you see earlier answers today" in words


def test_privacy_names_every_cookie_and_how_long_it_lasts(client, text_of):
    words = text_of(client.get("/privacy/"))

    from_settings = (site_settings.SESSION_COOKIE_NAME, site_settings.CSRF_COOKIE_NAME)
    for name in (*from_settings, "display", "keys", "pace", "device", "writer", "messages"):
        assert f" {name} " in words
    session_days = site_settings.SESSION_COOKIE_AGE // (24 * 60 * 60)
    assert f"or which answers wait here {session_days} days" in words
    assert f"if you chose one {DISPLAY_COOKIE_AGE.days} days" in words
    assert f"your answers wait for {session_days} days after you started" in words


def test_privacy_links_the_page_that_deletes(client):
    assert f'href="{reverse("accounts:data")}"' in client.get("/privacy/").content.decode()


def test_privacy_asks_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/privacy/")


# What is promised about teams, against the numbers that the code keeps


def test_promise_stands_there_word_for_word(client, text_of):
    words = text_of(client.get("/privacy/"))
    page = client.get("/privacy/").content.decode()
    promise = page.partition('<ol class="promise">')[2].partition("</ol>")[0]

    assert re.findall("<li>(.*?)</li>", promise) == PROMISE
    assert (parameters.LOWEST, parameters.HIGHEST) == (10, 90)
    assert "“10 or less” or “90 or more”" in words


@pytest.mark.parametrize(
    "said",
    [
        "Three or more people in a team of five",
        "Anyone who reads the database or its backups",
        "Conclusions from the average itself",
        "People who talk",
        "sees from outside that you take part",
        "Nobody has to show one, to anyone",
    ],
)
def test_privacy_says_what_is_not_protected(client, text_of, said):
    words = text_of(client.get("/privacy/"))
    part = words.partition("What it does not protect against")[2].partition("How well it holds")[0]

    assert said in part


def test_privacy_tells_the_bar_and_claims_no_more(client, text_of):
    words = text_of(client.get("/privacy/"))

    assert "at most 3 of 100 tries" in words
    assert "“protected to a tested bar”" in words
    assert "no formal guarantee of differential privacy" in words


@pytest.mark.parametrize(
    "row",
    [
        "Culture Amp 5 by default, can be configured",
        "Viva Glint 5",
        "Qualtrics 5 by default",
        "Lattice 5, can be set from 3 to 10",
        "15Five 5, can be lowered to 3",
        "Workleap Officevibe 3",
    ],
)
def test_privacy_compares_with_what_others_document(client, text_of, row):
    assert row in text_of(client.get("/privacy/"))


def test_page_quotes_the_evidence_as_it_was_written(client, db):
    """Gain on all targets, on the best one, and its bound, of each attacker in the same order."""
    evidence = (site_settings.BASE_DIR / "docs" / "privacy-evidence.md").read_text()
    bar = evidence.partition("## The bar")[2].partition("## ")[0]
    rows = [line.split("|")[1:-1] for line in bar.splitlines() if line.startswith("| ")][2:]
    expected = [float(cell) for row in rows for cell in row[3:6]]
    assert len(expected) == 3 * len(VARIANTS)

    page = " ".join(client.get("/privacy/").content.decode().split())
    said = page.partition("An outsider gained")[2].partition("</li>")[0]

    assert [float(each) for each in re.findall(r"\d+\.\d", said)] == expected
    teams = sum(int(row[1].replace(",", "")) for row in rows)
    assert f"had {teams:,} teams for this" in page
    for protection in re.findall(r"\| \+(\d+)\.\d \| \+\d+ \|", evidence):
        assert f" {protection} " in page.partition("can bite")[2] or f" {protection}." in page
