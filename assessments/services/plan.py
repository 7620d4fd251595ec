"""Goals: add, change, finish, reopen, delete."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models.plan import Goal
from assessments.scoring.questionnaire import Item, Questionnaire, find_action, find_item
from assessments.selectors.plan import get_goal
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_version,
    read_questionnaire,
)
from assessments.selectors.taking import find_latest_completed
from setframework.people.models import User
from setframework.web.refusals import Refused

TEXT_LENGTH: int = Goal._meta.get_field("text").max_length or 0
# A day outside these is a mistake, and calendars cannot draw the farthest ones.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
FARTHEST = timedelta(days=10 * 366)


class InvalidGoal(Refused):
    """Parts of a goal don't fit; `errors` maps the part's name to a sentence."""

    def __init__(self, errors: dict[str, str]):
        super().__init__()
        self.errors = errors

    def by_field(self, words: Any) -> dict[str, Any]:
        return self.errors


class NothingToAimAt(Refused):
    says = gettext_lazy("No questionnaire is published, so there is nothing to aim at.")


class GoalFields(TypedDict, total=False):
    """The fields of a goal that its person sets. Keys are of the questionnaire, empty for none."""

    item: str
    route: str
    action: str
    text: str
    expects: str
    due_on: date | None
    done_at: datetime | None
    note: str


@transaction.atomic
def add_goal(
    *,
    person: User,
    questionnaire: str,
    at: datetime,
    code: uuid.UUID | None = None,
    **fields: Unpack[GoalFields],
) -> Goal:
    """Add a goal. If the person's plan has the `code` already, return that goal unchanged.

    Without a text the goal has the text of its action. The goal stores the latest result, because
    later results are compared with it.
    Raises InvalidGoal, UnknownQuestionnaire.
    """
    base = find_latest_completed(person, questionnaire, by=at)
    version = get_version(questionnaire) if base is None else base.version
    goal = Goal(person=person, assessment=base, questionnaire=questionnaire, created_at=at)
    _change(goal, read_questionnaire(version), at, fields)
    return _insert(goal, code)


@transaction.atomic
def update_goal(
    *, person: User, code: uuid.UUID | str, at: datetime, **fields: Unpack[GoalFields]
) -> Goal:
    """Change the given parts; the row is locked, so two tabs never undo each other's half.

    Raises Goal.DoesNotExist, InvalidGoal.
    """
    goal = get_goal(person, code, for_update=True)
    _change(goal, _find_words(goal), at, fields)
    goal.save(update_fields=list(fields))
    return goal


@transaction.atomic
def finish_goal(*, person: User, code: uuid.UUID | str, at: datetime) -> Goal:
    """Mark the goal as done. The second time the first moment stays. Raises Goal.DoesNotExist."""
    goal = get_goal(person, code, for_update=True)
    if goal.done_at is None:
        goal.done_at = at
        goal.save(update_fields=["done_at"])
    return goal


@transaction.atomic
def reopen_goal(*, person: User, code: uuid.UUID | str) -> Goal:
    """Mark the goal as not done. Raises Goal.DoesNotExist."""
    goal = get_goal(person, code, for_update=True)
    goal.done_at = None
    goal.save(update_fields=["done_at"])
    return goal


@transaction.atomic
def delete_goal(*, person: User, code: uuid.UUID | str) -> None:
    """Raises Goal.DoesNotExist."""
    get_goal(person, code, for_update=True).delete()


def _change(
    goal: Goal, questionnaire: Questionnaire | None, at: datetime, fields: GoalFields
) -> None:
    for name, value in fields.items():
        setattr(goal, name, value)
    if not goal.text:
        action = find_action(find_item(questionnaire, goal.item), goal.action)
        goal.text = action.text[:TEXT_LENGTH] if action else ""
    errors = dict(_mistakes(goal, questionnaire, at, set(fields)))
    if errors:
        raise InvalidGoal(errors)


def _mistakes(
    goal: Goal, questionnaire: Questionnaire | None, at: datetime, given: set[str]
) -> Iterator[tuple[str, str]]:
    """The mistakes as (field, sentence). Keys and dates are checked only if they are given now."""
    if not goal.text.strip():
        yield "text", _("Write what you are going to do.")
    if given & {"item", "route", "action"}:
        yield from _wrong_route(goal, find_item(questionnaire, goal.item))
    if "expects" in given and goal.expects and not find_item(questionnaire, goal.expects):
        yield "expects", _("This questionnaire has no item %(key)s.") % {"key": goal.expects}
    if "due_on" in given and goal.due_on and not _is_near(goal.due_on, at):
        yield "due_on", _("Choose a day from 2000 on and within the next ten years.")
    if "done_at" in given and goal.done_at and not EARLIEST <= goal.done_at <= at:
        yield "done_at", _("This must be a time in the past, from 2000 on.")


def _wrong_route(goal: Goal, item: Item | None) -> Iterator[tuple[str, str]]:
    is_own = goal.route == Goal.Route.OWN
    if goal.route not in Goal.Route.values:
        yield "route", _("Choose one of the routes.")
    if goal.item and item is None:
        yield "item", _("This questionnaire has no item %(key)s.") % {"key": goal.item}
    elif not goal.item and not is_own:
        yield "item", _("Name the item that this step is about.")
    if goal.action and is_own:
        yield "action", _("A step of your own has no action of the questionnaire.")
    elif goal.action and item is not None and find_action(item, goal.action) is None:
        yield "action", _("This item has no action %(key)s.") % {"key": goal.action}


def _is_near(day: date, at: datetime) -> bool:
    return EARLIEST.date() <= day <= (at + FARTHEST).date()


def _find_words(goal: Goal) -> Questionnaire | None:
    """The questionnaire with the keys of the goal."""
    base = find_latest_completed(goal.person, goal.questionnaire, by=goal.created_at)
    try:
        version = get_version(goal.questionnaire) if base is None else base.version
    except UnknownQuestionnaire:
        return None
    return read_questionnaire(version)


def _insert(goal: Goal, code: uuid.UUID | None) -> Goal:
    if code is None:
        goal.save(force_insert=True)
        return goal
    try:
        with transaction.atomic():
            goal.code = code
            goal.save(force_insert=True)
            return goal
    except IntegrityError:
        return _find_twin(goal) or _insert(goal, uuid.uuid4())


def _find_twin(goal: Goal) -> Goal | None:
    """The goal of the same click, sent twice. Somebody else's goal with the code is not found."""
    return Goal.objects.filter(person=goal.person, code=goal.code).first()
