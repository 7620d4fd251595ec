"""The page of one person: the card, and the form to ask them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentors.forms.requests import AskForm
from mentors.matching.profile import KINDS
from mentors.models.profiles import MentorProfile
from mentors.pages.card import Card, ranked
from mentors.selectors.candidates import Candidate


@dataclass(frozen=True)
class Asking:
    """Whether the reader can ask this person, and as what. Without a profile, no candidate."""

    card: Card
    candidate: Candidate | None = None
    form: AskForm | None = None


def ask_form(
    own: MentorProfile, candidate: Candidate, aspirations: Mapping[str, str], data: Any
) -> AskForm | None:
    """None if the candidate can't be asked at all. `aspirations` maps keys to texts."""
    # A form that is sent twice or too late must reach the service, which says what is wrong.
    kinds = candidate.kinds or (KINDS if data else ())
    if not kinds:
        return None
    return AskForm(
        data,
        kinds=kinds,
        aspirations={key: aspirations[key] for key in ranked(own) if key in aspirations},
        initial={"kind": kinds[0] if len(kinds) == 1 else ""},
    )
