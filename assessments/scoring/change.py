"""What changed between two assessments, and how far the change can be believed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from .questionnaire import MAX_VALUE, Measurement, Questionnaire, Scale
from .score import Responses, shown_score

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
    """One item answered in both: its key in the later version, both values on 0..4."""

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


def change(before: Answers, after: Answers) -> tuple[ScaleChange, ...]:
    """One ScaleChange a scale of the later assessment's version, in its order.

    Versions compare by the rules of the newer file, whichever of the two was answered first.
    Raises OtherQuestionnaireError.
    """
    if before.questionnaire.key != after.questionnaire.key:
        raise OtherQuestionnaireError(
            f"{before.questionnaire.key} is not {after.questionnaire.key}"
        )
    links = dict(_links(before.questionnaire, after.questionnaire))
    return tuple(_scale_change(scale, links, before, after) for scale in after.questionnaire.scales)


def sign_test(ups: int, downs: int) -> Fraction:
    """Two-sided exact p of `ups` against `downs`; 1 where there are none."""
    count = ups + downs
    tail = sum(comb(count, k) for k in range(max(ups, downs), count + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**count))


def _links(
    before: Questionnaire, after: Questionnaire
) -> Iterator[tuple[str, tuple[str, tuple[int, ...] | None]]]:
    """Later item key -> (earlier item key, value map or None), for items that compare."""
    if before.version == after.version:
        yield from ((item.key, (item.key, None)) for item in after.items)
    elif before.version < after.version:
        for old, entry in _comparable(after.changes_from.get(before.version, {})):
            yield entry["to"][0], (old, entry["values"])
    else:
        for old, entry in _comparable(before.changes_from.get(after.version, {})):
            if entry["values"] is None:  # a value map has no way back
                yield old, (entry["to"][0], None)


def _comparable(changes: Mapping[str, Mapping]) -> Iterator[tuple[str, Mapping]]:
    for old, entry in changes.items():
        mapped = entry["change"] == "rescaled" and entry["values"] is not None
        if mapped or entry["change"] in {"same", "reworded"}:
            yield old, entry


def _scale_change(
    scale: Scale,
    links: Mapping[str, tuple[str, tuple[int, ...] | None]],
    before: Answers,
    after: Answers,
) -> ScaleChange:
    earlier = {item.key for item in before.questionnaire.items if item.scale == scale.key}
    items = tuple(_item_changes(scale, links, before, after, earlier))
    ups = sum(item.after > item.before for item in items)
    downs = sum(item.after < item.before for item in items)
    basis = scale.measurement.basis
    most = max(len(scale.items), len(earlier))
    if not items or 10 * len(items) < COMPARED_TENTHS * most:
        return ScaleChange(scale.key, None, None, None, ups, downs, NOT_COMPARABLE, basis, items)
    was, now = sum(item.before for item in items), sum(item.after for item in items)
    difference = Fraction(100 * (now - was), MAX_VALUE * len(items))
    return ScaleChange(
        scale.key,
        shown_score(was, len(items)),
        shown_score(now, len(items)),
        shown_difference(difference),
        ups,
        downs,
        _band(difference, sign_test(ups, downs), scale.measurement),
        basis,
        items,
    )


def _item_changes(
    scale: Scale,
    links: Mapping[str, tuple[str, tuple[int, ...] | None]],
    before: Answers,
    after: Answers,
    earlier: set[str],
) -> Iterator[ItemChange]:
    for item in scale.items:
        old, values = links.get(item.key, (None, None))
        if old not in earlier:
            continue
        was, now = before.responses.get(old), after.responses.get(item.key)
        if type(was) is int and type(now) is int:
            yield ItemChange(item.key, values[was] if values else was, now)


def shown_difference(difference: Fraction) -> float:
    """One decimal, a half away from zero, by whole-number arithmetic."""
    tenths = (abs(difference) * 20 + 1) // 2
    return float(tenths if difference >= 0 else -tenths) / 10


def _band(difference: Fraction, p: Fraction, measurement: Measurement) -> str:
    """The first that holds, for a difference on 0..100 and the p of the sign test.

    RCI = difference / (SEM x sqrt 2), SEM = sd x sqrt(1 - reliability) (Jacobson & Truax 1991);
    squares keep the comparison exact.
    """
    variance = 2 * Fraction(str(measurement.sd)) ** 2
    variance *= 1 - Fraction(str(measurement.reliability))
    for band, rci, chance in BANDS:
        if (difference and difference**2 >= rci**2 * variance) or p <= chance:
            return band
    return NOISE
