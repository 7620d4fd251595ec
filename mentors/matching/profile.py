"""The parts of a profile that matching uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

MENTOR, REVERSE, PEER = "mentor", "reverse", "peer"
KINDS = (MENTOR, REVERSE, PEER)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Every time zone in use is a whole number of quarters of an hour from UTC.
QUARTER = 15
QUARTERS_AN_HOUR = 60 // QUARTER
QUARTERS_A_WEEK = len(DAYS) * 24 * QUARTERS_AN_HOUR
HOUR_BITS = (1 << QUARTERS_AN_HOUR) - 1
WEEK_BITS = (1 << QUARTERS_A_WEEK) - 1

# The weight of an aspiration is this minus its priority (1, 2 or 3).
BEYOND_LAST_PRIORITY = 4


@dataclass(frozen=True)
class Profile:
    """One person as matching sees them.

    `person` names the row, `code` (a number made of the public code) breaks ties. `rung` counts
    from 0; it is None if the level is unknown. `goals` maps the key of an aspiration to its
    priority. `hidden` items match, but others get no reason from them. `week` has a bit for each
    quarter of an hour at which the person can meet, in UTC. `paused_until` is the ordinal of a
    day, 0 for none. `places` are the free ones.
    """

    person: int
    code: int
    rung: int | None = None
    background: frozenset[str] = frozenset()
    preference: str = "any"
    goals: Mapping[str, int] = field(default_factory=dict)
    offers: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    week: int = 0
    async_ok: bool = False
    cadence: str = ""
    agenda: str = ""
    places: int = 0
    is_listed: bool = False
    paused_until: int = 0

    @cached_property
    def weights(self) -> dict[str, int]:
        """Key of an aspiration -> 3, 2 or 1, the heaviest first."""
        goals = sorted(self.goals.items(), key=lambda goal: (goal[1], goal[0]))
        return {key: BEYOND_LAST_PRIORITY - priority for key, priority in goals}


def week(hours: Iterable[str], offset: int) -> int:
    """Slots such as "mon-18", whose zone is `offset` minutes ahead of UTC -> bits of Profile.week.

    A slot that does not exist raises ValueError.
    """
    local = 0
    for slot in hours:
        day, _, hour = slot.partition("-")
        local |= HOUR_BITS << (DAYS.index(day) * 24 + int(hour)) * QUARTERS_AN_HOUR
    # 18:00 there is 18:00 minus the offset in UTC. The week is a ring.
    shift = offset // QUARTER % QUARTERS_A_WEEK
    return (local >> shift | local << (QUARTERS_A_WEEK - shift)) & WEEK_BITS


def common_hours(one: int, other: int) -> int:
    """Minutes of the week that both can meet, in whole hours, rounded down."""
    return (one & other).bit_count() * QUARTER // 60
