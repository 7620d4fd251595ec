"""Earlier dates as the person sees them later."""

from typing import Any

from django.db.models import QuerySet

from assessments.models import Assessment, LookBack


def list_look_backs(person: Any) -> QuerySet[LookBack]:
    """Every one, by the date it is about, then by when it was made."""
    made = LookBack.objects.filter(assessment__person=person)
    made = made.select_related("assessment__version").defer("assessment__version__document")
    return made.order_by("assessment__completed_at", "made_at", "pk")


def find_look_back(assessment: Assessment, seen_from: Assessment) -> LookBack | None:
    return LookBack.objects.filter(assessment=assessment, seen_from=seen_from).first()
