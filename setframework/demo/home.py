"""Homes with much on them: a step that is due, a meeting, and requests that wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from assessments.models.plan import Goal
from assessments.selectors.result import get_result
from assessments.selectors.taking import find_latest_completed
from assessments.services.plan import add_goal
from mentors.models.requests import Kind, MentorshipRequest
from mentors.services import meetings, requests
from setframework.people.models import User

DAY = timedelta(days=1)
# Key of a character -> what is to see after a log-in.
HOMES = {
    "chen": "has begun to answer again",
    "dalia": "has a full Home",
    "hanna": "is asked for help twice",
}


def fill_home(people: dict[str, User], colleagues: Sequence[User], now: datetime) -> None:
    """`people` has the characters by their first name in lower case."""
    _meet(people["dalia"], colleagues, now)
    _plan(people["dalia"], now)
    for sender in colleagues[:2]:
        message = "You have done what I am about to do. Half an hour of your time would help me."
        _ask(sender, [people["hanna"]], message, now - 2 * DAY)


def _meet(person: User, colleagues: Sequence[User], now: datetime) -> None:
    """A mentorship with one talk behind the two and one ahead."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    began = now - 30 * DAY
    request = _ask(person, colleagues, "Could we talk about your way into this role?", began)
    pair = requests.accept(person=request.receiver, code=request.code, at=began + DAY)
    for moment, agenda in ((hour - 8 * DAY, "Where I stand"), (hour + 2 * DAY, "My first step")):
        meeting = meetings.plan_meeting(
            person=person,
            code=pair.code,
            starts_at=moment,
            minutes=30,
            agenda=agenda,
            at=began + 2 * DAY,
        )
        if moment < now:
            meetings.change_meeting(
                person=person,
                code=pair.code,
                meeting=meeting.code,
                is_held=True,
                log="Agreed on one thing to try before we meet again.",
                at=moment + DAY,
            )


def _plan(person: User, now: datetime) -> None:
    """The second focus area has a step that is due soon."""
    latest = find_latest_completed(person)
    if latest is None:
        return
    for focus in get_result(latest).profile.focus[1:2]:
        add_goal(
            person=person,
            questionnaire=latest.version.key,
            at=now - DAY,
            item=focus.item,
            route=Goal.Route.CONVERT,
            action=focus.convert[0],
            expects=focus.item,
            due_on=(now + 3 * DAY).date(),
        )


def _ask(sender: User, receivers: Sequence[User], message: str, at: datetime) -> MentorshipRequest:
    """The first of them who can be asked."""
    for receiver in receivers:
        try:
            request, _is_new = requests.send_request(
                sender=sender, code=receiver.code, kind=Kind.MENTOR, goal="", message=message, at=at
            )
        except (requests.NotReachable, requests.AlreadyOpen):
            continue
        return request
    raise ValueError("Nobody of them can be asked.")
