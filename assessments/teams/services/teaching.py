"""The "I can teach" board: members write and remove their own lines."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.selectors.teams import get_team
from assessments.teams.services.membership import lock_membership
from setframework.people.models import User
from setframework.web.refusals import Refused

MOST_OFFERS = 10


class TooManyOffers(Refused):
    """The person has MOST_OFFERS on the board."""

    says = _("Ten lines are enough. Take one back first.")
    field = "text"


@transaction.atomic
def offer_teaching(*, person: User, code: UUID | str, text: str, at: datetime) -> TeachingOffer:
    """Put a line on the board. The same words again are the same line.

    Raises Team.DoesNotExist, NotAMember, TooManyOffers.
    """
    team = lock_membership(person, code).team
    own = TeachingOffer.objects.filter(team=team, person=person)
    same = own.filter(text=text).first()
    if same is not None:
        return same
    if own.count() >= MOST_OFFERS:
        raise TooManyOffers
    return TeachingOffer.objects.create(team=team, person=person, text=text, offered_at=at)


@transaction.atomic
def take_back_offer(*, person: User, code: UUID | str, offer: UUID) -> None:
    """Remove the person's own line. A line that is gone, or another's, changes nothing.

    Raises Team.DoesNotExist.
    """
    team = get_team(person, code, for_update=True)
    TeachingOffer.objects.filter(team=team, person=person, code=offer).delete()
