"""Ages in words."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from setframework.web.ages import ago


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "today"),  # east of the server it is already tomorrow
        (date(2026, 11, 23), "1 day ago"),
        (date(2026, 11, 18), "6 days ago"),
        (date(2026, 11, 17), "1 week ago"),
        (date(2026, 10, 24), "1 month ago"),
        (date(2025, 11, 25), "12 months ago"),
        (date(2025, 11, 24), "1 year ago"),
        (date(2016, 11, 24), "10 years ago"),
        (datetime(2026, 8, 18, 9, tzinfo=UTC), "3 months ago"),
    ],
)
def test_age_is_in_the_largest_whole_unit(day, words):
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        assert ago(day) == words
