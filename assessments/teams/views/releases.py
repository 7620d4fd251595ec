"""The log: everything that was ever decided about a team, with what proves that it stayed so."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from assessments.teams.models.releases import TrendRelease
from assessments.teams.pages import words
from assessments.teams.selectors.teams import list_releases
from assessments.teams.views.access import TeamPage, own_team

# Ten years of half-years.
A_PAGE = 20


class Line:
    """A release as the log shows it."""

    def __init__(self, release: TrendRelease):
        self.release = release

    @property
    def half_year(self) -> str:
        return words.half_year_name(self.release.window.closes_at)

    @property
    def values(self) -> list[tuple[str, str]]:
        """(pillar, number in words), in the order of the pillars; none where it was held."""
        values = self.release.values
        return [(name, words.about(values[key])) for key, name in self.release.pillars if values]

    @property
    def size_band(self) -> str | Promise:
        return words.SIZE_BANDS.get(self.release.size_band, "")


@require_safe
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    rows = Paginator(list_releases(page.team), A_PAGE).get_page(request.GET.get("page"))
    context = {"team": page.team, "page": rows, "lines": [Line(each) for each in rows]}
    return render(request, "teams/releases.html", context | {"held": words.HELD})
