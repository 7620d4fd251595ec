"""When a doubt about somebody on the roster holds a half-year. It never takes anybody out."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from assessments.teams.disclosure.half_years import next_closing
from assessments.teams.disclosure.parameters import DOUBTERS, SEASONED, VOUCHES


def closing_of_doubt(doubted_at: datetime, member_since: datetime) -> datetime:
    """The close for which a doubt counts; it lapses there.

    It is the first one 30 days or more after the doubt was said, and by a member of 30 days:
    `member_since` is when the later of membership and account of who doubts began.
    """
    said_at = max(doubted_at, member_since + SEASONED)
    first = next_closing(said_at)
    return first if said_at + SEASONED <= first else next_closing(first)


def vouches_needed(doubters: int) -> int:
    """At least two, and no fewer than those who doubt."""
    return max(VOUCHES, doubters)


def find_doubted(
    doubts: Iterable[int], vouches: Iterable[tuple[int, int]], may_vouch: Collection[int]
) -> set[int]:
    """The people against whom an effective doubt stands: it is shared, and not cleared.

    `doubts` names the doubted person once for each member who doubts. `vouches` are pairs (person,
    member who vouches). The word of somebody who is doubted in effect counts for nobody, not even
    once they are cleared themselves: so accounts that one person made can't vouch for each other.
    """
    shared = {person: n for person, n in Counter(doubts).items() if n >= DOUBTERS}
    trusted = set(may_vouch) - shared.keys()
    known = Counter(person for person, by in set(vouches) if by in trusted and by != person)
    return {person for person, n in shared.items() if known[person] < vouches_needed(n)}
