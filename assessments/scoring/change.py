"""The change between two assessments, and how far it can be believed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from assessments.scoring.questionnaire import MAX_VALUE, Measurement, Questionnaire, Scale
from assessments.scoring.score import Responses, shown_score
from assessments.scoring.versions import UNCHANGED, Link, item_links

# A scale compares when at least this many tenths of either version's items do.
COMPARED_TENTHS = 7
# Standard errors of a difference: 90 % and 68 % of pure noise stay within these (normal).
CLEAR_RCI = Fraction("1.645")
LIKELY_RCI = Fraction(1)
# Two-sided chance of ups against downs as uneven as these, were each as likely.
CLEAR_P = Fraction("0.05")
LIKELY_P = Fraction("0.15")

CLEAR, LIKELY, NOISE, NOT_COMPARABLE = "clear", "likely", "noise", "not-comparable"
BANDS = ((CLEAR, CLEAR_RCI, CLEAR_P), (LIKELY, LIKELY_RCI, LIKELY_P))


class OtherQuestionnaireError(ValueError):
    """Assessments of two different questionnaires have nothing to compare."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The responses of one assessment with the version they answer."""

    questionnaire: Questionnaire
    responses: Responses


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item answered in both: its key in the later assessment's version, both values on 0..4."""

    item: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """The change of one scale over the items that compare.

    `before`, `after` and `difference` are on 0..100 with one decimal, None where the scale does
    not compare; `ups` and `downs` count items. `basis` tells where the measurement error is from.
    """

    key: str
    before: float | None
    after: float | None
    difference: float | None
    ups: int
    downs: int
    band: str
    basis: str
    items: tuple[ItemChange, ...]

    @property
    def items_compared(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Moves:
    """The facts of one scale without their weight: numbers of items that rose, fell and stayed."""

    key: str
    ups: int
    downs: int
    same: int
    compares: bool  # False where `change` calls the scale not-comparable


def change(before: Answers, after: Answers) -> tuple[ScaleChange, ...]:
    """One ScaleChange for each scale of the later assessment's version, in its order.

    Versions compare by the rules, on the values and with the measurement of the newer version,
    whichever of the two was answered first: read backwards, a change only turns its sign.
    Raises OtherQuestionnaireError.
    """
    _check_same(before.questionnaire, after.questionnaire)
    parts = _parts(before.questionnaire, after.questionnaire)
    return tuple(_scale_change(part, before, after) for part in parts)


def moves(before: Answers, after: Answers) -> tuple[Moves, ...]:
    """The counts of `change` alone. It is much quicker: a long history asks for many.

    Raises OtherQuestionnaireError.
    """
    _check_same(before.questionnaire, after.questionnaire)
    parts = _parts(before.questionnaire, after.questionnaire)
    return tuple(_moves(part, before.responses, after.responses) for part in parts)


def values_in(questionnaire: Questionnaire, answers: Answers) -> dict[str, int]:
    """The numbers of other answers, under the item keys of this version and on its values (0..4).

    It has only items that compare, and none whose values a newer version has mapped.
    Raises OtherQuestionnaireError.
    """
    _check_same(answers.questionnaire, questionnaire)
    responses = answers.responses
    return {
        key: values[value]
        for key, earlier, values in _readable(answers.questionnaire, questionnaire)
        if type(value := responses.get(earlier)) is int
    }


def item_change(before: Answers, after: Answers, item: str) -> ItemChange | None:
    """The change of one item, named by its key in the earlier assessment's version.

    Values are on 0..4 of the newer version. It is None where the item does not compare, or is not
    answered in both. An item that moved to another scale compares here, unlike in a scale's change.
    Raises OtherQuestionnaireError.
    """
    _check_same(before.questionnaire, after.questionnaire)
    links = item_links(before.questionnaire, after.questionnaire)
    pairs = ((key, link) for key, link in links.items() if link.earlier == item)
    return next(_item_changes(pairs, before, after), None)


def sign_test(ups: int, downs: int) -> Fraction:
    """The two-sided exact p (0..1) of `ups` against `downs`; it is 1 where both are 0."""
    count = ups + downs
    tail = sum(comb(count, k) for k in range(max(ups, downs), count + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**count))


@dataclass(frozen=True, slots=True)
class _Part:
    """A scale of the later version with the links of its items that compare."""

    scale: Scale
    links: tuple[tuple[str, Link], ...]
    most: int  # items of the scale in the version that has more of them
    measurement: Measurement

    def compares(self, items: int) -> bool:
        return items > 0 and 10 * items >= COMPARED_TENTHS * self.most


def _check_same(before: Questionnaire, after: Questionnaire) -> None:
    if before.key != after.key:
        raise OtherQuestionnaireError(f"{before.key} is not {after.key}")


@lru_cache(maxsize=64)
def _parts(before: Questionnaire, after: Questionnaire) -> tuple[_Part, ...]:
    """The scales of `after`, each with the items that compare.

    An item that moved was part of another scale, so it counts in neither.
    """
    links = item_links(before, after)
    parts = []
    for scale in after.scales:
        earlier = {item.key for item in before.items if item.scale == scale.key}
        kept = ((item.key, links[item.key]) for item in scale.items if item.key in links)
        parts.append(
            _Part(
                scale,
                tuple((key, link) for key, link in kept if link.earlier in earlier),
                max(len(scale.items), len(earlier)),
                _measurement(scale, before, after),
            )
        )
    return tuple(parts)


@lru_cache(maxsize=64)
def _readable(
    before: Questionnaire, after: Questionnaire
) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Each item whose answers can be read in `after`: later key, earlier key, values in `after`."""
    return tuple(
        (key, link.earlier, link.before)
        for key, link in item_links(before, after).items()
        if link.after == UNCHANGED
    )


def _scale_change(part: _Part, before: Answers, after: Answers) -> ScaleChange:
    items = tuple(_item_changes(part.links, before, after))
    key, basis = part.scale.key, part.measurement.basis
    ups = sum(item.after > item.before for item in items)
    downs = sum(item.after < item.before for item in items)
    if not part.compares(len(items)):
        return ScaleChange(key, None, None, None, ups, downs, NOT_COMPARABLE, basis, items)
    was, now = sum(item.before for item in items), sum(item.after for item in items)
    difference = Fraction(100 * (now - was), MAX_VALUE * len(items))
    return ScaleChange(
        key,
        shown_score(was, len(items)),
        shown_score(now, len(items)),
        shown_difference(difference),
        ups,
        downs,
        _band(difference, sign_test(ups, downs), part.measurement),
        basis,
        items,
    )


def _item_changes(
    links: Iterable[tuple[str, Link]], before: Answers, after: Answers
) -> Iterator[ItemChange]:
    for key, link in links:
        was, now = before.responses.get(link.earlier), after.responses.get(key)
        if type(was) is int and type(now) is int:
            yield ItemChange(key, link.before[was], link.after[now])


def _moves(part: _Part, before: Responses, after: Responses) -> Moves:
    """The counts of `_item_changes`, without making its values: ten years have three thousand."""
    ups = downs = same = 0
    for key, link in part.links:
        was, now = before.get(link.earlier), after.get(key)
        if type(was) is int and type(now) is int:
            rise = link.after[now] - link.before[was]
            if rise > 0:
                ups += 1
            elif rise < 0:
                downs += 1
            else:
                same += 1
    return Moves(part.scale.key, ups, downs, same, part.compares(ups + downs + same))


def _measurement(scale: Scale, before: Questionnaire, after: Questionnaire) -> Measurement:
    """The measurement in the newer version. A scale that it no longer has can't compare anyway."""
    newer = before if before.version > after.version else after
    found = [other.measurement for other in newer.scales if other.key == scale.key]
    return found[0] if found else scale.measurement


def shown_difference(difference: Fraction) -> float:
    """A difference with one decimal; whole-number arithmetic rounds a half away from zero."""
    tenths = (abs(difference) * 20 + 1) // 2
    return float(tenths if difference >= 0 else -tenths) / 10


def _band(difference: Fraction, p: Fraction, measurement: Measurement) -> str:
    """The first band that holds, for a difference on 0..100 and the p of the sign test.

    RCI = difference / (SEM x sqrt 2), SEM = sd x sqrt(1 - reliability) (Jacobson & Truax 1991);
    squares keep the comparison exact.
    """
    variance = 2 * Fraction(str(measurement.sd)) ** 2
    variance *= 1 - Fraction(str(measurement.reliability))
    for band, rci, chance in BANDS:
        if difference**2 >= rci**2 * variance or p <= chance:
            return band
    return NOISE
