"""Look-backs: earlier dates as the person sees them later."""

from django.db.models import QuerySet

from assessments.models.look_back import LookBack
from assessments.models.taking import Assessment
from setframework.people.models import User


def list_look_backs(person: User) -> QuerySet[LookBack]:
    """All look-backs, by the date that they are about, then by the moment they were made."""
    made = LookBack.objects.filter(assessment__person=person)
    made = made.select_related("assessment__version").defer("assessment__version__document")
    return made.order_by("assessment__completed_at", "made_at", "pk")


def find_look_back(assessment: Assessment, seen_from: Assessment) -> LookBack | None:
    return LookBack.objects.filter(assessment=assessment, seen_from=seen_from).first()
