"""A team's page: the same bytes for every member and the manager.

So nothing on it depends on the person who looks. It has no form, because a form holds a secret of
the person's session.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.answer_weeks import show_answer_weeks
from assessments.teams.pages.team import Trend
from assessments.teams.selectors.practice import get_practice
from assessments.teams.selectors.releases import list_releases
from assessments.teams.selectors.roster import list_roster
from assessments.teams.views.access import own_team


@require_safe
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    now = timezone.now()
    context = {
        "team": page.team,
        "trend": Trend(list(list_releases(page.team)), now),
        "roster": list_roster(page.team, page.person),
        "practice": get_practice(page.team),
        "answer_weeks": show_answer_weeks(page.team, now),
    }
    return render(request, "teams/team.html", context)
