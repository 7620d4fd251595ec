"""One mentorship as one of the two sees it, on each of its pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.scoring.questionnaire import Item, Questionnaire
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship, MentorshipGoal
from mentors.models.requests import Kind
from mentors.selectors.calendar import moments_of
from mentors.services.clock import PULSE_AFTER, QUIET_FOR
from mentors.services.mentorships import CLOSES_AFTER
from setframework.people.models import User

# Kind -> (role of the one who was asked, role of the one who asked), for the other one.
ROLES = {
    Kind.MENTOR: (gettext_lazy("your mentor"), gettext_lazy("your mentee")),
    Kind.REVERSE: (gettext_lazy("your younger mentor"), gettext_lazy("who learns from you")),
    Kind.PEER: (gettext_lazy("your peer"), gettext_lazy("your peer")),
}


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in both time zones. `theirs` is "" if the two are in the same zone."""

    meeting: Meeting
    mine: str
    theirs: str = ""


class PairingPage:
    """`mentorship` comes from get_mentorship, which adds names and zones of both."""

    def __init__(self, mentorship: Mentorship, person: User):
        row: Any = mentorship
        self.mentorship, self.person = mentorship, person
        self.is_mentor = mentorship.mentor_id == person.pk
        names, zones = [row.mentor_name, row.mentee_name], [row.mentor_zone, row.mentee_zone]
        people = [mentorship.mentor, mentorship.mentee]
        if not self.is_mentor:
            names, zones, people = names[::-1], zones[::-1], people[::-1]
        self.zone, self.other_zone = zones[0] or "UTC", zones[1] or "UTC"
        self.other, self.other_name = people[1], names[1] or _("Somebody without a name")
        self.aspiration: str = row.aspiration or ""
        self.has_answered_pulse: bool = row.has_answered_pulse

    @property
    def code(self) -> Any:
        return self.mentorship.code

    @property
    def state(self) -> str:
        return self.mentorship.state

    @cached_property
    def role(self) -> str:
        """The other one's role for this person."""
        asked, asking = ROLES[Kind(self.mentorship.kind)]
        return str(asking if self.is_mentor else asked)

    @property
    def has_proposed_end(self) -> bool:
        return self.mentorship.closing_by_id == self.person.pk

    @property
    def closes_at(self) -> datetime | None:
        """The moment at which a proposed end takes effect without an answer."""
        proposed = self.mentorship.closing_at
        return proposed + CLOSES_AFTER if proposed and self.state == "closing" else None

    def may_answer_pulse(self, at: datetime) -> bool:
        return self.mentorship.is_open and at >= self.mentorship.started_at + PULSE_AFTER

    def is_silent(self, meetings: list[Meeting], at: datetime) -> bool:
        """Whether there was no meeting for QUIET_FOR, and none is planned."""
        last = max((each.starts_at for each in meetings), default=self.mentorship.started_at)
        return self.state == "active" and last < at - QUIET_FOR

    def talks(self, meetings: list[Meeting], at: datetime) -> dict[str, Any]:
        """`meetings` are newest first, with cancelled ones; the next one is apart."""
        gone = [each for each in meetings if each.cancelled_at and each.starts_at > at]
        meetings = [each for each in meetings if not each.cancelled_at]
        coming = next_meeting(meetings, at)
        return {
            "coming": self.line(coming) if coming else None,
            "meetings": [self.line(each) for each in meetings if each is not coming],
            "cancelled": [self.line(each) for each in gone],
            "is_silent": self.is_silent(meetings, at),
            "may_answer_pulse": self.may_answer_pulse(at) and not self.has_answered_pulse,
        }

    def line(self, meeting: Meeting) -> MeetingLine:
        return MeetingLine(meeting, *moments_of(meeting, self.zone, self.other_zone))


def with_titles(
    goals: list[MentorshipGoal], questionnaire: Questionnaire
) -> list[tuple[MentorshipGoal, list[str]]]:
    """Each goal with the titles of its items."""
    titles = {item.key: item.title for item in questionnaire.items}
    return [(goal, [titles[key] for key in goal.items if key in titles]) for goal in goals]


def next_meeting(meetings: list[Meeting], at: datetime) -> Meeting | None:
    """The nearest meeting that is not over. `meetings` are newest first."""
    coming = [
        each
        for each in meetings
        if not each.is_held and each.starts_at + timedelta(minutes=each.minutes) > at
    ]
    return coming[-1] if coming else None


def draft_agenda(items: list[Item], aspiration: str) -> str:
    """An agenda of half an hour for the first meeting, about what the two chose to work on."""
    topics = [item.title for item in items[:2]] or [
        aspiration or _("what you would like to change")
    ]
    times = ["5-20"] if len(topics) == 1 else ["5-12", "12-20"]
    plan = zip(times, topics, strict=True)
    talk = _("%(minutes)s min: %(topic)s. A recent example: what was hard, what helped?")
    return "\n".join(
        [
            _("0-5 min: who we are, and what would make this worth our time"),
            *(talk % {"minutes": when, "topic": about} for when, about in plan),
            _("20-25 min: one small step until next time, and how we will notice"),
            _("25-30 min: how often we meet, what stays between us, the next date"),
        ]
    )
