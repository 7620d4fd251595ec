"""Scores answers: one function for page, API, export and teams.

Everything is exact inside. The shown numbers have one decimal, and a half is rounded up. They
are made by whole-number arithmetic, so that no binary fraction can tip them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from operator import getitem

from assessments.scoring.questionnaire import MAX_VALUE, NO_OPPORTUNITY, Questionnaire, UnknownKey
from assessments.scoring.scoring_key import ScoringKey, read_tally, scoring_key_for

# item key -> an answer value (0..4), None (skipped) or NO_OPPORTUNITY
Responses = Mapping[str, object]

# An exact type: true, 3.0 and "3" are no answers.
_ANSWER_TYPES = frozenset({int, str, type(None)})


# Answers full of wrong keys must not cost more than sound ones. One more than the site tells at
# once, so that it knows that there are more.
MOST_ERRORS = 21


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


# The index of an item in the questionnaire, its value and its aim.
_Answer = tuple[int, int, int]


@dataclass(frozen=True)
class ScoreProfile:
    """The numbers of one set of answers; scales, strengths and focus in the order to show them.

    A history or a team needs only the scales: the rest is worked out when it is asked for.
    """

    scales: tuple[ScaleScore, ...]
    _values: tuple[object, ...] = field(repr=False)
    _scoring_key: ScoringKey = field(repr=False)

    @property
    def questionnaire(self) -> str:
        return self._scoring_key.questionnaire

    @property
    def version(self) -> int:
        return self._scoring_key.version

    @property
    def digest(self) -> str:
        return self._scoring_key.digest

    @property
    def level(self) -> str | None:
        return self._scoring_key.level

    @property
    def path(self) -> str:
        return self._scoring_key.path

    def scale(self, key: str) -> ScaleScore:
        for scale in self.scales:
            if scale.key == key:
                return scale
        raise UnknownKey("scale", key)

    @cached_property
    def strengths(self) -> tuple[str, ...]:
        """The keys of the strong items, highest value first, then furthest above the aim."""
        return tuple(self._scoring_key.keys[index] for index in self._strong_indexes)

    @cached_property
    def focus(self) -> tuple[Focus, ...]:
        """The items below their aim: largest gap first, then lowest value, then item order."""
        below = [answer for answer in self._answers() if answer[1] < answer[2]]
        below.sort(key=lambda answer: (answer[1] - answer[2], answer[1]))
        return tuple(self._focus(*answer) for answer in below)

    @cached_property
    def no_opportunity(self) -> tuple[str, ...]:
        """The keys of the items answered with NO_OPPORTUNITY, in item order."""
        pairs = zip(self._scoring_key.keys, self._values, strict=True)
        return tuple(key for key, value in pairs if value == NO_OPPORTUNITY)

    @cached_property
    def _strong_indexes(self) -> tuple[int, ...]:
        threshold = self._scoring_key.yes_threshold
        found = [
            (-value, aim - value, index)
            for index, value, aim in self._answers()
            if value >= threshold and value >= aim
        ]
        return tuple(index for _, _, index in sorted(found))

    def _answers(self) -> Iterator[_Answer]:
        pairs = zip(self._values, self._scoring_key.aims, strict=True)
        for index, (value, aim) in enumerate(pairs):
            if type(value) is int:
                yield index, value, aim

    def _focus(self, index: int, value: int, aim: int) -> Focus:
        scoring_key = self._scoring_key
        gap, balance = aim - value, self._balance(index)
        return Focus(scoring_key.keys[index], value, aim, gap, scoring_key.convert[index], balance)

    def _balance(self, index: int) -> str | None:
        """The item to lean on if it is a strength, else the first of its theme, else the first."""
        scoring_key, strong = self._scoring_key, self._strong_indexes
        if not strong:
            return None
        lean_on = scoring_key.lean_on[index]
        if lean_on is not None and lean_on in strong:
            return scoring_key.keys[lean_on]
        theme = scoring_key.themes[index]
        same = (other for other in strong if theme and scoring_key.themes[other] == theme)
        return scoring_key.keys[next(same, strong[0])]


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
    scoring_key = scoring_key_for(questionnaire, level, path)
    values = tuple(map(responses.get, scoring_key.keys))
    return ScoreProfile(_scale_scores(scoring_key, responses, values), values, scoring_key)


def check_responses(questionnaire: Questionnaire, responses: Responses) -> None:
    """Raise InvalidResponses with a message for each wrong item, MOST_ERRORS at most."""
    score(questionnaire, responses)


def aim(
    questionnaire: Questionnaire,
    item: str,
    level: str | None = None,
    path: str | None = None,
) -> int:
    """The value (0..4) an item should have: the level's target capped by the path, else a yes."""
    scoring_key = scoring_key_for(questionnaire, level, path)
    return scoring_key.aims[scoring_key.keys.index(questionnaire.item(item).key)]


