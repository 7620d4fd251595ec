"""The search: the people who fit, best first, with reasons."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mentors.forms.search import SearchForm
from mentors.pages.card import Card
from mentors.pages.search import list_ways
from mentors.selectors.crowd import get_snapshot
from mentors.selectors.profiles import find_profile
from mentors.selectors.search import Asked, Search, start_search
from mentors.views.access import get_questionnaire
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest

CARDS_A_PAGE = 10
# With fewer matches, the page shows ways to find more.
FEW = 3


@require_safe
@person_only
def page(request: PersonRequest) -> HttpResponse:
    questionnaire, at = get_questionnaire(), timezone.now()
    profile = find_profile(request.user)
    if profile is None:
        snapshot = get_snapshot(questionnaire, at)
        return render(request, "mentors/welcome.html", {"people": snapshot.crowd.count_listed()})
    found = start_search(profile, questionnaire, at)
    form = SearchForm(
        request.GET,
        questionnaire=questionnaire,
        aspirations=found.snapshot.aspirations,
        languages=profile.languages,
    )
    context = {"form": form, "profile": profile}
    if form.is_valid():
        context |= _results(found, form.to_asked(), request.GET.get("page"))
    return render(request, "mentors/search.html", context)


def _results(found: Search, asked: Asked, page: str | None) -> dict[str, Any]:
    matches = found.find(asked)
    shown = Paginator(matches, CARDS_A_PAGE).get_page(page)
    cards = [Card(match.profile, found.questionnaire, match) for match in shown]
    context = {"asked": asked, "page": shown, "cards": cards, "count": len(matches)}
    if len(matches) >= FEW:
        return context
    ways = list_ways(found.relax(asked), found.count_by_writing(asked))
    return context | {"ways": ways}
