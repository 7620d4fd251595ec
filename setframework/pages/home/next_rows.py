"""What to do next: few rows with one button each, the most urgent first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models.plan import Goal
from assessments.pages.history.words import long_day
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import find_item
from assessments.teams.disclosure.answer_weeks import coming_answer_weeks
from mentors.models.meetings import Meeting
from setframework.pages.home.meetings import is_coming, other_name, own_moment
from setframework.selectors.home import Home
from setframework.selectors.waiting import SOON, Waiting

SHOWN = 3
# From this age on a result is looked at again.
OLD = timedelta(days=182)
A_WEEK = 7

# Kind of what waits -> its title, its button, and the address that takes its code. The most
# urgent first.
ANSWERS: dict[str, tuple[Promise, Promise, str]] = {
    "request": (
        gettext_lazy("%(name)s asks you for help"),
        gettext_lazy("Answer"),
        "mentors:request",
    ),
    "question": (
        gettext_lazy("%(name)s asks you a question"),
        gettext_lazy("Answer"),
        "mentors:request",
    ),
    "proposal": (
        gettext_lazy("You and %(name)s as a pair?"),
        gettext_lazy("Answer"),
        "mentors:programme",
    ),
    "end": (
        gettext_lazy("%(name)s would like to end"),
        gettext_lazy("Answer"),
        "mentors:mentorship",
    ),
    "offer": (gettext_lazy("Would you run %(name)s?"), gettext_lazy("Answer"), "teams:take_over"),
    "tie": (
        gettext_lazy("A team asks to be part of %(name)s"),
        gettext_lazy("Answer"),
        "teams:settings",
    ),
}


@dataclass(frozen=True)
class Row:
    """A thing to do. Its button leads to `url`, or ticks the step with the code `ticks`.

    `badge` is the number of the focus area that it is about, None for anything else.
    """

    title: str
    detail: str
    button: str
    url: str = ""
    ticks: UUID | None = None
    badge: int | None = None
    key: int = 0  # its place on the page


class Next:
    """`badges` numbers the focus areas of the latest result: item key -> 1, 2, 3."""

    def __init__(self, home: Home, badges: Mapping[str, int], at: datetime, today: date):
        self.home, self.badges, self.at, self.today = home, badges, at, today
        self.questionnaire = None if home.latest is None else home.latest.questionnaire

    def list_rows(self) -> list[Row]:
        return _first([*self._urgent(), *self._first_steps(), *self._later_steps()])

    def list_answers(self) -> list[Row]:
        """What waits for somebody who has no result yet."""
        return _first([*self._answers(), *self._meeting(), *self._reviews(), *self._answer_weeks()])

    def _urgent(self) -> Iterator[Row]:
        yield from self._draft()
        yield from self._answers()
        yield from self._meeting()
        yield from self._due_steps()
        yield from self._reviews()
        yield from self._answer_weeks()
        yield from self._old_result()

    def _draft(self) -> Iterator[Row]:
        draft, asked = self.home.draft, self.home.asked
        if draft is None or asked is None:
            return
        progress = Unfinished(asked, draft.responses)
        counts = {"answered": progress.answered, "items": progress.items}
        yield Row(
            _("Go on with your answers"),
            _("%(answered)d of %(items)d answered") % counts,
            _("Go on"),
            reverse("assessments:start"),
        )

    def _answers(self) -> Iterator[Row]:
        for kind, (title, button, view) in ANSWERS.items():
            for each in self._waiting(kind):
                name = each.name or _("Somebody without a name")
                url = reverse(view, args=[each.code])
                yield Row(str(title) % {"name": name}, each.words, str(button), url)

    def _meeting(self) -> Iterator[Row]:
        found = (each for each in self.home.meetings if is_coming(each, self.at))
        meeting: Meeting | None = next(found, None)
        if meeting is not None:
            name = other_name(meeting, self.home.person)
            code = meeting.mentorship.code
            yield Row(
                _("Meeting with %(name)s") % {"name": name},
                own_moment(meeting, self.home.person),
                _("Open"),
                reverse("mentors:meeting", args=[code, meeting.code]),
            )

    def _due_steps(self) -> Iterator[Row]:
        for goal in self.home.goals:
            if goal.due_on is not None and goal.due_on <= self.today + SOON:
                yield self._step(goal)

    def _later_steps(self) -> Iterator[Row]:
        for goal in self.home.goals:
            if goal.due_on is None or goal.due_on > self.today + SOON:
                yield self._step(goal)

    def _step(self, goal: Goal) -> Row:
        item = find_item(self.questionnaire, goal.item or goal.expects)
        about = [item.axis_label] if item else []
        if goal.due_on is not None:
            about.append(_due(goal.due_on, self.today))
        badge = self.badges.get(item.key) if item else None
        return Row(goal.text, ", ".join(about), _("Mark done"), ticks=goal.code, badge=badge)

    def _reviews(self) -> Iterator[Row]:
        for each in self._waiting("focus"):
            title = _("Review the focus of %(team)s") % {"team": each.name}
            yield Row(title, each.words, _("Review"), reverse("teams:focus", args=[each.code]))

    def _answer_weeks(self) -> Iterator[Row]:
        membership = self.home.membership
        if membership is None or membership.team.answer_weeks is None:
            return
        weeks = coming_answer_weeks(self.at, membership.team.answer_weeks)
        if not weeks.is_open(self.at) or self._has_answered_since(weeks.first_on):
            return
        last = date_format(weeks.last_on, "MONTH_DAY_FORMAT")
        yield Row(
            _("The two weeks of %(team)s to answer again") % {"team": membership.team.name},
            _("until %(day)s") % {"day": last},
            _("Answer"),
            reverse("assessments:start"),
        )

    def _has_answered_since(self, day: date) -> bool:
        latest = self.home.latest
        return latest is not None and latest.assessment.when_completed.date() >= day

    def _old_result(self) -> Iterator[Row]:
        latest = self.home.latest
        if latest is not None and latest.assessment.when_completed < self.at - OLD:
            yield Row(
                _("See what has moved"),
                _("Your result is from %(day)s")
                % {"day": long_day(latest.assessment.when_completed)},
                _("Take again"),
                reverse("assessments:start"),
            )

    def _first_steps(self) -> Iterator[Row]:
        """For each focus area without an open step."""
        latest = self.home.latest
        if latest is None:
            return
        planned = {goal.item for goal in self.home.goals}
        result = reverse("assessments:result", args=[latest.assessment.code])
        for key, badge in self.badges.items():
            item = latest.questionnaire.item(key)
            if key not in planned:
                yield Row(
                    _("Choose a first step"),
                    item.axis_label,
                    _("See steps"),
                    f"{result}#focus-{key}",
                    badge=badge,
                )

    def _waiting(self, kind: str) -> list[Waiting]:
        return [each for each in self.home.waiting if each.kind == kind]


def _first(rows: list[Row]) -> list[Row]:
    return [replace(row, key=place) for place, row in enumerate(rows[:SHOWN], start=1)]


def _due(day: date, today: date) -> str:
    days = (day - today).days
    if days < 0:
        return _("was due %(day)s") % {"day": date_format(day, "MONTH_DAY_FORMAT")}
    if days == 0:
        return _("due today")
    name = date_format(day, "l" if days < A_WEEK else "MONTH_DAY_FORMAT")
    return _("due %(day)s") % {"day": name}
