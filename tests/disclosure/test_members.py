"""Who may be counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessments.teams.disclosure.members import Standing, is_on_roster, may_count

CLOSE = datetime(2027, 7, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MONTH = timedelta(days=30)
MEMBER = Standing(
    is_active=True,
    is_email_verified=True,
    sees_team=False,
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
        {"has_account_since": CLOSE - MONTH + SECOND},
        {"joined_at": CLOSE - MONTH + SECOND},
        {"consent_at": None},
        {"consent_at": CLOSE},
    ],
)
def test_each_reason_alone_is_enough_not_to_count(change):
    assert may_count(replace(MEMBER, **change), CLOSE) is False


def test_the_roster_asks_for_no_consent():
    assert is_on_roster(replace(MEMBER, consent_at=None), CLOSE) is True


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"is_email_verified": False},
        {"sees_team": True},
        {"has_account_since": CLOSE - MONTH + SECOND},
        {"joined_at": CLOSE - MONTH + SECOND},
    ],
)
def test_each_reason_alone_keeps_a_member_off_the_roster(change):
    assert is_on_roster(replace(MEMBER, **change), CLOSE) is False
