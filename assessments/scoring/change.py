"""What changed between two assessments, and how far the change can be believed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from assessments.scoring.questionnaire import MAX_VALUE, Change, Measurement, Questionnaire, Scale
from assessments.scoring.score import Responses, shown_score

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


@dataclass(frozen=True, slots=True)
class Moves:
    """The facts of one scale without their weight: numbers of items that rose, fell and stayed."""

    key: str
    ups: int
    downs: int
    same: int
    compares: bool  # False where `change` calls the scale not-comparable


def change(before: Answers, after: Answers) -> tuple[ScaleChange, ...]:
    """One ScaleChange a scale of the later assessment's version, in its order.

    Versions compare by the rules, on the values and with the measurement of the newer version,
    whichever of the two was answered first: read backwards, a change only turns its sign.
    Raises OtherQuestionnaireError.
    """
    _check_same(before.questionnaire, after.questionnaire)
    parts = _parts(before.questionnaire, after.questionnaire)
    return tuple(_scale_change(part, before, after) for part in parts)


def moves(before: Answers, after: Answers) -> tuple[Moves, ...]:
    """The counts of `change` alone, a good deal quicker: a long history asks for many.

    Raises OtherQuestionnaireError.
    """
    _check_same(before.questionnaire, after.questionnaire)
    parts = _parts(before.questionnaire, after.questionnaire)
    return tuple(_moves(part, before.responses, after.responses) for part in parts)


def values_in(questionnaire: Questionnaire, answers: Answers) -> dict[str, int]:
    """The numbers of other answers under the item keys of this version, on its values (0..4).

    Only items that compare are in it; none of those whose values a newer version has mapped.
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
    """What became of one item, named by its key in the earlier assessment's version.

    Values are on 0..4 of the newer version. None where it does not compare or is not answered in
    both. Unlike in a scale's change, an item that moved to another scale is still itself.
    Raises OtherQuestionnaireError.
    """
    _check_same(before.questionnaire, after.questionnaire)
    links = _links(before.questionnaire, after.questionnaire)
    pairs = ((key, link) for key, link in links.items() if link.earlier == item)
    return next(_item_changes(pairs, before, after), None)


@dataclass(frozen=True, slots=True)
class Became:
    """An item of one version and one that it became in another; `change` says how."""

    earlier: str
    later: str
    change: str


def what_became(before: Questionnaire, after: Questionnaire) -> tuple[Became, ...]:
    """Every way from an item of `before` to one of `after`, whichever version is newer.

    A split item has several, a retired or new one none.
    """
    if before.version == after.version:
        return tuple(Became(item.key, item.key, "same") for item in after.items)
    newer, older = (after, before) if before.version < after.version else (before, after)
    found = []
    for old, entry in newer.changes_from.get(older.version, {}).items():
        for new in entry["to"] if entry["change"] != "new" else ():
            ways = (old, new) if newer is after else (new, old)
            found.append(Became(*ways, entry["change"]))
    return tuple(found)


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A scale of the later version with the links of its items that compare."""

    scale: Scale
    links: tuple[tuple[str, _Link], ...]
    most: int  # items of the scale in the version that has more of them
    measurement: Measurement

    def compares(self, items: int) -> bool:
        return items > 0 and 10 * items >= COMPARED_TENTHS * self.most


def _check_same(before: Questionnaire, after: Questionnaire) -> None:
    if before.key != after.key:
        raise OtherQuestionnaireError(f"{before.key} is not {after.key}")


@lru_cache(maxsize=64)
def _parts(before: Questionnaire, after: Questionnaire) -> tuple[_Part, ...]:
    """An item that moved was part of another scale, so it counts in neither."""
    links = _links(before, after)
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
def _links(before: Questionnaire, after: Questionnaire) -> Mapping[str, _Link]:
    """The items that compare, by their key in the later assessment."""
    if before.version == after.version:
        return {item.key: _Link(item.key) for item in after.items}
    if before.version < after.version:
        kept = _kept(after.changes_from.get(before.version, {}))
        return {new: _Link(old, before=values) for old, new, values in kept}
    kept = _kept(before.changes_from.get(after.version, {}))
    return {old: _Link(new, after=values) for old, new, values in kept}


@lru_cache(maxsize=64)
def _readable(
    before: Questionnaire, after: Questionnaire
) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Later key, earlier key and the values in `after` of those items that can be read in it."""
    return tuple(
        (key, link.earlier, link.before)
        for key, link in _links(before, after).items()
        if link.after == _UNCHANGED
    )


def _kept(changes: Mapping[str, Change]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Old key, new key, and the new value of each old one, of the items that compare."""
    for old, entry in changes.items():
        mapped = entry["change"] == "rescaled" and entry["values"] is not None
        if mapped or entry["change"] in {"same", "reworded"}:
            yield old, entry["to"][0], entry["values"] or _UNCHANGED


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
    links: Iterable[tuple[str, _Link]], before: Answers, after: Answers
) -> Iterator[ItemChange]:
    for key, link in links:
        was, now = before.responses.get(link.earlier), after.responses.get(key)
        if type(was) is int and type(now) is int:
            yield ItemChange(key, link.before[was], link.after[now])


def _moves(part: _Part, before: Responses, after: Responses) -> Moves:
    """The loop of `_item_changes` without a value an item: ten years have three thousand."""
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
