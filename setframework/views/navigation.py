"""The context processor with what the navigation counts."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from setframework.people.models import User
from setframework.selectors.waiting import count_places, list_waiting


def waiting(request: HttpRequest) -> dict[str, Any]:
    """One query, and only where a page of somebody logged in shows the navigation.

    A page about a team counts nothing: all its readers get the same bytes, and it names no table of
    what its reader measured.
    """
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"waiting": {}}
    match = request.resolver_match
    if match is not None and "teams" in match.app_names:
        return {"waiting": {}}
    return {"waiting": SimpleLazyObject(lambda: _count(person))}


def _count(person: User) -> dict[str, int]:
    return count_places(list_waiting(person, timezone.now()))
