"""Who may be counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessments.teams.disclosure.members import Standing, find_doubted, may_count

CLOSE = datetime(2027, 7, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MONTH = timedelta(days=30)
MEMBER = Standing(
    is_active=True,
    is_email_verified=True,
    sees_team=False,
    is_doubted=False,
    has_account_since=CLOSE - MONTH,
    joined_at=CLOSE - MONTH,
    consent_at=CLOSE - SECOND,
)


def test_an_ordinary_member_counts_just_in_time():
    assert may_count(MEMBER, CLOSE) is True


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"is_email_verified": False},
        {"sees_team": True},
        {"is_doubted": True},
        {"has_account_since": CLOSE - MONTH + SECOND},
        {"joined_at": CLOSE - MONTH + SECOND},
        {"consent_at": None},
        {"consent_at": CLOSE},
    ],
)
def test_each_reason_alone_is_enough_not_to_count(change):
    assert may_count(replace(MEMBER, **change), CLOSE) is False


TEAM = {1, 2, 3, 4, 5}


def test_without_a_doubt_nobody_is_doubted():
    assert find_doubted(TEAM, set(), []) == set()


def test_two_others_have_to_vouch():
    assert find_doubted(TEAM, {1}, []) == {1}
    assert find_doubted(TEAM, {1}, [(1, 2)]) == {1}
    assert find_doubted(TEAM, {1}, [(1, 2), (1, 3)]) == set()


def test_nobody_vouches_for_themselves_or_twice_or_from_outside():
    assert find_doubted(TEAM, {1}, [(1, 1), (1, 2)]) == {1}
    assert find_doubted(TEAM, {1}, [(1, 2), (1, 2)]) == {1}
    assert find_doubted(TEAM, {1}, [(1, 2), (1, 99)]) == {1}


def test_puppets_that_are_doubted_cannot_vouch_for_each_other():
    ring = [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]

    assert find_doubted(TEAM, {1, 2, 3}, ring) == {1, 2, 3}


def test_who_is_vouched_for_may_vouch_for_the_next():
    chain = [(3, 4), (3, 5), (2, 3), (2, 4), (1, 2), (1, 3)]

    assert find_doubted(TEAM, {1, 2, 3}, chain) == set()
