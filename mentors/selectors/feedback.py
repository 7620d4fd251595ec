"""The feedback at the end of a mentorship."""

from django.db.models import QuerySet

from mentors.models.mentorships import Feedback, Mentorship


def list_feedback(mentorship: Mentorship) -> QuerySet[Feedback]:
    """The feedback of both, oldest first."""
    return Feedback.objects.filter(mentorship=mentorship).order_by("given_at", "pk")
