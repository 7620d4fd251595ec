"""From answers to a ScoreProfile: one function for page, API, export and teams.

Everything is exact inside; the shown numbers have one decimal, a half rounded up, made by
whole-number arithmetic so that no binary fraction can tip them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .questionnaire import (
    MAX_VALUE,
    NO_OPPORTUNITY,
    Item,
    Questionnaire,
    Scale,
    UnknownKey,
)

# item key -> an answer value (0..4), None (skipped) or NO_OPPORTUNITY
Responses = Mapping[str, object]


class InvalidResponses(ValueError):
    """Answers that cannot be scored: `errors` has a message for each wrong item key."""

    def __init__(self, errors: Mapping[str, str]):
        self.errors = dict(errors)
        super().__init__("; ".join(f"{key}: {message}" for key, message in errors.items()))


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """The answers of one scale. `mean` (0..4) and `score` (0..100) are the shown values.

    They are None while too few items are answered; the counts are always given.
    `on_target` is given only where a level was.
    """

    key: str
    total: int
    answered: int
    items: int
    yes: int
    all_yes: bool
    on_target: int | None
    mean: float | None
    score: float | None

    @property
    def exact_score(self) -> Fraction | None:
        """Percent of the maximum possible, unrounded."""
        if self.score is None:
            return None
        return Fraction(100 * self.total, MAX_VALUE * self.answered)


@dataclass(frozen=True, slots=True)
class Focus:
    """An answered item below its aim, with the two routes to close the gap.

    `convert` are the keys of its actions, least effort first; `balance` is the key of the
    strength that can carry it, None without strengths.
    """

    item: str
    value: int
    aim: int
    gap: int
    convert: tuple[str, ...]
    balance: str | None


@dataclass(frozen=True, slots=True)
class ScoreProfile:
    """What one set of answers says; scales, strengths and focus in the order to show them."""

    questionnaire: str
    version: int
    digest: str
    level: str | None
    path: str
    scales: tuple[ScaleScore, ...]
    strengths: tuple[str, ...]
    focus: tuple[Focus, ...]
    no_opportunity: tuple[str, ...]

    def scale(self, key: str) -> ScaleScore:
        for scale in self.scales:
            if scale.key == key:
                return scale
        raise UnknownKey("scale", key)


# The place of an item in the questionnaire, its value and its aim.
_Answer = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Size:
    """A scale and where its items start."""

    key: str
    start: int
    items: int
    answered_tenths: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What scoring needs of a questionnaire for one level and path; items by their place."""

    path: str
    keys: tuple[str, ...]
    scales: tuple[_Size, ...]
    aims: tuple[int, ...]
    permitted: Mapping[str, frozenset[int]]
    themes: tuple[str, ...]
    convert: tuple[tuple[str, ...], ...]
    lean_on: tuple[int | None, ...]


def score(
    questionnaire: Questionnaire,
    responses: Responses,
    level: str | None = None,
    path: str | None = None,
) -> ScoreProfile:
    """Score answers, against the yes threshold or the targets of a level.

    `responses` maps item keys to an answer value, None (skipped) or NO_OPPORTUNITY; an
    absent item is skipped. Without `path` the questionnaire's first path holds.
    Raises InvalidResponses, or UnknownKey for the level or the path.
    """
    plan = _checked_plan(questionnaire, level, path)
    _check(plan, responses)
    values = [responses.get(key) for key in plan.keys]
    answers = [
        (place, value, target)
        for place, (value, target) in enumerate(zip(values, plan.aims, strict=True))
        if type(value) is int
    ]
    strengths = _strengths(questionnaire.yes_threshold, answers)
    return ScoreProfile(
        questionnaire=questionnaire.key,
        version=questionnaire.version,
        digest=questionnaire.digest,
        level=level,
        path=plan.path,
        scales=_scale_scores(plan, questionnaire.yes_threshold, values, level is not None),
        strengths=tuple(plan.keys[place] for place in strengths),
        focus=_focus(plan, answers, strengths),
        no_opportunity=tuple(
            key for key, value in zip(plan.keys, values, strict=True) if value == NO_OPPORTUNITY
        ),
    )


def check_responses(questionnaire: Questionnaire, responses: Responses) -> None:
    """Raise InvalidResponses with a message for every wrong item at once."""
    _check(_checked_plan(questionnaire, None, None), responses)


def aim(
    questionnaire: Questionnaire,
    item: str,
    level: str | None = None,
    path: str | None = None,
) -> int:
    """The value (0..4) an item should have: the level's target capped by the path, else a yes."""
    plan = _checked_plan(questionnaire, level, path)
    return plan.aims[plan.keys.index(questionnaire.item(item).key)]


def mean_target(
    questionnaire: Questionnaire,
    scale: str,
    level: str | None = None,
    path: str | None = None,
) -> float:
    """The mean (0..4, one decimal) of the aims of a scale's items."""
    plan = _checked_plan(questionnaire, level, path)
    aims = [plan.aims[plan.keys.index(item.key)] for item in questionnaire.scale(scale).items]
    return shown_mean(sum(aims), len(aims))


def shown_mean(total: int, count: int) -> float:
    """total / count with one decimal, a half rounded up: floor(10 x total / count + 1/2) / 10."""
    return (20 * total + count) // (2 * count) / 10


