"""Teams together: from published numbers alone, and silent about who is missing."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.teams.models.releases import AppendOnly, HalfYear
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.ties import Tie
from assessments.teams.pages.words import TOO_FEW_TEAMS
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.rolling_up import roll_up_half_year
from assessments.teams.selectors.releases import list_undecided
from tests.factories import client_of
from tests.teams.organisation import (
    DAY,
    FIRST,
    LONG_AGO,
    join,
    make_full_team,
    make_part,
    make_team,
)
from tests.teams.pages import page_of, rows_of, words_of
from tests.teams.published import closing, publish

NUMBERS = ["Half-year", "Soft skills", "Experience", "Technical skills"]


@pytest.fixture
def parent(set_version, margaret):
    return make_team(margaret, name="Engineering")


@pytest.fixture
def parts(parent):
    teams = [make_team(name=name) for name in ("Alpha", "Beta", "Gamma")]
    for team in teams:
        make_part(team, parent)
    return teams


def put_together(half_years=1):
    """As the run does once all teams are decided; here each release is there already."""
    for place in range(half_years):
        roll_up_half_year(HalfYear.objects.get(closes_at=closing(place)))


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


def publish_parts(parts, *half_years):
    """The values of each part; whoever else is there is held, so that all is decided."""
    for place, values in enumerate(half_years):
        for team, value in zip(parts, values, strict=False):
            publish(team, place, (value, 10, 90) if value else ())
        for team in list_undecided(closing(place)):
            publish(team, place, ())


def test_three_published_teams_make_a_plain_mean_to_the_nearest_five(parent, parts):
    publish_parts(parts, (40, 80, 80))
    put_together()

    # 66 2/3
    assert rows_of(see(parent)) == [
        NUMBERS,
        ["Jan–Jun 2027", "about 2.6", "0.4 or less", "3.6 or more"],
    ]


def test_two_published_teams_are_too_few(parent, parts):
    publish_parts(parts, (40, 40, 0))
    put_together()
    html = see(parent)

    assert "about" not in words_of(html)
    assert "Nothing to put together yet" in words_of(html)


def test_a_half_year_with_too_few_is_a_gap(parent, parts):
    publish_parts(parts, (40, 40, 40), (80, 80, 0), (40, 40, 40))
    put_together(3)

    assert rows_of(see(parent))[2] == ["Jul–Dec 2027", TOO_FEW_TEAMS]


def test_nothing_is_put_together_before_every_team_is_decided(parent, parts):
    """Not even by teams that are not part of anything."""
    other = make_team(name="Elsewhere")
    for team in (*parts, parent):
        publish(team, 0, (40, 40, 40))
    put_together()
    assert not RollUp.objects.exists()

    publish(other, 0, ())
    put_together()
    assert RollUp.objects.get().values == {"soft-skills": 40, "experience": 40, "technical": 40}


def test_it_is_made_once_and_stays_when_teams_move(parent, parts):
    """A team that comes later or goes changes nothing about what was put together."""
    publish_parts(parts, (40, 40, 40))
    put_together()
    before, row = see(parent), RollUp.objects.values().get()
    make_part(parts[0], None, closing(0))
    make_part(make_team(name="Puppets"), parent, closing(0))
    for _ in range(2):
        put_together()

    assert RollUp.objects.values().get() == row
    assert rows_of(see(parent)) == rows_of(before)


@pytest.mark.parametrize(("days", "expected"), [(29, False), (30, True)])
def test_a_tie_counts_30_days_after_its_members_were_told(parent, parts, days, expected):
    make_part(parts[2], None)
    make_part(parts[2], parent, closing(0) - days * DAY)
    publish_parts(parts, (40, 40, 40))
    put_together()

    assert bool(RollUp.objects.get().values) is expected


@pytest.mark.parametrize(("seconds", "expected"), [(-1, False), (0, True), (60, True)])
def test_the_tree_is_that_of_the_close(parent, parts, seconds, expected):
    """A run may come late: who has left since is in it, and who left before is not."""
    publish_parts(parts, (40, 40, 40))
    make_part(parts[2], None, closing(0) + timedelta(seconds=seconds))
    put_together()

    assert bool(RollUp.objects.get().values) is expected


def test_a_question_that_nobody_agreed_to_counts_for_nothing(parent, parts):
    make_part(parts[2], None)
    Tie.objects.create(team=parts[2], parent=parent, asked_at=LONG_AGO)
    publish_parts(parts, (40, 40, 40))
    put_together()

    assert RollUp.objects.get().values == {}


def test_absent_teams_are_not_named_and_nor_are_the_others(parent, parts):
    held = make_team(name="Delta")
    make_part(held, parent)
    publish_parts(parts, (40, 40, 40))
    put_together()
    html = see(parent)

    assert [team.name for team in (*parts, held) if team.name in html] == []
    assert [str(team.code) for team in (*parts, held) if str(team.code) in html] == []


def test_teams_elsewhere_and_the_parent_itself_do_not_count(parent, parts):
    publish_parts([*parts[:2], parent, make_team(name="Elsewhere")], (40, 40, 60, 60))
    put_together()

    assert RollUp.objects.get().values == {}


def test_nothing_is_said_about_change_and_no_line_is_drawn(parent, parts):
    publish_parts(parts, (20, 20, 20), (80, 80, 80))
    put_together(2)
    html = see(parent)

    assert "moved" not in words_of(html)
    assert 'class="marks' in html or "<circle" in html or "<use" in html


def test_the_run_puts_together_what_it_published(parent):
    """With real releases, and killed before, the next run goes on."""
    teams = [make_full_team(6, value=value) for value in (1, 2, 4)]
    for team in teams:
        make_part(team, parent)
    release_trends(at=FIRST)
    assert release_trends(at=FIRST) == 0

    made = RollUp.objects.get()
    # 25, 50 and 90, as that is the highest: 55
    assert made.values == dict.fromkeys(("soft-skills", "experience", "technical"), 55)
    assert len(made.made_from) == 3


def test_it_can_neither_be_changed_nor_deleted(parent, parts):
    publish_parts(parts, (40, 40, 40))
    put_together()
    made = RollUp.objects.get()

    for attempt in (made.save, made.delete, RollUp.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("values", '{"soft-skills": 90, "experience": 10, "technical": 90}'),
        ("made_from", "[]"),
        ("nonce", "other"),
        ("previous_hash", "other"),
        ("hash", "other"),
    ],
)
def test_verify_releases_finds_a_changed_one(parent, parts, column, value, capsys):
    publish_parts(parts, (40, 40, 40), (40, 40, 45))
    put_together(2)
    call_command("verify_releases")
    assert "2 of teams together" in capsys.readouterr().out
    first = RollUp.objects.order_by("pk")[0]
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE teams_rollup SET "{column}" = %s WHERE id = %s', [value, first.pk])

    with pytest.raises(CommandError, match="together"):
        call_command("verify_releases")


def test_only_a_team_with_parts_leads_to_it(parent, parts, margaret):
    address = reverse("teams:roll_up", args=[parent.code])
    alone = make_team(margaret, name="Alone")

    assert address in page_of(margaret, parent)
    assert "roll-up" not in page_of(margaret, alone)
