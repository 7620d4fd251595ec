"""The published numbers of a group by half-year: rows, lines, and which of them moved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.teams.charts import HalfYearValues, Pillar, draw_trend
from assessments.teams.disclosure.half_years import list_closings
from assessments.teams.disclosure.values import has_moved
from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.pages import words

# What was decided about a half-year: of a team, or of its parts together.
Decided = TrendRelease | RollUp
# Half-years before the newest number, and their words.
DISTANCES: dict[int, Promise] = {
    2: gettext_lazy("a year before"),
    4: gettext_lazy("two years before"),
}


@dataclass(frozen=True)
class Row:
    """A half-year of the table; no values where it was held."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Earlier numbers beside the newest: `moved` says for each pillar whether it moved."""

    before: HalfYearValues
    distance: str | Promise
    moved: Mapping[str, bool]

    @property
    def name(self) -> str:
        return words.short_half_year(self.before.closes_at)


class Series:
    """The half-years of one version of the questions, oldest first. Versions are never compared."""

    def __init__(self, release: Decided, half_years: Sequence[HalfYearValues]):
        """`release`: any release of the series; it names version and pillars."""
        self.version = release.version
        self.are_joined = isinstance(release, TrendRelease)
        self.title_id = f"{release.questionnaire}-{release.version}-title"
        self.pillars = [
            Pillar(key, name, index) for index, (key, name) in enumerate(release.pillars)
        ]
        self.half_years = half_years
        self.published = [each for each in half_years if each.values]

    @property
    def newest(self) -> HalfYearValues | None:
        return self.published[-1] if self.published else None

    @property
    def newest_name(self) -> str:
        return words.half_year_name(self.published[-1].closes_at) if self.published else ""

    @property
    def has_gaps(self) -> bool:
        return len(self.published) < len(self.half_years)

    @property
    def rows(self) -> list[Row]:
        """Newest first."""
        return [
            Row(
                words.short_half_year(each.closes_at),
                tuple(words.about(each.values[pillar.key]) for pillar in self.pillars)
                if each.values
                else (),
            )
            for each in reversed(self.half_years)
        ]

    @property
    def drawings(self) -> list[dict[str, Any]]:
        """Empty while there is only one number: the table says it better."""
        if len(self.published) < 2:
            return []
        return draw_trend(self.pillars, self.half_years, words.tick, are_joined=self.are_joined)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The comparisons with earlier published numbers, nearest first."""
        return [
            Comparison(before, distance, self._moved(before)) for before, distance in self._before()
        ]

    @property
    def compared(self) -> list[tuple[Pillar, list[str]]]:
        """Each pillar with its words for every comparison."""
        return [
            (
                pillar,
                [
                    words.moved(int(each.before.values[pillar.key]))
                    if each.moved[pillar.key]
                    else _("no clear change")
                    for each in self.comparisons
                ],
            )
            for pillar in self.pillars
        ]

    def finding(self) -> SafeString | str:
        """The one sentence about a series that has a number."""
        now = self.published[-1]
        if not self.comparisons:
            return words.first_number(now.closes_at)
        moved = list(self._nearest_moves())
        if not moved:
            return words.nothing_moved([each.name for each in self.pillars], now.closes_at)
        if len(moved) > 1:
            return words.several_moved([pillar.name for pillar, _ in moved], now.closes_at)
        [(pillar, before)] = moved
        return words.one_moved(
            pillar.name,
            int(before.values[pillar.key]),
            before.closes_at,
            int(now.values[pillar.key]),
            now.closes_at,
        )

    def _before(self) -> Iterator[tuple[HalfYearValues, str | Promise]]:
        if len(self.published) < 2:
            return
        *_earlier, last, newest = self.published
        closings = list_closings(self.published[0].closes_at, newest.closes_at)
        closed = {each.closes_at: each for each in self.published}
        yield last, _("the number before")
        for back, distance in DISTANCES.items():
            found = closed.get(closings[-1 - back]) if back < len(closings) else None
            if found is not None and found is not last:
                yield found, distance

    def _moved(self, before: HalfYearValues) -> dict[str, bool]:
        now = self.published[-1].values
        return {key: has_moved(int(before.values[key]), int(now[key])) for key in now}

    def _nearest_moves(self) -> Iterator[tuple[Pillar, HalfYearValues]]:
        for pillar in self.pillars:
            found = [each.before for each in self.comparisons if each.moved[pillar.key]]
            if found:
                yield pillar, found[0]


def by_version(releases: Iterable[Decided]) -> list[list[Decided]]:
    """The releases of each version of the questions, oldest first; the newest version first."""
    found: dict[tuple[str, int], list[Decided]] = {}
    for release in sorted(releases, key=lambda each: each.half_year.closes_at):
        found.setdefault((release.questionnaire, release.version), []).append(release)
    return sorted(found.values(), key=lambda each: each[-1].half_year.closes_at, reverse=True)


def of_team(releases: Iterable[Decided]) -> list[Series]:
    """One team's releases, or its parts together, as series, the newest first."""
    return [
        Series(
            each[-1],
            [HalfYearValues(one.half_year.closes_at, one.values) for one in each],
        )
        for each in by_version(releases)
    ]
