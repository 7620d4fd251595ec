"""What one person shows to others, in words: on a card, on their page, in the preview."""

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
class Place:
    """An item with what a page needs to mark its scale."""

    item: Item
    glyph: str
    position: int


class Card:
    """Never an item that is hidden."""

    def __init__(
        self,
        profile: MentorProfile,
        questionnaire: Questionnaire,
        match: Match | None = None,
        goals: Mapping[str, str] | None = None,
    ):
        """`goals` maps keys to texts; a list of cards goes without."""
        self._goals = goals or {}
        self.profile, self.questionnaire, self.match = profile, questionnaire, match
        self.code = profile.person.code
        self.name, self.headline = profile.name, profile.headline

    @cached_property
    def level(self) -> str:
        levels = {level.key: level.name for level in self.questionnaire.levels}
        return levels.get(self.profile.level, "")

    @cached_property
    def place_in_career(self) -> str:
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
    def goals(self) -> list[str]:
        """What matters most first."""
        chosen = sorted(self.profile.goals, key=lambda goal: (goal["priority"], goal["goal"]))
        return [self._goals[goal["goal"]] for goal in chosen if goal["goal"] in self._goals]

    @cached_property
    def offers(self) -> list[Place]:
        return self._shown(self.profile.offers)

    @cached_property
    def wants(self) -> list[Place]:
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

    def _shown(self, keys: list[str]) -> list[Place]:
        shown = set(keys) - set(self.profile.hidden)
        return self._places(item for item in self.questionnaire.items if item.key in shown)

    def _marked(self, told: list[Any]) -> list[tuple[Any, list[Place]]]:
        return [(each, self._places(each.items)) for each in told]

    def _places(self, items: Any) -> list[Place]:
        scales = {scale.key: (n, scale) for n, scale in enumerate(self.questionnaire.scales)}
        return [Place(item, scales[item.scale][1].glyph, scales[item.scale][0]) for item in items]
