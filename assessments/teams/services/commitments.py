"""A manager makes, settles and removes promises to the team."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.commitments import Commitment
from assessments.teams.selectors.teams import get_managed_team
from setframework.people.models import User
from setframework.web.refusals import Refused

MOST_COMMITMENTS = 30


class TooManyCommitments(Refused):
    """The manager has made MOST_COMMITMENTS to the team."""

    says = _("This list is already long. First remove what is settled.")
    field = "text"


@transaction.atomic
def make_commitment(
    *, person: User, code: UUID | str, kind: str, text: str, at: datetime
) -> Commitment:
    """Promise something to the team. The same words again are the same promise.

    Raises Team.DoesNotExist unless the person manages the team, TooManyCommitments.
    """
    team = get_managed_team(person, code, for_update=True)
    own = Commitment.objects.filter(team=team, person=person)
    same = own.filter(kind=kind, text=text).first()
    if same is not None:
        return same
    if own.count() >= MOST_COMMITMENTS:
        raise TooManyCommitments
    return Commitment.objects.create(team=team, person=person, kind=kind, text=text, made_at=at)


@transaction.atomic
def settle_commitment(
    *, person: User, code: UUID | str, commitment: UUID, state: str, at: datetime
) -> Commitment:
    """Say whether it was kept or dropped, or open it again.

    Raises Team.DoesNotExist unless the person manages the team, Commitment.DoesNotExist.
    """
    team = get_managed_team(person, code, for_update=True)
    found = Commitment.objects.get(team=team, person=person, code=commitment)
    found.state = state
    found.settled_at = None if state == Commitment.State.OPEN else at
    found.save(update_fields=["state", "settled_at"])
    return found


@transaction.atomic
def remove_commitment(*, person: User, code: UUID | str, commitment: UUID) -> None:
    """Raises Team.DoesNotExist unless the person manages the team."""
    team = get_managed_team(person, code, for_update=True)
    Commitment.objects.filter(team=team, person=person, code=commitment).delete()
