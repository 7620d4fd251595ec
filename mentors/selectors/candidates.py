"""Whether one person may ask another, and as what, by the rules of the search."""

from dataclasses import dataclass
from datetime import datetime

from assessments.scoring.questionnaire import Questionnaire
from mentors.matching.crowd import Crowd
from mentors.matching.filters import Filters
from mentors.matching.pairing import Facts
from mentors.matching.profile import KINDS
from mentors.matching.rank import rank
from mentors.models.profiles import MentorProfile
from mentors.selectors.crowd import to_profile
from mentors.selectors.facts import get_facts


@dataclass(frozen=True)
class Candidate:
    """`kinds` are those that the other may be asked as; none if `standing` says why not.

    `standing` is PAIRED, ASKED, DECLINED or APART (whose reason stays secret), else "".
    """

    kinds: tuple[str, ...]
    standing: str = ""


def get_candidate(
    own: MentorProfile, other: MentorProfile, questionnaire: Questionnaire, at: datetime
) -> Candidate:
    """Both profiles must be saved, and `other` must be listed."""
    facts = get_facts([own.person], at)[own.person_id]
    standing = facts.apart.get(other.person_id, "")
    if standing:
        return Candidate((), standing)
    me, them = (to_profile(each, questionnaire, at) for each in (own, other))
    crowd, today = Crowd.of([them]), at.date().toordinal()
    return Candidate(
        tuple(kind for kind in KINDS if len(rank(crowd, me, kind, Filters(), Facts(), today)))
    )
