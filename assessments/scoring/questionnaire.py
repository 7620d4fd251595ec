"""A questionnaire as frozen values, with the texts of one language filled in.

`parse` builds them from a file or a stored document. Nothing here reads a file, a clock or
a database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypedDict, TypeVar

SKIP = "skip"
NO_OPPORTUNITY = "no-opportunity"

# The highest answer value; a scale's score is its percent of this maximum.
MAX_VALUE = 4

# Smallest unit first: actions are offered least effort first.
EFFORT_UNITS = ("min", "hour", "day", "week", "month", "quarter")


class UnknownKey(LookupError):
    """A key that this questionnaire does not have; `kind` says of what."""

    def __init__(self, kind: str, key: object):
        self.kind, self.key = kind, key
        super().__init__(f"unknown {kind}: {key!r}")


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted answer, with its number (0..4)."""

    key: str
    value: int
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """The options of an item, lowest first, and the sentence to read before choosing."""

    key: str
    prompt: str
    options: tuple[Option, ...]

    def option(self, value: int) -> Option:
        for option in self.options:
            if option.value == value:
                return option
        raise UnknownKey("value", value)


@dataclass(frozen=True, slots=True)
class SpecialAnswer:
    """An answer that is never scored: skip, or no opportunity so far."""

    key: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Effort:
    """The time that an action takes, for example 2 hours."""

    amount: int
    unit: str

    @property
    def rank(self) -> tuple[int, int]:
        return EFFORT_UNITS.index(self.unit), self.amount


@dataclass(frozen=True, slots=True)
class Action:
    """A proposed next step for an item."""

    key: str
    effort: Effort
    text: str


@dataclass(frozen=True, slots=True)
class LeanOn:
    """The item that can carry a weak one when it is a strength, and how."""

    item: str
    how: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `targets` holds one value (0..4) a level, in the order of the levels."""

    key: str
    scale: str
    order: int
    answer_scale: AnswerScale
    theme: str
    can_gain: bool
    two_halves: bool
    title: str
    axis_label: str
    question: str
    hint: str
    why: str
    actions: tuple[Action, ...]
    lean_on: LeanOn | None
    targets: tuple[int, ...]

    @property
    def actions_by_effort(self) -> tuple[Action, ...]:
        """Least effort first; a stable sort keeps ties in file order."""
        return tuple(sorted(self.actions, key=lambda action: action.effort.rank))


@dataclass(frozen=True, slots=True)
class Measurement:
    """The precision of a scale: reliability 0..1, sd on 0-100; basis assumed or observed."""

    reliability: float
    sd: float
    basis: str
    n: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A group of items that are scored together. `glyph` is circle, diamond, triangle or square."""

    key: str
    order: int
    letter: str
    glyph: str
    answered_tenths: int  # no score unless 10 x answered >= answered_tenths x items
    measurement: Measurement
    name: str
    summary: str
    all_yes_verdict: str  # shown when every answer of the scale is a yes; may be empty
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the ladder, lowest first."""

    key: str
    order: int
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Path:
    """A way up the ladder; `caps` limits the targets of whole scales (scale key -> value)."""

    key: str
    caps: Mapping[str, int]
    name: str


class Change(TypedDict):
    """The fate of an item of an earlier version in this one, as parse/changes.py reads it.

    `to` are keys of this version; `values` is None, or has the new value at each old one.
    """

    change: str
    to: tuple[str, ...]
    values: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Counsel:
    """A choice that a person has about their direction, and what we say to it."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DirectionContent:
    """The reasons that may bring a person here, and those that may hold one back.

    `unsaved` are keys of `holds_back` that choose what is said, but are never stored.
    """

    brings: tuple[Counsel, ...]
    holds_back: tuple[Counsel, ...]
    unsaved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reflection:
    """A prompt to answer in own words after a result."""

    key: str
    prompt: str


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire in one language; scales and their items in order."""

    key: str
    version: int
    status: str  # draft or published
    digest: str
    language: str
    name: str
    disclaimer: str
    source: Mapping[str, str]
    license: str
    yes_threshold: int
    tie_break_hint: str
    two_halves_hint: str
    targets_note: str
    special_answers: tuple[SpecialAnswer, ...]
    scales: tuple[Scale, ...]
    levels: tuple[Level, ...]
    paths: tuple[Path, ...]
    direction: DirectionContent | None
    key_technology_scale: AnswerScale | None  # rates technologies of one's own, never scored
    reflections: tuple[Reflection, ...]
    changes_from: Mapping[int, Mapping[str, Change]]  # earlier version -> old item key -> change

    def __hash__(self) -> int:
        """The digest covers the whole content, so what is computed from it can be cached."""
        return hash((self.digest, self.language))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, by the order of its scale, then by its own."""
        return tuple(item for scale in self.scales for item in scale.items)

    @cached_property
    def _items_by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    def item(self, key: str) -> Item:
        try:
            return self._items_by_key[key]
        except (KeyError, TypeError):
            raise UnknownKey("item", key) from None

    def scale(self, key: str) -> Scale:
        return _find(self.scales, "scale", key)

    def level(self, key: str) -> Level:
        return _find(self.levels, "level", key)

    def path(self, key: str) -> Path:
        return _find(self.paths, "path", key)

    def special_answer(self, key: str) -> SpecialAnswer:
        return _find(self.special_answers, "special answer", key)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


Found = TypeVar("Found", bound=_Keyed)


def _find(values: Iterable[Found], kind: str, key: str) -> Found:
    for value in values:
        if value.key == key:
            return value
    raise UnknownKey(kind, key)


def find_item(questionnaire: Questionnaire | None, key: str) -> Item | None:
    """The item of that key; None where the questionnaire, or the item in it, is missing."""
    try:
        return questionnaire.item(key) if questionnaire else None
    except UnknownKey:
        return None


def find_action(item: Item | None, key: str) -> Action | None:
    """The action of that key; None where the item, or the action in it, is missing."""
    return next((each for each in item.actions if each.key == key), None) if item else None
