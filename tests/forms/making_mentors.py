"""Pages about mentors, with something stored in every field."""

from typing import Any

from django.urls import reverse

from mentors.models.aspirations import MentoringGoal
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant
from mentors.services.feedback import give_feedback
from mentors.services.meetings import change_meeting, plan_meeting
from mentors.services.mentorships import end_early
from mentors.services.profiles import name_manager
from mentors.services.pulse import answer_pulse
from setframework.people.models import User
from tests.factories import (
    NOW,
    make_assessment,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_request,
    make_user,
)
from tests.forms.making import AT, CHRISTMAS, DAY, ITEM, LINE, WORDS
from tests.teams.organisation import make_team


def profile_page(ada: User) -> str:
    keys = MentoringGoal.objects.filter(is_offered=True).values_list("key", flat=True)
    make_mentor(
        ada,
        name=LINE,
        headline=LINE,
        role=LINE,
        level="staff",
        background=["qa", LINE],
        background_preference="same",
        goals=[{"goal": key, "priority": 2} for key in keys],
        offers=[ITEM],
        wants=["team-trust", "data-systems"],
        hidden=["team-trust"],
        languages=["en", "de"],
        hours=["mon-18", "tue-9"],
        time_zone="Europe/Berlin",
        cadence="weekly",
        agenda="open",
        capacity=2,
        paused_until=CHRISTMAS,
    )
    name_manager(person=ada, email="boss@example.org", at=NOW)
    return "/mentors/profile/"


def _pair(ada: User) -> Any:
    return make_mentorship(make_user(name="Grace"), ada)


def mentorship_page(ada: User) -> str:
    return reverse("mentors:mentorship", args=[_pair(ada).code])


def new_meeting_page(ada: User) -> str:
    return reverse("mentors:meetings", args=[_pair(ada).code])


def meeting_page(ada: User) -> str:
    profile_page(ada)
    pair = _pair(ada)
    planned = plan_meeting(
        person=ada, code=pair.code, starts_at=NOW, minutes=20, agenda=WORDS, at=NOW
    )
    who = {"person": ada, "code": pair.code, "meeting": planned.code}
    change_meeting(log=WORDS, is_held=True, at=NOW, **who)
    return reverse("mentors:meeting", args=[pair.code, planned.code])


def pulse_page(ada: User) -> str:
    pair = _pair(ada)
    answer_pulse(person=ada, code=pair.code, answer="yes", text=WORDS, at=NOW + 35 * DAY)
    return reverse("mentors:pulse", args=[pair.code])


def feedback_page(ada: User) -> str:
    pair = _pair(ada)
    end_early(person=ada, code=pair.code, at=NOW)
    give_feedback(person=ada, code=pair.code, thanks=WORDS, private=WORDS, at=NOW)
    return reverse("mentors:feedback", args=[pair.code])


def closing_page(ada: User) -> str:
    return reverse("mentors:end", args=[_pair(ada).code])


def results_page(ada: User) -> str:
    make_assessment(ada)
    return reverse("mentors:results", args=[_pair(ada).code])


def programme_page(ada: User) -> str:
    """A mentee, and a mentor for more people than the profile has places by now."""
    programme = make_programme(at=AT)
    make_participant(programme, ada, places=2)
    Participant.objects.update(is_mentee=True)
    MentorProfile.objects.update(capacity=3)
    return reverse("mentors:programme", args=[programme.code])


def new_programme_page(ada: User) -> str:
    make_team(ada)
    return reverse("mentors:new_programme")


def request_page(ada: User) -> str:
    make_mentor(ada)
    asked = make_request(make_mentor(make_user()).person, ada, at=NOW + 39 * DAY)
    return reverse("mentors:request", args=[asked.code])


def person_page(ada: User) -> str:
    make_mentor(ada)
    return reverse("mentors:person", args=[make_mentor(offers=[ITEM]).person.code])


def report_page(ada: User) -> str:
    asked = make_request(ada, make_mentor(make_user()).person)
    return reverse("mentors:report", args=[asked.receiver.code])


def search_page(ada: User) -> str:
    make_mentor(ada)
    return "/mentors/"
