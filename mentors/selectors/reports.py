"""The words that somebody may report, and the moderators' queue."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship, MentorshipNote
from mentors.models.profiles import MentorProfile
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.selectors.people import list_visible
from setframework.people.models import User


@dataclass(frozen=True)
class Written:
    """Words of somebody that another person has seen. `key` names them in a form."""

    key: str
    label: str
    text: str


def get_met(person: User, code: UUID | str) -> Any:
    """Somebody that the person can see, has dealt with or has blocked. Raises DoesNotExist."""
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    return others.get(_has_met(person), code=code)


def list_written(person: User, other: User) -> list[Written]:
    """Words of `other` that the person has seen: profile, requests, shared notes."""
    found = [*_of_profile(person, other), *_of_requests(person, other)]
    notes = MentorshipNote.objects.filter(
        _between("mentorship__mentor", "mentorship__mentee", person, other),
        author=other,
        is_shared=True,
    )
    for note in notes.order_by("-written_at", "-pk"):
        label = _("Note of %(day)s") % {"day": date_format(note.written_at)}
        found.append(Written(f"note-{note.code}", label, note.text))
    return [each for each in found if each.text]


def list_reports(moderator: User) -> QuerySet[Report]:
    """All reports except those that the moderator is part of."""
    reports = Report.objects.exclude(Q(reporter=moderator) | Q(reported=moderator))
    return reports.select_related("reported", "decided_by").order_by("-created_at", "-pk")


def _has_met(person: User) -> Q:
    somebody = OuterRef("pk")
    pair = partial(_between, person=person, somebody=somebody)
    met = (
        MentorshipRequest.objects.filter(pair("sender", "receiver")),
        Mentorship.objects.filter(pair("mentor", "mentee")),
        Block.objects.filter(person=person, blocked=somebody),
        list_visible(person).filter(person=somebody),
    )
    found = Q()
    for rows in met:
        found |= Q(Exists(rows))
    return found


def _of_profile(person: User, other: User) -> list[Written]:
    profile = MentorProfile.objects.filter(person=other).first()
    if profile is None:
        return []
    parts = [profile.name, profile.headline, profile.role]
    return [Written("profile", _("Their profile"), ". ".join(filter(None, parts)))]


def _of_requests(person: User, other: User) -> list[Written]:
    found = []
    requests = MentorshipRequest.objects.filter(_between("sender", "receiver", person, other))
    for request in requests.order_by("-created_at", "-pk"):
        day = {"day": date_format(request.created_at)}
        if request.sender_id == other.pk:
            words = "\n".join(filter(None, [request.message, request.answer]))
            found.append(Written(f"asked-{request.code}", _("Request of %(day)s") % day, words))
        else:
            label = _("Question about the request of %(day)s") % day
            found.append(Written(f"question-{request.code}", label, request.question))
    return found


def _between(one: str, other: str, person: User, somebody: User | OuterRef) -> Q:
    return Q(**{one: person, other: somebody}) | Q(**{one: somebody, other: person})
