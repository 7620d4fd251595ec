"""Session kits: 45 minutes, every word on the page, and of the team only a published number."""

import re

import pytest
from django.urls import reverse

from assessments.teams.models.releases import HalfYear, TrendRelease
from assessments.teams.pages.kits import find_band, say_value
from tests.assessments.taking import text
from tests.teams.organisation import FIRST, SECOND, join, make_team

PILLARS = ["soft-skills", "experience", "technical"]
MARK = "Your team's latest number"


@pytest.fixture
def team(ada, margaret):
    team = make_team(margaret)
    join(team, ada)
    return team


def path(team, pillar="technical"):
    return reverse("teams:kit", args=[team.code, pillar])


def publish(team, closes_at=FIRST, **values):
    """A release as the job would write it: only pages read it here."""
    half_year, _ = HalfYear.objects.get_or_create(closes_at=closes_at)
    return TrendRelease.objects.create(
        team=team, half_year=half_year, questionnaire="set-framework", version=1, digest="0" * 64,
        pillars=[[pillar, pillar] for pillar in PILLARS], parameters=2, values=values,
        nonce="n" * 64, key_fingerprint="f" * 16,
        status="published" if values else "held",
        previous_hash=f"before {team.pk} {closes_at}", hash=f"{team.pk} {closes_at}",
    )  # fmt: skip


@pytest.mark.parametrize("pillar", PILLARS)
def test_minutes_add_up_to_45(team, ada_client, pillar):
    page = ada_client.get(path(team, pillar)).content.decode()

    minutes = re.findall(r'<p class="kit-minutes">(\d+) minutes?</p>', page)
    assert sum(map(int, minutes)) == 45
    assert page.count('class="kit-minutes"') == len(minutes) >= 7


@pytest.mark.parametrize("pillar", PILLARS)
def test_kit_has_every_part_before_any_release(team, ada_client, pillar):
    page = ada_client.get(path(team, pillar))
    words = text(page)

    for part in (
        "The rules of the round “Pass” is a whole answer.",
        "Before the meeting",
        "The 45 minutes",
        "No average is published for this team yet.",
        "Low: 1.4 of 4 or less",
        "Middle: 1.6 to 2.6 of 4",
        "High: 2.8 of 4 or more",
        "One focus:",
        "One experiment:",
        "One review date,",
        "Do not ask anybody for a result",
        "Do not compare people",
    ):
        assert part in words
    assert MARK not in words
    questions = re.findall(r'<h3 id="(?:low|middle|high)">.*?<ul>(.*?)</ul>', str(page.content))
    assert [each.count("<li>") for each in questions] == [4, 4, 4]


def test_kits_differ(team, ada_client):
    pages = {ada_client.get(path(team, pillar)).content for pillar in PILLARS}

    assert len(pages) == 3


@pytest.mark.parametrize(
    ("value", "band", "words"),
    [
        (10, "low", "0.4 of 4 or less"),
        (35, "low", "about 1.4 of 4"),
        (40, "middle", "about 1.6 of 4"),
        (65, "middle", "about 2.6 of 4"),
        (70, "high", "about 2.8 of 4"),
        (90, "high", "3.6 of 4 or more"),
    ],
)
def test_bands_are_those_that_the_page_names(value, band, words):
    assert (find_band(value), say_value(value)) == (band, words)


def test_latest_number_marks_its_band(team, ada_client):
    publish(team, FIRST, technical=20, experience=80)
    publish(team, SECOND, technical=60, experience=30)
    publish(make_team(), SECOND, technical=10)

    page = ada_client.get(path(team)).content.decode()

    marked = re.findall(r'data-current aria-labelledby="(\w+)"', page)
    assert (marked, page.count("latest number</p>")) == (["middle"], 1)
    assert "<strong>about 2.4 of 4</strong>, for the half-year that ended on 31 December" in page


def test_held_half_year_leaves_the_number_before_it(team, ada_client):
    publish(team, FIRST, technical=20)
    publish(team, SECOND)

    assert "<strong>about 0.8 of 4</strong>" in ada_client.get(path(team)).content.decode()


def test_number_of_another_pillar_marks_nothing(team, ada_client):
    publish(team, FIRST, other=20)

    assert "No average is published for this team yet." in text(ada_client.get(path(team)))


def test_manager_and_member_read_the_same(team, ada, ada_client, margaret, margaret_client):
    publish(team, technical=40)

    pages = [client.get(path(team)).content for client in (ada_client, margaret_client)]

    assert pages[0] == pages[1]


@pytest.mark.parametrize("pillar", ["nothing", "kit", "base", "x" * 300])
def test_pillar_without_a_kit_is_not_found(team, ada_client, pillar):
    assert ada_client.get(path(team, pillar)).status_code == 404


def test_stranger_does_not_find_it(team, mallory_client):
    assert mallory_client.get(path(team)).status_code == 404


def test_visitor_logs_in_first(team, client):
    assert client.get(path(team))["Location"].startswith("/accounts/login/?next=")
