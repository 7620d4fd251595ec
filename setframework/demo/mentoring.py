"""Sixty profiles, and pairs in every state of a request and of a mentorship."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from assessments.scoring.questionnaire import Questionnaire
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.requests import Kind, MentorshipRequest
from mentors.selectors.aspirations import list_aspirations
from mentors.selectors.words import TAGS
from mentors.services import (
    blocks,
    feedback,
    meetings,
    mentorships,
    notes,
    profiles,
    pulse,
    reports,
    requests,
)
from mentors.services.clock import expire_requests
from mentors.services.profiles import ProfileValues
from setframework.people.models import User

DAY = timedelta(days=1)
HEADLINES = (
    "Data platforms, health care",
    "Payments, public sector",
    "From testing to architecture",
    "Back from managing to code",
    "Games, then embedded systems",
)
ROLES = ("Engineer", "Architect", "Tester", "Team lead", "Data scientist")
ZONES = ("Europe/Berlin", "Europe/London", "Europe/Helsinki", "Africa/Lagos", "Asia/Kolkata")
DAYS = ("mon", "tue", "wed", "thu", "fri")
SAYING_NO = "saying-no-with-care"
MESSAGE = "What you offer is what I work on this year. Would you talk with me about it for a while?"


def fill_mentoring(
    people: Sequence[User],
    levels: dict[int, str],
    admin: User,
    questionnaire: Questionnaire,
    now: datetime,
) -> None:
    """`levels` has the known levels of people, by primary key."""
    for number, person in enumerate(people):
        chance = Random(200 + number)  # noqa: S311
        values = _values(person, levels.get(person.pk), questionnaire, chance)
        profiles.save_profile(person=person, values=values, at=now - 100 * DAY)
    _Pairs(people, admin, questionnaire, now).fill()


def _values(
    person: User, level: str | None, questionnaire: Questionnaire, chance: Random
) -> ProfileValues:
    items = [item.key for item in questionnaire.items]
    offers = chance.sample(items, chance.randint(3, 6))
    wants = chance.sample([item for item in items if item not in offers], chance.randint(2, 4))
    goals = chance.sample([goal.key for goal in list_aspirations()], 3)
    hour, day = chance.randint(8, 15), chance.randint(0, 2)
    return ProfileValues(
        name=person.name,
        headline=chance.choice(HEADLINES),
        level=level or chance.choice([each.key for each in questionnaire.levels]),
        role=chance.choice(ROLES),
        background=chance.sample(list(TAGS), 2),
        goals=[{"goal": goal, "priority": rank} for rank, goal in enumerate(goals, start=1)],
        offers=offers,
        wants=wants,
        hidden=wants[:1] if chance.random() < 0.3 else [],
        languages=sorted({"en", chance.choice(("en", "de", "fr", "sv"))}),
        time_zone=chance.choice(ZONES),
        hours=[f"{DAYS[day + n]}-{hour + m}" for n in range(3) for m in range(3)],
        async_ok=chance.random() < 0.5,
        cadence=chance.choice(MentorProfile.Cadence.values),
        agenda=chance.choice(MentorProfile.Agenda.values),
        capacity=chance.randint(2, 4),
        is_listed=True,
        is_adult=True,
    )


@dataclass
class _Pairs:
    """Pairs of people. Each `_ask` takes the next person, so nobody gets more than a few pairs."""

    people: Sequence[User]
    admin: User
    questionnaire: Questionnaire
    now: datetime
    turn: int = 0

    def fill(self) -> None:
        for days in (1, 4, 8):
            self._ask(days)
        self._ask_for_more()
        self._end_requests()
        for days in (12, 25, 40):
            self._work(self._begin(days), days)
        self._begin(30, Kind.PEER)
        self._begin(45, Kind.REVERSE)
        self._rest()
        self._finish()
        self._part()
        expire_requests(at=self.now)

    def _ask_for_more(self) -> None:
        for is_answered in (False, True):
            request = self._ask(5)
            at = self.now - 4 * DAY
            requests.ask_for_more(
                person=request.receiver,
                code=request.code,
                question="Gladly. What have you tried so far?",
                at=at,
            )
            if is_answered:
                requests.answer_question(
                    person=request.sender,
                    code=request.code,
                    answer="A course and two talks with my lead; now I want to practise.",
                    at=at,
                )

    def _end_requests(self) -> None:
        declined, withdrawn = self._ask(9), self._ask(7)
        self._ask(20)  # nobody answers it
        requests.decline(person=declined.receiver, code=declined.code, at=self.now - 8 * DAY)
        requests.withdraw(person=withdrawn.sender, code=withdrawn.code, at=self.now - 6 * DAY)

    def _work(self, mentorship: Mentorship, days: int) -> None:
        """Goals, meetings and notes of two people who meet."""
        began = self.now - days * DAY
        mentee: dict[str, Any] = {"person": mentorship.mentee, "code": mentorship.code}
        notes.add_goal(
            text="Say no once a month without a quarrel",
            # A later version of the questionnaire may no longer ask this.
            items=[item.key for item in self.questionnaire.items if item.key == SAYING_NO],
            at=began,
            **mentee,
        )
        first = meetings.plan_meeting(
            starts_at=began + 3 * DAY,
            minutes=30,
            agenda="Getting to know each other",
            at=began,
            **mentee,
        )
        meetings.change_meeting(
            meeting=first.code,
            at=began + 4 * DAY,
            is_held=True,
            log="Agreed on one goal and on every second week.",
            **mentee,
        )
        meetings.plan_meeting(
            starts_at=self.now + 3 * DAY, minutes=45, agenda="", at=self.now, **mentee
        )
        notes.write_note(
            text="Practise with the next request for a report.",
            is_shared=True,
            at=began + 4 * DAY,
            **mentee,
        )
        if days > 30:
            pulse.answer_pulse(answer="yes", text="", at=self.now - DAY, **mentee)

    def _rest(self) -> None:
        paused = self._begin(50)
        mentorships.pause(
            person=paused.mentor,
            code=paused.code,
            until=(self.now + 20 * DAY).date(),
            at=self.now - 5 * DAY,
        )

    def _finish(self) -> None:
        closing, completed = self._begin(80), self._begin(95)
        for mentorship, ago in ((closing, 2), (completed, 6)):
            mentorships.propose_end(
                person=mentorship.mentee, code=mentorship.code, at=self.now - ago * DAY
            )
        mentorships.confirm_end(person=completed.mentor, code=completed.code, at=self.now - 5 * DAY)
        feedback.give_feedback(
            person=completed.mentee,
            code=completed.code,
            thanks="Your questions changed how I prepare.",
            private="",
            at=self.now - 5 * DAY,
        )

    def _part(self) -> None:
        """End a mentorship early, have one cancelled by a moderator, end one by a block."""
        ended, cancelled, blocked = (self._begin(days) for days in (33, 21, 15))
        mentorships.end_early(person=ended.mentee, code=ended.code, at=self.now - 10 * DAY)
        report = reports.report(
            reporter=cancelled.mentee,
            reported=cancelled.mentor,
            category="pressure",
            evidence="",
            words="I was told to show my result.",
            at=self.now - 12 * DAY,
        )
        reports.decide_report(
            moderator=self.admin, report=report, upheld=True, at=self.now - 11 * DAY
        )
        blocks.block(person=blocked.mentee, other=blocked.mentor, at=self.now - 3 * DAY)

    def _begin(self, days: int, kind: Kind = Kind.MENTOR) -> Mentorship:
        """A pair that started so many days ago."""
        request = self._ask(days + 2, kind)
        return requests.accept(person=request.receiver, code=request.code, at=self.now - days * DAY)

    def _ask(self, days: int, kind: Kind = Kind.MENTOR) -> MentorshipRequest:
        """The next person asks the first one who fits, so many days ago."""
        at = self.now - days * DAY
        while True:
            sender = self.people[self.turn % len(self.people)]
            self.turn += 1
            for receiver in self.people[::-1]:
                try:
                    request, _ = requests.send_request(
                        sender=sender,
                        code=receiver.code,
                        kind=kind,
                        goal="",
                        message=MESSAGE,
                        at=at,
                    )
                except (requests.NotReachable, requests.AlreadyOpen):
                    continue
                return request
