"""Showing a result to the other one in a mentorship. Each reading is logged."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.selectors.result import Result, get_result
from assessments.selectors.taking import get_own_assessment
from mentors.models.results import ResultRead, ResultShare
from mentors.selectors.mentorships import get_mentorship
from mentors.selectors.results import get_shared_result
from mentors.services.states import WrongState
from setframework.people.models import User
from setframework.people.visitors import Holder
from setframework.web.refusals import Refused


class NotCompleted(Refused):
    says = _("Only a completed assessment can be shown.")


@transaction.atomic
def share_result(*, person: User, code: UUID | str, assessment: Any, at: datetime) -> ResultShare:
    """Show one of one's own results to the other one. Sharing again changes nothing.

    Raises Assessment.DoesNotExist if it is not one's own, NotCompleted, WrongState.
    """
    mentorship = get_mentorship(person, code, for_update=True)
    if not mentorship.is_open:
        raise WrongState(mentorship.state)
    own = get_own_assessment(Holder(person=person), assessment)
    if not own.is_completed:
        raise NotCompleted
    share, _is_new = ResultShare.objects.get_or_create(
        mentorship=mentorship, assessment=own, defaults={"shared_at": at}
    )
    return share


@transaction.atomic
def unshare_result(*, person: User, code: UUID | str, share: Any) -> None:
    """Hide the result from the other one again. Hiding it again changes nothing."""
    mentorship = get_mentorship(person, code)
    ResultShare.objects.filter(
        mentorship=mentorship, code=share, assessment__person=person
    ).delete()


def end_result_shares(*, person: User) -> None:
    """Hide all of the person's results from everybody again."""
    ResultShare.objects.filter(assessment__person=person).delete()


@transaction.atomic
def read_shared_result(*, person: User, code: UUID | str, share: Any, at: datetime) -> Result:
    """The result that somebody shows to this person. The owner sees when it was read.

    Raises ResultShare.DoesNotExist.
    """
    found = get_shared_result(person, code, share)
    owner = found.assessment.owner
    ResultRead.objects.create(owner=owner, reader=person, assessment=found.assessment, read_at=at)
    return get_result(found.assessment)
