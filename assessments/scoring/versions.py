"""Pairs of items in two versions of a questionnaire, and of their values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assessments.scoring.questionnaire import MAX_VALUE, Change, Questionnaire

# The new value at each old value, for an item whose values stay.
UNCHANGED = tuple(range(MAX_VALUE + 1))


@dataclass(frozen=True, slots=True)
class Became:
    """An item of one version and one that it became in another; `change` says how."""

    earlier: str
    later: str
    change: str


def what_became(before: Questionnaire, after: Questionnaire) -> tuple[Became, ...]:
    """Every way from an item of `before` to one of `after`, whichever version is newer.

    A split item has several ways, a retired or a new one has none.
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


@dataclass(frozen=True, slots=True)
class Link:
    """The key of an item in the earlier assessment, and both values in the newer version."""

    earlier: str
    before: tuple[int, ...] = UNCHANGED
    after: tuple[int, ...] = UNCHANGED


@lru_cache(maxsize=64)
def item_links(before: Questionnaire, after: Questionnaire) -> Mapping[str, Link]:
    """The items that compare, by their key in the later assessment."""
    if before.version == after.version:
        return {item.key: Link(item.key) for item in after.items}
    if before.version < after.version:
        kept = _kept(after.changes_from.get(before.version, {}))
        return {new: Link(old, before=values) for old, new, values in kept}
    kept = _kept(before.changes_from.get(after.version, {}))
    return {old: Link(new, after=values) for old, new, values in kept}


def _kept(changes: Mapping[str, Change]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Each item that compares: old key, new key, and the new value at each old value."""
    for old, entry in changes.items():
        mapped = entry["change"] == "rescaled" and entry["values"] is not None
        if mapped or entry["change"] in {"same", "reworded"}:
            yield old, entry["to"][0], entry["values"] or UNCHANGED
