"""Blocking somebody. The other side is not informed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.services.mentorships import close_mentorships_between
from mentors.services.requests import close_requests_between
from mentors.services.revision import next_revision
from setframework.people.models import User
from setframework.web.refusals import Refused


class Oneself(Refused):
    says = _("This is you.")
    field = "person"


@transaction.atomic
def block(*, person: User, other: User, at: datetime) -> tuple[Block, bool]:
    """Keep the two apart: neither finds or reaches the other, and open things are hidden.

    Returns the block, and whether it is new. Blocking again changes nothing. Raises Oneself.
    """
    if person.pk == other.pk:
        raise Oneself
    revision = next_revision()
    found, is_new = Block.objects.get_or_create(
        person=person, blocked=other, defaults={"created_at": at}
    )
    close_requests_between(person, other, state=MentorshipRequest.State.BLOCKED, at=at)
    close_mentorships_between(
        person, other, state=Mentorship.State.BLOCKED, at=at, revision=revision
    )
    return found, is_new


@transaction.atomic
def unblock(*, person: User, code: UUID | str) -> None:
    """Let the two find each other again. What was hidden stays hidden.

    Raises Block.DoesNotExist if the person with that code is not blocked.
    """
    Block.objects.get(person=person, blocked__code=code).delete()
