"""The context processor with what the navigation counts."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from setframework.people.models import User
from setframework.selectors.waiting import count_places, list_waiting


def waiting(request: HttpRequest) -> dict[str, Any]:
    """One query, and only where a page of somebody logged in shows the navigation.

    A page about a team names no table of what its reader measured, so their steps are not counted
    there.
    """
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"waiting": {}}
    match = request.resolver_match
    is_team = match is not None and "teams" in match.app_names
    return {"waiting": SimpleLazyObject(lambda: _count(person, with_steps=not is_team))}


def _count(person: User, *, with_steps: bool) -> dict[str, int]:
    return count_places(list_waiting(person, timezone.now(), with_steps=with_steps))
