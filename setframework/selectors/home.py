"""What Home shows of a person, out of every slice, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from assessments.models.direction import Direction
from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.check_in import find_earlier
from assessments.selectors.direction import find_direction
from assessments.selectors.plan import list_open_goals
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.reminders import find_reminder, get_next_day
from assessments.selectors.result import Result, get_result
from assessments.selectors.taking import list_assessments
from assessments.teams.models.membership import Membership
from assessments.teams.selectors.membership import find_membership
from mentors.models.meetings import Meeting
from mentors.selectors.meetings import list_own_meetings
from setframework.people.models import User
from setframework.selectors.waiting import Waiting, list_waiting

MOST_GOALS = 50
MOST_MEETINGS = 50
# The open draft, the latest result, and the one before it.
MOST_RECENT = 3


@dataclass(frozen=True)
class Home:
    """`asked` is the questionnaire of the draft. `latest` is scored against the person's aim,
    else their level. Each of these, and `previous`, may be None.

    `meetings` begin with this quarter, the earliest first. `check_in_on` is the day of the next
    reminder, if the person wants any.
    """

    person: User
    draft: Assessment | None
    asked: Questionnaire | None
    latest: Result | None
    previous: Result | None
    direction: Direction | None
    goals: Sequence[Goal]
    waiting: Sequence[Waiting]
    meetings: Sequence[Meeting]
    check_in_on: date | None
    membership: Membership | None


def get_home(person: User, at: datetime) -> Home:
    recent = list(_recent(person))
    draft = recent[0] if recent and not recent[0].is_completed else None
    completed = recent if draft is None else recent[1:]
    direction = find_direction(person)
    reminder = find_reminder(person)
    return Home(
        person=person,
        draft=draft,
        asked=None if draft is None else read_questionnaire(draft.version),
        latest=_scored(completed[0], direction) if completed else None,
        previous=_previous(completed),
        direction=direction,
        goals=list(list_open_goals(person)[:MOST_GOALS]),
        waiting=list_waiting(person, at),
        meetings=list(list_own_meetings(person, _quarter_began_at(at))[:MOST_MEETINGS]),
        check_in_on=None if reminder is None else get_next_day(reminder),
        membership=find_membership(person),
    )


def find_latest(person: User) -> Result | None:
    """The latest result, scored as Home scores it."""
    completed = [each for each in _recent(person) if each.is_completed]
    return _scored(completed[0], find_direction(person)) if completed else None


def first_day_of_quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _recent(person: User) -> Sequence[Assessment]:
    newest = F("completed_at").desc(nulls_first=True)
    return list(list_assessments(person).order_by(newest, "-pk")[:MOST_RECENT])


def _previous(completed: Sequence[Assessment]) -> Result | None:
    """The result before the first of these, with the same questionnaire."""
    if not completed:
        return None
    latest, *earlier = completed
    key = latest.version.key
    found = next((each for each in earlier if each.version.key == key), None)
    if found is None and earlier:
        found = find_earlier(latest)
    return None if found is None else get_result(found)


def _scored(latest: Assessment, direction: Direction | None) -> Result:
    """Against what the person says now; what this version does not know is left out."""
    questionnaire = read_questionnaire(latest.version)
    levels = {level.key for level in questionnaire.levels}
    paths = {path.key for path in questionnaire.paths}
    said = [latest.level] if direction is None else [direction.aims_at, direction.level]
    level = next((each for each in said if each in levels), "")
    path = latest.path if direction is None else direction.path
    return get_result(latest, level, path if path in paths else None)


def _quarter_began_at(at: datetime) -> datetime:
    zone = timezone.get_current_timezone()
    day = first_day_of_quarter(timezone.localdate(at))
    return datetime(day.year, day.month, day.day, tzinfo=zone)
