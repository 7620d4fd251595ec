"""The log: all releases of a team, with the hashes that prove that none was changed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.teams.pages import words
from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.releases import Line
from assessments.teams.pages.rules import find_rules_change
from assessments.teams.selectors.releases import list_clearings, list_releases
from assessments.teams.views.access import own_team

# Ten years.
A_PAGE = 20


@require_safe
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    releases = list(list_releases(page.team))
    rows = Paginator(releases, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "team": page.team,
        "page": rows,
        "lines": [Line(each) for each in rows],
        "change": find_rules_change(releases),
        "clearings": list_clearings(page.team),
        "held": words.HELD,
    }
    return render(request, "teams/releases.html", context)
