"""What the person's own copy of their data tells about mentors: all they wrote and can read."""

from typing import Any

from django.db.models import F

from assessments.selectors.portable import as_json
from mentors.models.blocks import Block
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Feedback, Mentorship, MentorshipGoal, MentorshipNote
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant, Programme
from mentors.models.pulse import CheckIn
from mentors.models.reports import Report
from mentors.models.results import ResultShare
from mentors.models.runs import ProposedPair
from mentors.selectors.alerts import list_alerts
from mentors.selectors.mentorships import list_mentorships
from mentors.selectors.profiles import EXPORTED, FILTERS
from mentors.selectors.requests import list_requests
from mentors.selectors.results import list_result_reads
from setframework.people.models import User

REQUEST = (
    *("code", "kind", "goal", "state", "message", "question", "answer"),
    *("created_at", "expires_at", "decided_at"),
)
PROGRAMME = ("code", "name", "text", "levels", "most", "open_to", "opens_at", "closes_at")
MENTORSHIP = ("code", "kind", "goal", "state", "started_at", "paused_until", "ended_at")


def export_mentoring(person: User) -> dict[str, Any]:
    """JSON-ready. Of others only what the person sees on the pages too."""
    profile = MentorProfile.objects.filter(person=person).values(*EXPORTED).first()
    blocks = Block.objects.filter(person=person).order_by("created_at", "pk")
    reports = Report.objects.filter(reporter=person).order_by("created_at", "pk")
    found: dict[str, Any] = as_json(
        {
            "profile": profile,
            "waiting_searches": [
                {name: getattr(alert, name) for name in ("kind", *FILTERS)}
                for alert in list_alerts(person)
            ],
            "blocked": list(blocks.values_list("blocked__code", flat=True)),
            "requests": [_request(each, person) for each in list_requests(person)],
            "mentorships": _mentorships(person),
            "result_reads": [_read(each) for each in list_result_reads(person)],
            "programmes": _programmes(person),
            "reports": list(reports.values("category", "evidence", "words", "created_at")),
        }
    )
    return found


def _programmes(person: User) -> dict[str, Any]:
    """What the person organises and joined, and what was proposed to them, oldest first."""
    own = Programme.objects.filter(organiser=person).order_by("opens_at", "pk")
    joined = Participant.objects.filter(person=person).order_by("joined_at", "pk")
    published = ProposedPair.objects.filter(run__published_at__isnull=False).order_by("pk")
    return {
        "organised": list(own.values(*PROGRAMME)),
        "joined": list(
            joined.values("programme__code", "programme__name", "is_mentee", "places", "joined_at")
        ),
        "proposals": [
            {"as": side, **values}
            for side in ("mentor", "mentee")
            for values in published.filter(**{side: person}).values(
                "run__programme__code", "band", "expires_at", says=F(f"{side}_says")
            )
        ],
    }


def _request(request: Any, person: User) -> dict[str, Any]:
    is_sent = request.sender_id == person.pk
    return {"sent": is_sent, **{name: getattr(request, name) for name in REQUEST}}


def _read(read: Any) -> dict[str, Any]:
    """`result` is the assessment's code."""
    return {"reader": read.reader_name, "result": read.assessment.code, "read_at": read.read_at}


def _mentorships(person: User) -> list[dict[str, Any]]:
    """Each with what both wrote for both, and the person's own words."""
    rows = list(list_mentorships(person))
    parts = {
        "goals": _of(MentorshipGoal, rows, {}, "text", "items", "created_at"),
        "meetings": _of(Meeting, rows, {}, "starts_at", "minutes", "agenda", "log", "is_held"),
        "notes": _of(MentorshipNote, rows, {"author": person}, "is_shared", "text", "written_at"),
        "check_ins": _of(CheckIn, rows, {"person": person}, "answer", "text", "answered_at"),
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
    """Mentorship -> its rows of that table, oldest first."""
    found: dict[int, list[dict[str, Any]]] = {}
    those = model.objects.filter(mentorship__in=rows, **which).order_by("pk")
    for values in those.values("mentorship_id", *fields):
        found.setdefault(values.pop("mentorship_id"), []).append(values)
    return found
