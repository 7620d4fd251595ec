"""Teams together: from published numbers alone, and silent about who is missing."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.teams.models.teams import Team
from assessments.teams.pages.words import TOO_FEW_TEAMS
from tests.factories import client_of
from tests.teams.organisation import join, make_person, make_team
from tests.teams.pages import page_of, rows_of, words_of
from tests.teams.published import publish

NUMBERS = ["Half-year", "Soft skills", "Experience", "Technical skills"]


@pytest.fixture
def parent(set_version, margaret):
    return make_team(margaret, name="Engineering")


@pytest.fixture
def parts(parent):
    teams = [make_team(name=name) for name in ("Alpha", "Beta", "Gamma")]
    Team.objects.filter(pk__in=[team.pk for team in teams]).update(parent=parent)
    return teams


def see(parent):
    return page_of(parent.manager, parent, "roll_up")


def test_a_visitor_is_sent_to_log_in(parent):
    response = Client().get(reverse("teams:roll_up", args=[parent.code]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_who_may_see_the_parent_team_may_see_it(parent, parts, ada):
    join(parent, ada)
    assert page_of(ada, parent, "roll_up") == see(parent)


def test_a_member_or_manager_of_a_part_may_not(parent, parts, ada):
    join(parts[0], ada)

    for person in (ada, parts[0].manager):
        response = client_of(person).get(reverse("teams:roll_up", args=[parent.code]))
        assert response.status_code == 404


def test_three_published_teams_make_a_plain_mean_to_the_nearest_five(parent, parts):
    for team, value in zip(parts, (40, 80, 80), strict=True):
        publish(team, 0, (value, 10, 90))

    # 66 2/3
    assert rows_of(see(parent)) == [
        NUMBERS,
        ["Jan–Jun 2027", "about 2.6", "0.4 or less", "3.6 or more"],
    ]


def test_two_published_teams_are_too_few(parent, parts):
    publish(parts[0], 0, (40, 40, 40))
    publish(parts[1], 0, (40, 40, 40))
    publish(parts[2], 0, ())
    html = see(parent)

    assert "<table" not in html
    assert "about" not in words_of(html)
    assert "Nothing to put together yet" in words_of(html)


def test_a_half_year_with_too_few_is_a_gap(parent, parts):
    for place in (0, 2):
        for team in parts:
            publish(team, place, (40, 40, 40))
    for team in parts[:2]:
        publish(team, 1, (80, 80, 80))

    assert rows_of(see(parent))[2] == ["Jul–Dec 2027", TOO_FEW_TEAMS]


@pytest.fixture
def held(parent):
    """A fourth part without a number."""
    team = make_team(name="Delta")
    Team.objects.filter(pk=team.pk).update(parent=parent)
    return team


def test_absent_teams_are_not_named_and_nor_are_the_others(parent, parts, held):
    for team in parts:
        publish(team, 0, (40, 40, 40))
    publish(held, 0, ())
    html = see(parent)

    assert [team.name for team in (*parts, held) if team.name in html] == []
    assert [str(team.code) for team in (*parts, held) if str(team.code) in html] == []


def test_a_held_team_changes_nothing(parent, parts, held):
    for team in parts:
        publish(team, 0, (40, 40, 40))
    before = see(parent)
    publish(held, 0, ())

    assert see(parent) == before


def test_teams_elsewhere_and_the_parent_itself_do_not_count(parent, parts):
    for team in parts[:2]:
        publish(team, 0, (40, 40, 40))
    publish(parent, 0, (60, 60, 60))
    publish(make_team(name="Elsewhere"), 0, (60, 60, 60))

    assert "<table" not in see(parent)


def test_versions_are_not_mixed(parent, parts):
    for team in parts[:2]:
        publish(team, 0, (40, 40, 40))
    publish(parts[2], 0, (60, 60, 60), version=2)

    assert "<table" not in see(parent)


def test_nothing_is_said_about_change(parent, parts):
    for place, value in ((0, 20), (1, 80)):
        for team in parts:
            publish(team, place, (value, value, value))

    assert "moved" not in words_of(see(parent))


def test_only_a_team_with_parts_leads_to_it(parent, parts, margaret):
    address = reverse("teams:roll_up", args=[parent.code])
    alone = make_team(margaret, name="Alone")

    assert address in page_of(margaret, parent)
    assert "roll-up" not in page_of(margaret, alone)


def test_parts_without_a_manager_of_ours_are_in_it_too(parent, parts):
    for team, value in zip(parts, (40, 50, 60), strict=True):
        publish(team, 0, (value, value, value))
    Team.objects.filter(pk=parts[0].pk).update(manager=make_person())

    assert rows_of(see(parent))[1] == ["Jan–Jun 2027", "about 2.0", "about 2.0", "about 2.0"]
