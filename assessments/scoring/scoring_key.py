"""The scoring key: how each answer to a questionnaire counts, for one level and path.

It is worked out once and cached. Items stand in it by their index, scale after scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from assessments.scoring.questionnaire import (
    MAX_VALUE,
    NO_OPPORTUNITY,
    Item,
    Questionnaire,
    Scale,
    UnknownKey,
)

# A tally is one whole number with four counts in it, so that adding the tallies of answers
# adds all four counts at once. Each has 10 bits: 200 items give at most 800 points.
_BITS = 10
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class ScalePart:
    """One scale: the indexes of its items, and the tally of every answer that each item permits."""

    key: str
    indexes: slice
    items: int
    answered_tenths: int
    tallies: tuple[Mapping[object, int], ...]


@dataclass(frozen=True, slots=True)
class ScoringKey:
    """A questionnaire as scoring sees it: each tuple has one entry an item, in item order.

    `aims` are values (0..4). `convert` has the keys of each item's actions, least effort first.
    `lean_on` has the index of the item that can carry it, or None.
    """

    questionnaire: str
    version: int
    digest: str
    level: str | None
    path: str
    yes_threshold: int
    keys: tuple[str, ...]
    known: frozenset[str]
    scales: tuple[ScalePart, ...]
    aims: tuple[int, ...]
    tallies: tuple[Mapping[object, int], ...]
    themes: tuple[str, ...]
    convert: tuple[tuple[str, ...], ...]
    lean_on: tuple[int | None, ...]


def scoring_key_for(
    questionnaire: Questionnaire, level: str | None, path: str | None
) -> ScoringKey:
    """The scoring key of a questionnaire for a level and a path.

    None means no level, and the questionnaire's first path. Raises UnknownKey. Anything but
    text is refused first: the cache could not hash a list, and takes 1 and True for the same.
    """
    for kind, key in (("level", level), ("path", path)):
        if key is not None and type(key) is not str:
            raise UnknownKey(kind, key)
    return _scoring_key(questionnaire, level, path)


def read_tally(tally: int) -> tuple[int, int, int, int]:
    """The four counts in a tally: points, answers, yeses, and answers that meet their aim."""
    return (
        tally & _MASK,
        tally >> _BITS & _MASK,
        tally >> 2 * _BITS & _MASK,
        tally >> 3 * _BITS,
    )


@lru_cache(maxsize=256)
def _scoring_key(questionnaire: Questionnaire, level: str | None, path: str | None) -> ScoringKey:
    way = questionnaire.paths[0] if path is None else questionnaire.path(path)
    rung = None if level is None else questionnaire.levels.index(questionnaire.level(level))
    items = questionnaire.items
    threshold = questionnaire.yes_threshold
    aims = tuple(_aim(item, rung, way.caps, threshold) for item in items)
    tallies = tuple(map(_tallies, items, aims, repeat(threshold)))
    indexes = {item.key: index for index, item in enumerate(items)}
    return ScoringKey(
        questionnaire=questionnaire.key,
        version=questionnaire.version,
        digest=questionnaire.digest,
        level=level,
        path=way.key,
        yes_threshold=threshold,
        keys=tuple(indexes),
        known=frozenset(indexes),
        scales=tuple(_part(scale, indexes, tallies) for scale in questionnaire.scales),
        aims=aims,
        tallies=tallies,
        themes=tuple(item.theme for item in items),
        convert=tuple(tuple(action.key for action in item.actions_by_effort) for item in items),
        lean_on=tuple(indexes[item.lean_on.item] if item.lean_on else None for item in items),
    )


def _aim(item: Item, rung: int | None, caps: Mapping[str, int], threshold: int) -> int:
    if rung is None:
        return threshold
    return min(item.targets[rung], caps.get(item.scale, MAX_VALUE))


def _part(
    scale: Scale, indexes: Mapping[str, int], tallies: tuple[Mapping[object, int], ...]
) -> ScalePart:
    start, items = indexes[scale.items[0].key], len(scale.items)
    here = slice(start, start + items)
    return ScalePart(scale.key, here, items, scale.answered_tenths, tallies[here])


def _tallies(item: Item, aim: int, threshold: int) -> Mapping[object, int]:
    """The tally of every answer that the item permits."""
    tallies: dict[object, int] = {None: 0, NO_OPPORTUNITY: 0}
    for option in item.answer_scale.options:
        tallies[option.value] = _tally(option.value, aim, threshold)
    return tallies


def _tally(value: int, aim: int, threshold: int) -> int:
    yes, met = value >= threshold, value >= aim
    return value | 1 << _BITS | yes << 2 * _BITS | met << 3 * _BITS
