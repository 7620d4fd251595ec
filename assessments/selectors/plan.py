"""A person's goals, and whether each moved the answer that it should move."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.change import item_change
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_site_version,
    get_version,
    read_questionnaire,
)
from assessments.selectors.taking import answers_of, find_latest_completed, list_assessments
from setframework.people.models import User
from setframework.people.verified import has_verified_email


@dataclass(frozen=True)
class Check:
    """The later assessment that shows the outcome of a goal. Both values are on 0..4."""

    assessment: Assessment
    before: int
    after: int

    @property
    def moved(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class FollowedGoal:
    """A goal, the questionnaire with its items, and the check of the answer it should move.

    `questionnaire` is None if none is published, `check` while no result checks the goal.
    """

    goal: Goal
    questionnaire: Questionnaire | None
    check: Check | None

    @property
    def moved(self) -> bool | None:
        return None if self.check is None else self.check.moved


def list_goals(person: User) -> QuerySet[Goal]:
    """Newest first."""
    return Goal.objects.filter(person=person).order_by("-created_at", "-pk")


def list_due_follow_ups(today: date) -> QuerySet[Goal]:
    """Open goals whose person asked for an e-mail by today and has a confirmed address."""
    due = Goal.objects.filter(follow_up_on__lte=today, done_at=None, person__is_active=True)
    return (
        due.filter(has_verified_email("person"))
        .select_related("person")
        .order_by("follow_up_on", "pk")
    )


def list_open_goals(person: User | int) -> QuerySet[Goal]:
    """Goals that are not done, the nearest date first and those without a date last."""
    dated_first = F("due_on").asc(nulls_last=True)
    return Goal.objects.filter(person=person, done_at=None).order_by(
        dated_first, "created_at", "pk"
    )


def get_goal(person: User, code: UUID | str, *, for_update: bool = False) -> Goal:
    """The person's goal, or DoesNotExist: a stranger can't tell it from a missing one."""
    goals = Goal.objects.filter(person=person)
    if for_update:
        goals = goals.select_for_update(of=("self",))
    return goals.get(code=code)


def get_goal_version(person: User) -> QuestionnaireVersion:
    """The version with the keys of a new goal: that of the latest result, else the newest.

    Goals are about the questionnaire that this site asks. Raises UnknownQuestionnaire.
    """
    base = find_latest_completed(person, settings.QUESTIONNAIRE)
    return get_site_version() if base is None else base.version


def follow_goals(person: User, goals: Iterable[Goal]) -> list[FollowedGoal]:
    """Each goal with its check; one query for all results of the person."""
    goals = list(goals)
    return check_goals(goals, list_completed(person) if goals else [])


def check_goals(goals: Iterable[Goal], sittings: Sequence[Assessment]) -> list[FollowedGoal]:
    """Each goal with its check. `sittings` are the completed assessments, oldest first.

    A check compares two answers to `expects`: that of the latest assessment completed by the
    moment the goal was added, and that of a later one with the same questionnaire, by the rules
    between their versions. A later assessment without the answer is passed over, and so is one
    that carried it over: that is no evidence. Of the others, one counts:

    - for an open goal, the newest: every new result may change the outcome;
    - for a done goal, the first after it was done, so that its record never changes again;
      while there is none, the newest before.

    There is no check without both values, or without an answer that should move.
    """
    return [_follow(goal, sittings) for goal in goals]


def list_completed(person: User, *, until: datetime | None = None) -> list[Assessment]:
    """The person's results, oldest first; `until` a moment where it is given."""
    completed = list_assessments(person).filter(completed_at__isnull=False)
    if until is not None:
        completed = completed.filter(completed_at__lte=until)
    return list(completed.order_by("completed_at", "pk"))


def _follow(goal: Goal, sittings: Sequence[Assessment]) -> FollowedGoal:
    own = [each for each in sittings if each.version.key == goal.questionnaire]
    earlier = [each for each in own if _is_by(each, goal.created_at)]
    later = own[len(earlier) :]
    words = next(iter([*reversed(earlier), *later]), None)
    if words is None:
        return FollowedGoal(goal, _find_newest(goal.questionnaire), None)
    check = _find_check(goal, earlier[-1], later) if earlier and goal.expects else None
    return FollowedGoal(goal, read_questionnaire(words.version), check)


def _find_check(goal: Goal, base: Assessment, later: Sequence[Assessment]) -> Check | None:
    checks = (_check(goal, base, each) for each in _in_turn(goal, later))
    return next((check for check in checks if check is not None), None)


def _in_turn(goal: Goal, later: Sequence[Assessment]) -> Iterator[Assessment]:
    """Those after the goal was done, oldest first; then the others, newest first."""
    since_done = [each for each in later if goal.done_at and not _is_by(each, goal.done_at)]
    yield from since_done
    yield from reversed(later[: len(later) - len(since_done)])


def _check(goal: Goal, base: Assessment, later: Assessment) -> Check | None:
    found = item_change(answers_of(base), answers_of(later), goal.expects)
    if found is None or found.item in later.carried_over:
        return None
    return Check(later, found.before, found.after)


def _is_by(assessment: Assessment, moment: datetime) -> bool:
    return assessment.completed_at is not None and assessment.completed_at <= moment


def _find_newest(key: str) -> Questionnaire | None:
    try:
        return read_questionnaire(get_version(key))
    except UnknownQuestionnaire:
        return None
