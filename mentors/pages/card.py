"""The card of a person: what they show to others, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from assessments.scoring.questionnaire import Item, Questionnaire
from mentors.models.profiles import MentorProfile
from mentors.selectors.search import Match
from mentors.selectors.words import language_name, tag_label


@dataclass(frozen=True)
class MarkedItem:
    """An item with the glyph and the position of its scale, by which a page marks it."""

    item: Item
    glyph: str
    position: int


class Card:
    """A card never shows a hidden item."""

    def __init__(
        self,
        profile: MentorProfile,
        questionnaire: Questionnaire,
        match: Match | None = None,
        aspirations: Mapping[str, str] | None = None,
    ):
        """`aspirations` maps keys to texts. A list of cards does without them."""
        self._texts = aspirations or {}
        self.profile, self.questionnaire, self.match = profile, questionnaire, match
        self.code = profile.person.code
        self.name, self.headline = profile.name, profile.headline

    @cached_property
    def level(self) -> str:
        levels = {level.key: level.name for level in self.questionnaire.levels}
        return levels.get(self.profile.level, "")

    @cached_property
    def role_and_level(self) -> str:
        return " / ".join(filter(None, [self.profile.role, self.level]))

    @cached_property
    def languages(self) -> str:
        return ", ".join(map(language_name, self.profile.languages))

    @cached_property
    def zone(self) -> str:
        return self.profile.time_zone.rpartition("/")[2].replace("_", " ")

    @cached_property
    def tags(self) -> list[str]:
        return [tag_label(tag) for tag in self.profile.background]

    @cached_property
    def aspirations(self) -> list[str]:
        """Their texts, the most important first."""
        return [self._texts[key] for key in ranked(self.profile) if key in self._texts]

    @cached_property
    def offers(self) -> list[MarkedItem]:
        return self._shown(self.profile.offers)

    @cached_property
    def wants(self) -> list[MarkedItem]:
        return self._shown(self.profile.wants)

    @property
    def reasons(self) -> list[Any]:
        return self._marked(self.match.reasons) if self.match else []

    @property
    def could_offer(self) -> list[Any]:
        return self._marked(self.match.could_offer) if self.match else []

    def takes_requests(self, at: datetime) -> bool:
        profile = self.profile
        is_paused = profile.paused_until is not None and profile.paused_until > at.date()
        return profile.is_open and not is_paused and profile.active < profile.capacity

    def _shown(self, keys: list[str]) -> list[MarkedItem]:
        shown = set(keys) - set(self.profile.hidden)
        return self._mark(item for item in self.questionnaire.items if item.key in shown)

    def _marked(self, told: list[Any]) -> list[tuple[Any, list[MarkedItem]]]:
        return [(each, self._mark(each.items)) for each in told]

    def _mark(self, items: Any) -> list[MarkedItem]:
        scales = {scale.key: (n, scale) for n, scale in enumerate(self.questionnaire.scales)}
        return [
            MarkedItem(item, scales[item.scale][1].glyph, scales[item.scale][0]) for item in items
        ]


def ranked(profile: MentorProfile) -> list[str]:
    """The keys of a profile's aspirations, the most important first."""
    chosen = sorted(profile.goals, key=lambda each: (each["priority"], each["goal"]))
    return [each["goal"] for each in chosen]