def shown_score(total: int, answered: int) -> float:
    """Percent of the maximum: floor(1000 x total / (4 x answered) + 1/2) / 10."""
    maximum = MAX_VALUE * answered
    return (2000 * total + maximum) // (2 * maximum) / 10


def _scale_scores(
    plan: _Plan, threshold: int, values: list[object], with_level: bool
) -> tuple[ScaleScore, ...]:
    scores = []
    for size in plan.scales:
        here = slice(size.start, size.start + size.items)
        numbers = [value for value in values[here] if type(value) is int]
        met = _count_met(values[here], plan.aims[here]) if with_level else None
        scores.append(_scale_score(size, numbers, threshold, met))
    return tuple(scores)


def _count_met(values: list[object], aims: tuple[int, ...]) -> int:
    pairs = zip(values, aims, strict=True)
    return sum([type(value) is int and value >= target for value, target in pairs])


def _scale_score(
    size: _Size, numbers: list[int], threshold: int, on_target: int | None
) -> ScaleScore:
    total, answered, items = sum(numbers), len(numbers), size.items
    yes = len([value for value in numbers if value >= threshold])
    enough = 10 * answered >= size.answered_tenths * items
    mean = shown_mean(total, answered) if enough else None
    percent = shown_score(total, answered) if enough else None
    return ScaleScore(size.key, total, answered, items, yes, yes == items, on_target, mean, percent)


def _strengths(threshold: int, answers: list[_Answer]) -> list[int]:
    """Places of the strengths: highest value first, then furthest above the aim."""
    found = [answer for answer in answers if answer[1] >= threshold and answer[1] >= answer[2]]
    found.sort(key=lambda answer: (-answer[1], answer[2] - answer[1]))
    return [place for place, _, _ in found]


def _focus(plan: _Plan, answers: list[_Answer], strengths: list[int]) -> tuple[Focus, ...]:
    """Largest gap first, then lowest value; both sorts are stable, so items keep their order."""
    below = [answer for answer in answers if answer[1] < answer[2]]
    below.sort(key=lambda answer: (answer[1] - answer[2], answer[1]))
    return tuple(
        Focus(
            plan.keys[place],
            value,
            target,
            target - value,
            plan.convert[place],
            _balance(plan, place, strengths),
        )
        for place, value, target in below
    )


def _balance(plan: _Plan, place: int, strengths: list[int]) -> str | None:
    """The item to lean on if it is a strength, else the first of its theme, else the first."""
    if not strengths:
        return None
    lean_on = plan.lean_on[place]
    if lean_on is not None and lean_on in strengths:
        return plan.keys[lean_on]
    theme = plan.themes[place]
    same = (strength for strength in strengths if theme and plan.themes[strength] == theme)
    return plan.keys[next(same, strengths[0])]


def _check(plan: _Plan, responses: Responses) -> None:
    permitted = plan.permitted
    errors = {}
    for key, value in responses.items():
        if key not in permitted:
            errors[str(key)] = "There is no item with this key."
        # An exact type: true, 3.0 and "3" are no answers.
        elif type(value) is int and value in permitted[key]:
            continue
        elif value is not None and value != NO_OPPORTUNITY:
            errors[key] = _expected(permitted[key])
    if errors:
        raise InvalidResponses(errors)


def _expected(values: frozenset[int]) -> str:
    numbers = ", ".join(str(value) for value in sorted(values))
    return f"Expected one of the whole numbers {numbers}, null or {NO_OPPORTUNITY!r}."


def _checked_plan(questionnaire: Questionnaire, level: str | None, path: str | None) -> _Plan:
    """The plan; anything but text is refused before it can miss the cache or match it."""
    for kind, key in (("level", level), ("path", path)):
        if key is not None and type(key) is not str:
            raise UnknownKey(kind, key)
    return _plan(questionnaire, level, path)


@lru_cache(maxsize=256)
def _plan(questionnaire: Questionnaire, level: str | None, path: str | None) -> _Plan:
    way = questionnaire.paths[0] if path is None else questionnaire.path(path)
    rung = None if level is None else questionnaire.levels.index(questionnaire.level(level))
    items = questionnaire.items
    places = {item.key: place for place, item in enumerate(items)}
    return _Plan(
        path=way.key,
        keys=tuple(places),
        scales=tuple(_size(scale, places[scale.items[0].key]) for scale in questionnaire.scales),
        aims=tuple(_aim(item, rung, way.caps, questionnaire.yes_threshold) for item in items),
        permitted={item.key: _option_values(item) for item in items},
        themes=tuple(item.theme for item in items),
        convert=tuple(tuple(action.key for action in item.actions_by_effort) for item in items),
        lean_on=tuple(places[item.lean_on.item] if item.lean_on else None for item in items),
    )


def _size(scale: Scale, start: int) -> _Size:
    return _Size(scale.key, start, len(scale.items), scale.answered_tenths)


def _option_values(item: Item) -> frozenset[int]:
    return frozenset(option.value for option in item.answer_scale.options)


def _aim(item: Item, rung: int | None, caps: Mapping[str, int], threshold: int) -> int:
    if rung is None:
        return threshold
    return min(item.targets[rung], caps.get(item.scale, MAX_VALUE))
