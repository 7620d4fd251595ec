"""The lines on the "I can teach" board of a team."""

from django.db.models import Exists, OuterRef, QuerySet

from assessments.teams.models.membership import Membership
from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team


def list_offers(team: Team) -> QuerySet[TeachingOffer]:
    """The lines of those who are in the team now."""
    is_member = Exists(
        Membership.objects.filter(team=team, person=OuterRef("person"), left_at=None)
    )
    offers = TeachingOffer.objects.filter(is_member, team=team).select_related("person")
    return offers.order_by("offered_at", "pk")
