"""Consent and leaving: each member's own decision."""

import pytest

from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import find_membership
from assessments.teams.services.membership import (
    NotAMember,
    give_consent,
    leave_team,
    withdraw_consent,
)
from tests.teams.organisation import DAY, FIRST, LONG_AGO, join, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(margaret):
    return make_team(margaret)


def test_consent_is_dated_when_it_is_given(ada, team):
    join(team, ada, consent=False)

    membership = give_consent(person=ada, code=team.code, at=FIRST)

    assert (membership.consent_at, membership.withdrawn_at) == (FIRST, None)


def test_giving_consent_twice_keeps_the_first_date(ada, team):
    join(team, ada)

    assert give_consent(person=ada, code=team.code, at=FIRST).consent_at == LONG_AGO


def test_withdrawing_is_dated_once(ada, team):
    join(team, ada)

    withdraw_consent(person=ada, code=team.code, at=FIRST)
    membership = withdraw_consent(person=ada, code=team.code, at=FIRST + DAY)

    assert (membership.consent_at, membership.withdrawn_at) == (LONG_AGO, FIRST)
    assert membership.has_consented is False


def test_consent_after_a_withdrawal_begins_anew(ada, team):
    join(team, ada)
    withdraw_consent(person=ada, code=team.code, at=FIRST)

    membership = give_consent(person=ada, code=team.code, at=FIRST + DAY)

    assert (membership.consent_at, membership.withdrawn_at) == (FIRST + DAY, None)


def test_without_consent_there_is_nothing_to_withdraw(ada, team):
    join(team, ada, consent=False)

    membership = withdraw_consent(person=ada, code=team.code, at=FIRST)

    assert (membership.consent_at, membership.withdrawn_at) == (None, None)


def test_who_leaves_is_at_home_nowhere_and_sees_the_team_no_more(ada, team):
    join(team, ada)

    membership = leave_team(person=ada, code=team.code, at=FIRST)

    assert membership.left_at == FIRST
    assert find_membership(ada) is None
    with pytest.raises(Team.DoesNotExist):
        give_consent(person=ada, code=team.code, at=FIRST)


def test_who_comes_back_starts_anew(ada, team):
    old = join(team, ada)
    leave_team(person=ada, code=team.code, at=FIRST)

    new = join(team, ada, consent=False, at=FIRST + DAY)

    assert new != old
    assert (new.joined_at, new.consent_at) == (FIRST + DAY, None)


VERBS = [give_consent, withdraw_consent, leave_team]


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_decides_for_another(ada, team, verb):
    membership = join(team, ada)

    with pytest.raises(NotAMember):
        verb(person=team.manager, code=team.code, at=FIRST)

    membership.refresh_from_db()
    assert (membership.consent_at, membership.withdrawn_at, membership.left_at) == (
        LONG_AGO,
        None,
        None,
    )


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_finds_no_team(team, mallory, grace, verb):
    join(make_team(grace), mallory)

    with pytest.raises(Team.DoesNotExist):
        verb(person=mallory, code=team.code, at=FIRST)


@pytest.mark.parametrize("verb", [withdraw_consent, leave_team])
def test_a_clock_that_was_set_back_is_no_obstacle(ada, team, verb):
    join(team, ada, at=FIRST)

    membership = verb(person=ada, code=team.code, at=FIRST - DAY)

    assert FIRST in (membership.left_at, membership.withdrawn_at)
