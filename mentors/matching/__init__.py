"""Who fits whom, in which order, and why: pure, without Django, clock or chance."""

from mentors.matching.crowd import Crowd
from mentors.matching.pairing import Facts
from mentors.matching.profile import KINDS, MENTOR, PEER, REVERSE, Profile, week
from mentors.matching.rank import BANDS, Filters, Ranked, Ranking, rank
from mentors.matching.reasons import Reason, could_offer, reasons

__all__ = [
    "BANDS",
    "KINDS",
    "MENTOR",
    "PEER",
    "REVERSE",
    "Crowd",
    "Facts",
    "Filters",
    "Profile",
    "Ranked",
    "Ranking",
    "Reason",
    "could_offer",
    "rank",
    "reasons",
    "week",
]
