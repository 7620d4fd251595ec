"""The PDFs that a person asked for."""

from datetime import datetime

from django.db.models import QuerySet

from assessments.models.papers import KEPT_FOR, Paper
from setframework.people.models import User


def find_paper(person: User, digest: str, at: datetime) -> Paper | None:
    """The person's PDF of that page, without its file."""
    return _own(person, at).filter(digest=digest).defer("html", "document").first()


def find_newest_paper(person: User, at: datetime) -> Paper | None:
    """What the person asked for last, without its file."""
    return _own(person, at).order_by("-asked_at", "-pk").defer("html", "document").first()


def _own(person: User, at: datetime) -> QuerySet[Paper]:
    return Paper.objects.filter(person=person, asked_at__gt=at - KEPT_FOR)
