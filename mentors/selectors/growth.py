"""Changes in the chosen items of a mentorship, from results that the reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.scoring.questionnaire import Item, Questionnaire
from mentors.models.mentorships import Mentorship, MentorshipGoal
from mentors.models.requests import Kind
from mentors.models.results import ResultShare
from setframework.people.models import User


@dataclass(frozen=True)
class Moved:
    """A chosen item with its answers (0..4) in two results; None for no number."""

    item: Item
    before: int | None
    now: int | None

    @property
    def way(self) -> str:
        """up, down, same, or "" if one of the two has no number."""
        if self.before is None or self.now is None:
            return ""
        return "up" if self.now > self.before else "down" if self.now < self.before else "same"


@dataclass(frozen=True)
class Growth:
    """The changes for one of the two between the start and their newest result."""

    is_own: bool
    before_at: datetime
    now_at: datetime
    rows: tuple[Moved, ...]


def chosen_items(goals: Iterable[MentorshipGoal], questionnaire: Questionnaire) -> list[Item]:
    """The items that the goals name, in the order of the questionnaire."""
    keys = {key for goal in goals for key in goal.items}
    return [item for item in questionnaire.items if item.key in keys]


def list_growth(
    mentorship: Mentorship,
    person: User,
    items: Sequence[Item],
    own: Sequence[Any],
    shares: Sequence[ResultShare],
    questionnaire: Questionnaire,
) -> list[Growth]:
    """The growth of the mentee, or of both peers.

    It uses the person's `own` results and the results that the other one shares. A learner with
    fewer than two results that the reader may see is left out.
    """
    learners = [mentorship.mentee_id]
    if mentorship.kind == Kind.PEER:
        learners.append(mentorship.mentor_id)
    found = []
    for learner in learners if items else ():
        results = _results(learner, person, own, shares, questionnaire)
        if len(results) > 1:
            found.append(_growth(learner == person.pk, results, mentorship.started_at, items))
    return found


def _results(
    learner: int,
    person: User,
    own: Sequence[Any],
    shares: Sequence[ResultShare],
    questionnaire: Questionnaire,
) -> list[Any]:
    """The learner's results with this questionnaire, oldest first."""
    shown = [share.assessment for share in shares if share.assessment.person_id == learner]
    every = own if learner == person.pk else shown
    same = [each for each in every if each.version.key == questionnaire.key]
    return sorted(same, key=lambda each: (each.completed_at, each.pk))


def _growth(
    is_own: bool, results: list[Any], started_at: datetime, items: Sequence[Item]
) -> Growth:
    """Compare the last result before the start, else the first one, with the newest."""
    earlier = [each for each in results[:-1] if each.completed_at <= started_at]
    before, now = earlier[-1] if earlier else results[0], results[-1]
    rows = tuple(Moved(item, _number(before, item), _number(now, item)) for item in items)
    return Growth(is_own, before.completed_at, now.completed_at, rows)


def _number(assessment: Any, item: Item) -> int | None:
    value = assessment.responses.get(item.key)
    return value if type(value) is int else None
