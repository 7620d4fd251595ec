"""All profiles as arrays: a search among 20,000 people takes some milliseconds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from mentors.matching.profile import QUARTERS_A_WEEK, Profile

Array = npt.NDArray[Any]

UNKNOWN_RUNG = -1
BITS_A_WORD = 64
WORDS_A_WEEK = -(-QUARTERS_A_WEEK // BITS_A_WORD)

# What a profile names -> the arrays that have a row for each name of it.
MATRICES = {
    "goals": ("weights",),
    "items": ("offers", "shown_offers", "wants"),
    "languages": ("languages",),
}


@dataclass(frozen=True)
class Crowd:
    """People in columns. A crowd never changes, so any number of threads may search it.

    `names` numbers what profiles name, by kind ("goals", "items", "languages", "tags", "words").
    The last axis of each array is the person: `weights` (0..3), `offers`, `shown_offers`, `wants`
    and `languages` (0 or 1) have a row for each number, `tags` holds numbers (0: none), `week` the
    bits of Profile.week, `code` two halves of the code; the other arrays have one value a person.
    """

    names: Mapping[str, Mapping[str, int]]
    arrays: Mapping[str, Array]

    @staticmethod
    def of(profiles: Sequence[Profile]) -> "Crowd":
        names = _names(profiles, {})
        return Crowd(names, _columns(profiles, names))

    def __len__(self) -> int:
        return len(self.arrays["person"])

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def count_listed(self) -> int:
        return int(self["is_listed"].sum())

    def count_shown_offers(self, person: int, today: int) -> dict[str, int]:
        """Item -> how many others who can be found now show that they help with it.

        `today` is a day's ordinal. An item that nobody offers is left out.
        """
        may = self["is_listed"] & self["has_place"] & (self["paused_until"] <= today)
        numbers = self["shown_offers"] @ (may & (self["person"] != person)).astype(np.int64)
        return {
            item: int(numbers[row]) for item, row in self.names["items"].items() if numbers[row]
        }

    @cached_property
    def column_of(self) -> dict[int, int]:
        """Person -> column."""
        return {person: column for column, person in enumerate(self["person"].tolist())}

    def changed(self, profiles: Sequence[Profile], gone: Collection[int] = ()) -> "Crowd":
        """A crowd with these profiles instead of the earlier ones, without the people in `gone`."""
        out = [*gone, *(profile.person for profile in profiles)]
        kept = ~np.isin(self["person"], np.array(out, dtype=np.int64))
        names = _names(profiles, self.names)
        new = _columns(profiles, names)
        arrays = {name: _join(self[name][..., kept], new[name]) for name in new}
        return Crowd(names, arrays)

    def with_all_open(self) -> "Crowd":
        """The same people, all of them listed and none paused."""
        everybody = np.ones(len(self), np.bool_)
        opened = {"is_listed": everybody, "paused_until": np.zeros(len(self), np.int64)}
        return Crowd(self.names, {**self.arrays, **opened})

    def row(self, matrix: str, kind: str, name: str) -> Array:
        """The row of the name; zeros for a name that nobody has."""
        number: int = self.names[kind].get(name, 0)
        row: Array = self[matrix][number]
        return row

    def have_tags(self, numbers: Sequence[int]) -> Array:
        """A row for each number of a tag: which people have it."""
        has = np.zeros((len(numbers), len(self)), np.bool_)
        for row, number in enumerate(numbers):
            has[row] = (self["tags"] == number).any(axis=0)
        return has

    def numbers(self, kind: str, names: Iterable[str]) -> list[int]:
        return [number for name in names if (number := self.names[kind].get(name, 0))]


def _names(
    profiles: Sequence[Profile], known: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """The known names, then those of the profiles. Numbers start at 1."""
    found: dict[str, dict[str, int]] = {
        kind: dict(known.get(kind, {})) for kind in ("goals", "items", "languages", "tags", "words")
    }
    for profile in profiles:
        for kind, named in (
            ("goals", profile.weights),
            ("items", profile.offers | profile.wants),
            ("languages", profile.languages),
            ("tags", profile.background),
            ("words", (profile.preference, profile.cadence, profile.agenda)),
        ):
            numbers = found[kind]
            for name in named:
                numbers.setdefault(name, len(numbers) + 1)
    return found


def _columns(
    profiles: Sequence[Profile], names: Mapping[str, Mapping[str, int]]
) -> dict[str, Array]:
    arrays = _values(profiles, names["words"])
    for kind, matrices in MATRICES.items():
        for matrix in matrices:
            arrays[matrix] = np.zeros((len(names[kind]) + 1, len(profiles)), np.uint8)
    tags = max((len(profile.background) for profile in profiles), default=0)
    arrays["tags"] = np.zeros((tags, len(profiles)), np.int32)
    for column, profile in enumerate(profiles):
        _fill(arrays, column, profile, names)
    return arrays


def _fill(
    arrays: dict[str, Array], column: int, profile: Profile, names: Mapping[str, Mapping[str, int]]
) -> None:
    for goal, weight in profile.weights.items():
        arrays["weights"][names["goals"][goal], column] = weight
    items = names["items"]
    for item in profile.offers:
        arrays["offers"][items[item], column] = 1
    for item in profile.offers - profile.hidden:
        arrays["shown_offers"][items[item], column] = 1
    for item in profile.wants:
        arrays["wants"][items[item], column] = 1
    for language in profile.languages:
        arrays["languages"][names["languages"][language], column] = 1
    for row, tag in enumerate(sorted(profile.background)):
        arrays["tags"][row, column] = names["tags"][tag]


def _values(profiles: Sequence[Profile], words: Mapping[str, int]) -> dict[str, Array]:
    def each(values: Iterable[Any], kind: Any = np.int64) -> Array:
        return np.fromiter(values, kind, len(profiles))

    rungs = (UNKNOWN_RUNG if each.rung is None else each.rung for each in profiles)
    return {
        "person": each(profile.person for profile in profiles),
        "code": np.stack(
            [
                each((profile.code >> BITS_A_WORD for profile in profiles), np.uint64),
                each((profile.code & (1 << BITS_A_WORD) - 1 for profile in profiles), np.uint64),
            ]
        ),
        "rung": each(rungs),
        "total_weight": each(sum(profile.weights.values()) for profile in profiles),
        "want_count": each(len(profile.wants) for profile in profiles),
        "preference": each(words[profile.preference] for profile in profiles),
        "cadence": each(words[profile.cadence] for profile in profiles),
        "agenda": each(words[profile.agenda] for profile in profiles),
        "async_ok": each((profile.async_ok for profile in profiles), np.bool_),
        "is_listed": each((profile.is_listed for profile in profiles), np.bool_),
        "has_place": each((profile.places > 0 for profile in profiles), np.bool_),
        "paused_until": each(profile.paused_until for profile in profiles),
        "week": week_words([profile.week for profile in profiles]),
    }


def week_words(weeks: Sequence[int]) -> Array:
    """The bits of each person's week, in words of 64 bits."""
    data = b"".join(week.to_bytes(WORDS_A_WEEK * BITS_A_WORD // 8, "little") for week in weeks)
    words = np.frombuffer(data, np.dtype("<u8")).reshape(len(weeks), WORDS_A_WEEK)
    return np.ascontiguousarray(words.T)


def _join(old: Array, new: Array) -> Array:
    """Join side by side. The array with fewer rows gets rows of zeros."""
    if old.ndim > 1:
        rows = max(len(old), len(new))
        old, new = _taller(old, rows), _taller(new, rows)
    return np.concatenate([old, new], axis=-1)


def _taller(array: Array, rows: int) -> Array:
    return np.pad(array, ((0, rows - len(array)), (0, 0)))
