"""Several teams together: one value a half-year, made from published values."""

from collections.abc import Iterable, Mapping, Sequence

from assessments.teams.charts import HalfYearValues
from assessments.teams.disclosure.values import roll_up
from assessments.teams.models.releases import TrendRelease
from assessments.teams.pages.trend import Series, by_version


def series_of_parts(releases: Iterable[TrendRelease]) -> list[Series]:
    """The releases of all parts as one series a version, the newest first."""
    return [Series(each[-1], half_years(each)) for each in by_version(releases)]


def half_years(releases: Sequence[TrendRelease]) -> list[HalfYearValues]:
    """The half-years of one version, oldest first. Fewer than three teams leave a gap."""
    found: dict[int, list[TrendRelease]] = {}
    for release in releases:
        found.setdefault(release.half_year_id, []).append(release)
    return [HalfYearValues(each[0].half_year.closes_at, _values(each)) for each in found.values()]


def _values(releases: Sequence[TrendRelease]) -> Mapping[str, int]:
    return roll_up([each.values for each in releases if each.is_published])
