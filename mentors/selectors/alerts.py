"""Saved searches until somebody fits."""

from uuid import UUID

from django.db.models import QuerySet

from mentors.models.alerts import SearchAlert
from setframework.people.models import User


def list_alerts(person: User) -> QuerySet[SearchAlert]:
    """The person's waiting searches, oldest first."""
    return SearchAlert.objects.filter(person=person, told_at=None).order_by("created_at", "pk")


def find_alert(person: User, code: UUID | str) -> SearchAlert | None:
    return list_alerts(person).filter(code=code).first()


def list_waiting_alerts() -> QuerySet[SearchAlert]:
    """Everybody's waiting searches, for the job that looks for new matches."""
    waiting = SearchAlert.objects.filter(told_at=None, person__is_active=True)
    return waiting.select_related("person").order_by("created_at", "pk")
