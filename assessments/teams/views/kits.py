"""A session kit: a meeting about a pillar that a team can hold with or without a number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.kits import read_pillar
from assessments.teams.selectors.releases import find_latest_published
from assessments.teams.views.access import own_team

# The pillars that have a kit, by the names of its templates.
KITS = ("soft-skills", "experience", "technical")


@require_safe
@own_team
def kit(request: HttpRequest, page: TeamPage, pillar: str) -> HttpResponse:
    """Everybody in a team sees the same page."""
    if pillar not in KITS:
        raise Http404
    context = {"team": page.team, "reading": read_pillar(find_latest_published(page.team), pillar)}
    return render(request, f"teams/kits/{pillar}.html", context)
