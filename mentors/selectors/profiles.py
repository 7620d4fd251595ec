"""Own profiles and the goals to choose from."""

from typing import Any

from django.db.models import QuerySet

from mentors.models import MentoringGoal, MentorProfile


def find_profile(person: Any) -> MentorProfile | None:
    return MentorProfile.objects.filter(person=person).first()


def list_goals() -> QuerySet[MentoringGoal]:
    """The ones that can be chosen, in their order."""
    return MentoringGoal.objects.filter(is_offered=True).order_by("order", "key")
