"""Several teams together, made from the published numbers of each and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.teams.pages import words
from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.trend import of_team
from assessments.teams.selectors.releases import list_roll_ups
from assessments.teams.views.access import own_team


@require_safe
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    """The page does not say which teams are in a number, or how many: others would be missing."""
    series = of_team(list_roll_ups(page.team))
    context = {"team": page.team, "series": series, "held": words.TOO_FEW_TEAMS}
    is_published = any(each.published for each in series)
    return render(request, "teams/roll_up.html", context | {"is_published": is_published})
