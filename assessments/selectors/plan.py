"""A person's goals, and what became of the answer that each was expected to move."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.change import Answers, item_change
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_site_version,
    get_version,
    read_questionnaire,
)
from assessments.selectors.taking import find_latest_completed, list_assessments
from setframework.people.models import User


@dataclass(frozen=True)
class Check:
    """The later assessment that tells of a goal's answer; both values are on 0..4."""

    assessment: Assessment
    before: int
    after: int

    @property
    def moved(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class FollowedGoal:
    """A goal, the questionnaire that words its items, and what became of the expected answer.

    `questionnaire` is None where none is published any more; `check` while no result tells.
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


def list_open_goals(person: User | int) -> QuerySet[Goal]:
    """What is not done yet, the nearest date first and without a date last."""
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
    """Whose keys a new goal names: those of the latest result, else of the newest version.

    Goals are about the questionnaire that this site asks. Raises UnknownQuestionnaire.
    """
    base = find_latest_completed(person, settings.QUESTIONNAIRE)
    return get_site_version() if base is None else base.version


def follow_goals(person: User, goals: Iterable[Goal]) -> list[FollowedGoal]:
    """Each goal with its check; one query for all results of the person."""
    goals = list(goals)
    return check_goals(goals, list_completed(person) if goals else [])


def check_goals(goals: Iterable[Goal], sittings: Sequence[Assessment]) -> list[FollowedGoal]:
    """Each goal with its check, as these completed assessments, oldest first, tell.

    The answer to `expects` in the latest assessment completed when the goal was taken on, or
    before, is compared with the answer in a later assessment of the same questionnaire, by the
    rules between their versions. Answers that were carried over are no evidence: such an
    assessment is passed over, as is one in which the item was not answered. Of the others counts

    - for an open goal the newest: as long as one works on it, each result tells anew;
    - for a goal that is done the first after it was done, so that the record never changes
      again; while there is none, the newest before.

    There is no check without both values, or where nothing was expected to move.
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
    """First what counts most: after the goal was done in order of time, then from the newest."""
    since_done = [each for each in later if goal.done_at and not _is_by(each, goal.done_at)]
    yield from since_done
    yield from reversed(later[: len(later) - len(since_done)])


def _check(goal: Goal, base: Assessment, later: Assessment) -> Check | None:
    found = item_change(_answers(base), _answers(later), goal.expects)
    if found is None or found.item in later.carried_over:
        return None
    return Check(later, found.before, found.after)


def _answers(assessment: Assessment) -> Answers:
    return Answers(read_questionnaire(assessment.version), assessment.responses)


def _is_by(assessment: Assessment, moment: datetime) -> bool:
    return assessment.completed_at is not None and assessment.completed_at <= moment


def _find_newest(key: str) -> Questionnaire | None:
    try:
        return read_questionnaire(get_version(key))
    except UnknownQuestionnaire:
        return None
