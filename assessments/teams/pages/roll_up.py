"""Several teams together: one value a half-year, out of published ones."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessments.teams.charts import HalfYear
from assessments.teams.disclosure import values
from assessments.teams.models.releases import TrendRelease


def half_years(releases: Sequence[TrendRelease]) -> list[HalfYear]:
    """Of one version, in the order in which they closed; a gap with fewer than two teams."""
    found: dict[int, list[TrendRelease]] = {}
    for release in releases:
        found.setdefault(release.window_id, []).append(release)
    return [HalfYear(each[0].window.closes_at, _values(each)) for each in found.values()]


def _values(releases: Sequence[TrendRelease]) -> Mapping[str, Fraction]:
    published = [
        values.Published(each.size_band, each.values) for each in releases if each.is_published
    ]
    return values.roll_up(published) or {}
