"""A team agrees on a focus, changes its words, and reviews it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from assessments.teams.models.focus import TeamFocus
from assessments.teams.selectors.focus import find_focus
from assessments.teams.selectors.teams import get_team
from setframework.people.models import User


class FocusOpen(Exception):
    """The team works on another focus already. It has one at a time."""


@transaction.atomic
def agree_focus(
    *, person: User, code: UUID | str, focus: str, experiment: str, review_on: date, at: datetime
) -> TeamFocus:
    """Write down what the team agreed on. The same words again are the same focus.

    Raises Team.DoesNotExist, FocusOpen.
    """
    team = get_team(person, code, for_update=True)
    current = find_focus(team)
    words = {"focus": focus, "experiment": experiment, "review_on": review_on}
    if current is None:
        return TeamFocus.objects.create(team=team, agreed_at=at, **words)
    if any(getattr(current, name) != value for name, value in words.items()):
        raise FocusOpen
    return current


@transaction.atomic
def change_focus(
    *, person: User, code: UUID | str, which: UUID, focus: str, experiment: str, review_on: date
) -> TeamFocus:
    """Change the words of the open focus. Raises Team.DoesNotExist, TeamFocus.DoesNotExist."""
    team = get_team(person, code, for_update=True)
    found = TeamFocus.objects.get(team=team, code=which, closed_at=None)
    found.focus, found.experiment, found.review_on = focus, experiment, review_on
    found.save(update_fields=["focus", "experiment", "review_on"])
    return found


@transaction.atomic
def review_focus(
    *, person: User, code: UUID | str, which: UUID, outcome: str, words: str, at: datetime
) -> TeamFocus:
    """Close the open focus with what became of it; the same again changes nothing.

    Raises Team.DoesNotExist, TeamFocus.DoesNotExist.
    """
    team = get_team(person, code, for_update=True)
    same = {"outcome": outcome, "words": words, "closed_at__isnull": False}
    closed = TeamFocus.objects.filter(team=team, code=which, **same).first()
    if closed is not None:
        return closed
    found = TeamFocus.objects.get(team=team, code=which, closed_at=None)
    found.outcome, found.words, found.closed_at = outcome, words, at
    found.save(update_fields=["outcome", "words", "closed_at"])
    return found