def mean_target(
    questionnaire: Questionnaire,
    scale: str,
    level: str | None = None,
    path: str | None = None,
) -> float:
    """The mean (0..4, one decimal) of the aims of a scale's items."""
    scoring_key = scoring_key_for(questionnaire, level, path)
    aims = [
        scoring_key.aims[scoring_key.keys.index(item.key)]
        for item in questionnaire.scale(scale).items
    ]
    return shown_mean(sum(aims), len(aims))


def shown_mean(total: int, count: int) -> float:
    """total / count with one decimal, a half rounded up: floor(10 x total / count + 1/2) / 10."""
    return (20 * total + count) // (2 * count) / 10


def shown_score(total: int, answered: int) -> float:
    """Percent of the maximum: floor(1000 x total / (4 x answered) + 1/2) / 10."""
    maximum = MAX_VALUE * answered
    return (2000 * total + maximum) // (2 * maximum) / 10


def _scale_scores(
    scoring_key: ScoringKey, responses: Responses, values: tuple[object, ...]
) -> tuple[ScaleScore, ...]:
    """Add up the tallies of the answers; an answer without a tally is not permitted."""
    if not (
        _ANSWER_TYPES.issuperset(map(type, values)) and scoring_key.known.issuperset(responses)
    ):
        raise InvalidResponses(_errors(scoring_key, responses))
    with_level = scoring_key.level is not None
    try:
        return tuple(
            [
                _scale_score(
                    part.key,
                    part.items,
                    part.answered_tenths,
                    with_level,
                    sum(map(getitem, part.tallies, values[part.indexes])),
                )
                for part in scoring_key.scales
            ]
        )
    except KeyError:
        raise InvalidResponses(_errors(scoring_key, responses)) from None


@lru_cache(maxsize=4096)  # equal counts are one value: nearly every call finds it made
def _scale_score(
    key: str, items: int, answered_tenths: int, with_level: bool, tally: int
) -> ScaleScore:
    total, answered, yes, met = read_tally(tally)
    enough = 10 * answered >= answered_tenths * items
    return ScaleScore(
        key=key,
        total=total,
        answered=answered,
        items=items,
        yes=yes,
        all_yes=yes == items,
        on_target=met if with_level else None,
        mean=shown_mean(total, answered) if enough else None,
        score=shown_score(total, answered) if enough else None,
    )


def _errors(scoring_key: ScoringKey, responses: Responses) -> dict[str, str]:
    permitted = dict(zip(scoring_key.keys, scoring_key.tallies, strict=True))
    errors: dict[str, str] = {}
    for key, value in responses.items():
        if len(errors) == MOST_ERRORS:
            break
        if key not in permitted:
            errors[str(key)] = "There is no item with this key."
        elif type(value) not in _ANSWER_TYPES or value not in permitted[key]:
            errors[key] = _expected(permitted[key])
    return errors


def _expected(permitted: Iterable[object]) -> str:
    numbers = ", ".join(str(value) for value in permitted if type(value) is int)
    return f"Expected one of the whole numbers {numbers}, null or {NO_OPPORTUNITY!r}."
