"""Search: the people who fit, best first, with reasons in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, overload
from urllib.parse import urlencode

from assessments.scoring.questionnaire import Questionnaire
from mentors.matching.filters import EMPTY, Filters
from mentors.matching.pairing import Facts
from mentors.matching.profile import KINDS, MENTOR, Profile
from mentors.matching.rank import Ranking, rank
from mentors.matching.reasons import could_offer, reasons
from mentors.models.alerts import SearchAlert
from mentors.models.profiles import MentorProfile
from mentors.selectors.crowd import Snapshot, get_snapshot, tag_key, to_profile
from mentors.selectors.facts import get_facts
from mentors.selectors.people import list_found
from mentors.selectors.words import BAND_LABELS, Speaker, Told, to_tag


@dataclass(frozen=True)
class Asked:
    """A kind and filters that somebody searches with."""

    kind: str = MENTOR
    filters: Filters = field(default_factory=Filters)

    @property
    def values(self) -> dict[str, str | int]:
        """The kind and the filters that are not empty, as in a form and an address."""
        return {"kind": self.kind, **self.filters.chosen}

    @property
    def query(self) -> str:
        """The search as the part of an address after its question mark."""
        return urlencode(self.values)


@dataclass(frozen=True)
class Match:
    """A proposal; nothing is agreed yet. `band` is strong, good or possible, "" if not ranked."""

    profile: MentorProfile
    band: str
    reasons: list[Told]
    could_offer: list[Told]

    @property
    def band_label(self) -> str:
        return str(BAND_LABELS.get(self.band, ""))


@dataclass(frozen=True)
class Relaxed:
    """The number that would fit without one of the filters ("goal", ...), or as another kind."""

    name: str
    asked: Asked
    count: int


@dataclass(frozen=True)
class Search:
    """Everything that a person's searches need at this moment, read once."""

    questionnaire: Questionnaire
    snapshot: Snapshot
    me: Profile
    facts: Facts
    at: datetime

    def find(self, asked: Asked) -> "Matches":
        return Matches(self, self.rank(asked))

    def rank(self, asked: Asked) -> Ranking:
        today = self.at.date().toordinal()
        return rank(self.snapshot.crowd, self.me, asked.kind, asked.filters, self.facts, today)

    def relax(self, asked: Asked) -> list[Relaxed]:
        """Searches without one filter, or of another kind, that find somebody; most first."""
        fewer = [
            (name, replace(asked, filters=asked.filters.without(name)))
            for name in asked.filters.chosen
        ]
        others = [(kind, replace(asked, kind=kind)) for kind in KINDS if kind != asked.kind]
        found = [Relaxed(name, each, len(self.rank(each))) for name, each in fewer + others]
        return sorted(
            (each for each in found if each.count), key=lambda each: (-each.count, each.name)
        )

    def count_by_writing(self, asked: Asked) -> int:
        """The number that would fit if the person were fine with writing."""
        if self.me.async_ok:
            return 0
        return len(replace(self, me=replace(self.me, async_ok=True)).rank(asked))

    def match(self, row: MentorProfile, band: str) -> "Match":
        speaker = Speaker(self.questionnaire, self.snapshot.aspirations, self.me)
        other = to_profile(row, self.questionnaire, self.at)
        return Match(
            profile=row,
            band=band,
            reasons=speaker.reasons(reasons(self.me, other, self.facts.days.get(row.person_id))),
            could_offer=speaker.could_offer(could_offer(self.me, other)),
        )


class Matches(Sequence[Match]):
    """Everybody who fits, best first. A slice reads only its own rows."""

    def __init__(self, search: Search, ranking: Ranking):
        self._search, self._ranking = search, ranking

    def __len__(self) -> int:
        return len(self._ranking)

    @overload
    def __getitem__(self, asked: int) -> Match: ...
    @overload
    def __getitem__(self, asked: slice) -> list[Match]: ...
    def __getitem__(self, asked: Any) -> Any:
        if isinstance(asked, int):
            return self[asked : asked + 1][0]
        start, stop, _step = asked.indices(len(self))
        bands = self._ranking.page(start, stop)
        # The table itself says whether these few have a verified address.
        rows = list_found().filter(person__in=list(bands))
        profiles = {profile.person_id: profile for profile in rows}
        return [
            self._search.match(profiles[person], band)
            for person, band in bands.items()
            if person in profiles
        ]


def start_search(profile: MentorProfile, questionnaire: Questionnaire, at: datetime) -> Search:
    """A search by the owner of that profile, which must be saved."""
    return Search(
        questionnaire=questionnaire,
        snapshot=get_snapshot(questionnaire, at),
        me=to_profile(profile, questionnaire, at),
        facts=get_facts([profile.person], at)[profile.person_id],
        at=at,
    )


def compare(
    profile: MentorProfile,
    other: MentorProfile,
    snapshot: Snapshot,
    questionnaire: Questionnaire,
    at: datetime,
) -> Match:
    """Why these two may fit, even if they can't meet now. The match has no band."""
    me = to_profile(profile, questionnaire, at)
    return Search(questionnaire, snapshot, me, Facts(), at).match(other, band="")


def to_asked(values: Mapping[str, Any]) -> Asked:
    """The search with those values, from a form or the API. Spelling of a tag does not matter."""
    asked: dict[str, Any] = {name: values.get(name) or empty for name, empty in EMPTY.items()}
    asked["background"] = tag_key(to_tag(asked["background"]))
    return Asked(values.get("kind") or MENTOR, Filters(**asked))


def asked_by(alert: SearchAlert) -> Asked:
    return Asked(alert.kind, Filters(**{name: getattr(alert, name) for name in EMPTY}))
