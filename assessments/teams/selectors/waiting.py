"""What waits for a person in their teams: a review that is due, and what managers are asked."""

from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from assessments.teams.models.focus import TeamFocus
from assessments.teams.models.ties import Tie
from assessments.teams.selectors.membership import list_open_memberships
from assessments.teams.selectors.teams import list_offered_teams
from setframework.people.models import User


def list_waiting(person: User, today: date) -> list[QuerySet[Any]]:
    """For one union: rows of kind, code of the team, its name, and words.

    The words are the focus to review, nothing, or the name of the team that asks to be a part.
    """
    ties = Tie.objects.filter(ended_at=None, agreed_at=None, parent__manager=person)
    ties = ties.filter(parent__dissolved_at=None)
    nothing = Value("", output_field=CharField())
    return [
        _rows(
            list_due_reviews(person, today), "focus", F("team__code"), F("team__name"), F("focus")
        ),
        _rows(list_offered_teams(person), "offer", F("code"), F("name"), nothing),
        _rows(ties, "tie", F("parent__code"), F("parent__name"), F("team__name")),
    ]


def list_due_reviews(person: User, today: date) -> QuerySet[TeamFocus]:
    """The open focuses whose day of review has come, of teams that the person is in or runs."""
    is_member = Exists(list_open_memberships().filter(team=OuterRef("team"), person=person))
    due = TeamFocus.objects.filter(closed_at=None, review_on__lte=today, team__dissolved_at=None)
    return due.filter(Q(is_member) | Q(team__manager=person))


def _rows(found: QuerySet[Any], kind: str, code: Any, name: Any, words: Any) -> QuerySet[Any]:
    named = Value(kind, output_field=CharField())
    return found.order_by().values_list(named, code, name, words)
