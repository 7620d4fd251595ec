"""The part of an export about mentoring: all that the person wrote and can read."""

from typing import Any

from django.db.models import F

from mentors.matching.filters import EMPTY
from mentors.models.blocks import Block
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Feedback, Mentorship, MentorshipGoal, MentorshipNote
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant, Programme
from mentors.models.pulse import Pulse
from mentors.models.reports import Report
from mentors.models.results import ResultShare
from mentors.models.runs import ProposedPair
from mentors.selectors.alerts import list_alerts
from mentors.selectors.mentorships import list_mentorships
from mentors.selectors.profiles import EXPORTED
from mentors.selectors.requests import list_requests
from mentors.selectors.results import list_result_reads
from setframework.people.models import User
from setframework.portable.rows import Rows

REQUEST = (
    *("code", "kind", "goal", "state", "message", "question", "answer"),
    *("created_at", "expires_at", "decided_at"),
)
ORGANISED = Rows(
    Programme,
    ("code", "name", "text", "levels", "most", "open_to", "opens_at", "closes_at"),
    owner="organiser",
    order="opens_at",
)
JOINED = Rows(
    Participant,
    ("programme__code", "programme__name", "is_mentee", "places", "joined_at"),
    order="joined_at",
)
REPORTS = Rows(
    Report, ("category", "evidence", "words", "created_at"), owner="reporter", order="created_at"
)
BLOCKED = Rows(Block, ("blocked__code",), order="created_at")
MEETING = ("starts_at", "minutes", "agenda", "log", "is_held")
MENTORSHIP = ("code", "kind", "goal", "state", "started_at", "paused_until", "ended_at")


def tell_mentoring(person: User) -> dict[str, Any]:
    """The part itself. About others it has only what the person sees on the pages too."""
    return {
        "profile": MentorProfile.objects.filter(person=person).values(*EXPORTED).first(),
        "waiting_searches": [
            {name: getattr(alert, name) for name in ("kind", *EMPTY)}
            for alert in list_alerts(person)
        ],
        "blocked": [row["blocked__code"] for row in BLOCKED.of(person)],
        "requests": [_request(each, person) for each in list_requests(person)],
        "mentorships": _mentorships(person),
        "result_reads": [_read(each) for each in list_result_reads(person)],
        "programmes": {
            "organised": ORGANISED.of(person),
            "joined": JOINED.of(person),
            "proposals": _proposals(person),
        },
        "reports": REPORTS.of(person),
    }


def _proposals(person: User) -> list[dict[str, Any]]:
    """The pairs proposed to the person, with their own answers, oldest first."""
    published = ProposedPair.objects.filter(run__published_at__isnull=False).order_by("pk")
    return [
        {"as": side, **values}
        for side in ("mentor", "mentee")
        for values in published.filter(**{side: person}).values(
            "run__programme__code", "band", "expires_at", says=F(f"{side}_says")
        )
    ]


def _request(request: Any, person: User) -> dict[str, Any]:
    is_sent = request.sender_id == person.pk
    return {"sent": is_sent, **{name: getattr(request, name) for name in REQUEST}}


def _read(read: Any) -> dict[str, Any]:
    """One read of a result. `result` is the code of the assessment."""
    return {"reader": read.reader_name, "result": read.assessment.code, "read_at": read.read_at}


def _mentorships(person: User) -> list[dict[str, Any]]:
    """The person's mentorships, with the words that both share and the person's private ones."""
    rows = list(list_mentorships(person))
    parts = {
        "goals": _of(MentorshipGoal, rows, {}, "text", "items", "created_at"),
        "meetings": _of(Meeting, rows, {"cancelled_at": None}, *MEETING),
        "notes": _of(MentorshipNote, rows, {"author": person}, "is_shared", "text", "written_at"),
        "check_ins": _of(Pulse, rows, {"person": person}, "answer", "text", "answered_at"),
        "feedback": _of(Feedback, rows, {"person": person}, "thanks", "private", "given_at"),
        "shown_results": _of(
            ResultShare, rows, {"assessment__person": person}, "assessment__code", "shared_at"
        ),
    }
    return [
        {
            "as": "mentor" if row.mentor_id == person.pk else "mentee",
            **{name: getattr(row, name) for name in MENTORSHIP},
            **{name: found.get(row.pk, []) for name, found in parts.items()},
        }
        for row in rows
    ]


def _of(
    model: Any, rows: list[Mentorship], which: dict[str, Any], *fields: str
) -> dict[int, list[dict[str, Any]]]:
    """The rows of a table by the primary key of their mentorship, oldest first."""
    found: dict[int, list[dict[str, Any]]] = {}
    those = model.objects.filter(mentorship__in=rows, **which).order_by("pk")
    for values in those.values("mentorship_id", *fields):
        found.setdefault(values.pop("mentorship_id"), []).append(values)
    return found
