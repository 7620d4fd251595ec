"""Several teams together, from what was published about each of them and nothing else."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.teams.charts import HalfYear
from assessments.teams.disclosure import values
from assessments.teams.models.releases import TrendRelease
from assessments.teams.pages import words
from assessments.teams.pages.trend import Series, by_version
from assessments.teams.selectors.teams import list_releases_of_parts
from assessments.teams.views.access import TeamPage, own_team


@require_safe
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    """Which of its teams are in a number, and how many, is not said: others would be missing."""
    series = [
        Series(releases[-1], _half_years(releases))
        for releases in by_version(list_releases_of_parts(page.team))
    ]
    context = {"team": page.team, "series": series, "held": words.TOO_FEW_TEAMS}
    is_published = any(each.published for each in series)
    return render(request, "teams/roll_up.html", context | {"is_published": is_published})


def _half_years(releases: Sequence[TrendRelease]) -> list[HalfYear]:
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
