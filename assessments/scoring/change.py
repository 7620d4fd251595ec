"""What changed between two assessments, and how far the change can be believed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from .questionnaire import MAX_VALUE, Change, Measurement, Questionnaire, Scale
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

# What a value is in the newer version, where it is what it was.
_UNCHANGED = tuple(range(MAX_VALUE + 1))


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


def change(before: Answers, after: Answers) -> tuple[ScaleChange, ...]:
    """One ScaleChange a scale of the later assessment's version, in its order.

    Versions compare by the rules, on the values and with the measurement of the newer version,
    whichever of the two was answered first: read backwards, a change only turns its sign.
    Raises OtherQuestionnaireError.
    """
    if before.questionnaire.key != after.questionnaire.key:
        raise OtherQuestionnaireError(
            f"{before.questionnaire.key} is not {after.questionnaire.key}"
        )
    links = _links(before.questionnaire, after.questionnaire)
    return tuple(_scale_change(scale, links, before, after) for scale in after.questionnaire.scales)


def unchanged_items(before: Questionnaire, after: Questionnaire) -> dict[str, str]:
    """Key of an item in `after` -> its key in `before`, of those whose words and options stayed.

    Only their answers can be confirmed without being given anew. None where `before` is newer.
    """
    if before.version == after.version:
        return {item.key: item.key for item in after.items}
    changes = after.changes_from.get(before.version, {})
    return {entry["to"][0]: old for old, entry in changes.items() if entry["change"] == "same"}


def sign_test(ups: int, downs: int) -> Fraction:
    """Two-sided exact p of `ups` against `downs`; 1 where there are none."""
    count = ups + downs
    tail = sum(comb(count, k) for k in range(max(ups, downs), count + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**count))


@dataclass(frozen=True, slots=True)
class _Link:
    """The key of an item in the earlier assessment, and both values in the newer version."""

    earlier: str
    before: tuple[int, ...] = _UNCHANGED
    after: tuple[int, ...] = _UNCHANGED


def _links(before: Questionnaire, after: Questionnaire) -> dict[str, _Link]:
    """The items that compare, by their key in the later assessment."""
    if before.version == after.version:
        return {item.key: _Link(item.key) for item in after.items}
    if before.version < after.version:
        kept = _kept(after.changes_from.get(before.version, {}))
        return {new: _Link(old, before=values) for old, new, values in kept}
    kept = _kept(before.changes_from.get(after.version, {}))
    return {old: _Link(new, after=values) for old, new, values in kept}


def _kept(changes: Mapping[str, Change]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Old key, new key, and the new value of each old one, of the items that compare."""
    for old, entry in changes.items():
        mapped = entry["change"] == "rescaled" and entry["values"] is not None
        if mapped or entry["change"] in {"same", "reworded"}:
            yield old, entry["to"][0], entry["values"] or _UNCHANGED


def _scale_change(
    scale: Scale, links: Mapping[str, _Link], before: Answers, after: Answers
) -> ScaleChange:
    earlier = {item.key for item in before.questionnaire.items if item.scale == scale.key}
    items = tuple(_item_changes(scale, links, before, after, earlier))
    ups = sum(item.after > item.before for item in items)
    downs = sum(item.after < item.before for item in items)
    measurement = _measurement(scale, before.questionnaire, after.questionnaire)
    basis = measurement.basis
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
        _band(difference, sign_test(ups, downs), measurement),
        basis,
        items,
    )


def _item_changes(
    scale: Scale,
    links: Mapping[str, _Link],
    before: Answers,
    after: Answers,
    earlier: set[str],
) -> Iterator[ItemChange]:
    """Those of a scale; an item that moved was part of another scale, so it counts in neither."""
    for item in scale.items:
        link = links.get(item.key)
        if link is None or link.earlier not in earlier:
            continue
        was, now = before.responses.get(link.earlier), after.responses.get(item.key)
        if type(was) is int and type(now) is int:
            yield ItemChange(item.key, link.before[was], link.after[now])


def _measurement(scale: Scale, before: Questionnaire, after: Questionnaire) -> Measurement:
    """Of the newer version; a scale that it no longer has does not compare anyway."""
    newer = before if before.version > after.version else after
    found = [other.measurement for other in newer.scales if other.key == scale.key]
    return found[0] if found else scale.measurement


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
        if difference**2 >= rci**2 * variance or p <= chance:
            return band
    return NOISE
