"""Looking back at an earlier date."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.models.look_back import LookBack
from assessments.selectors.taking import find_latest_completed, get_own_assessment
from assessments.services.taking import check
from setframework.people.models import User
from setframework.people.visitors import Holder
from setframework.web.stamps import write_once


class NothingLater(Exception):
    """There is no later result to look back from."""


@transaction.atomic
def save_look_back(
    *, person: User, code: UUID | str, responses: Mapping[str, int], at: datetime
) -> LookBack | None:
    """Store how the person now sees the answers of that assessment (item key -> 0..4).

    Its answers stay as they are. A second look-back from the same later result replaces the
    first; one without responses deletes it. Raises Assessment.DoesNotExist, NothingLater,
    InvalidResponses.
    """
    earlier = get_own_assessment(Holder(person=person), code, for_update=True)
    latest = find_latest_completed(person, earlier.version.key)
    if not earlier.is_completed or latest is None or latest == earlier:
        raise NothingLater
    check(earlier, dict(responses))
    if not responses:
        LookBack.objects.filter(assessment=earlier, seen_from=latest).delete()
        return None
    return write_once(
        LookBack.objects.all(),
        assessment=earlier,
        seen_from=latest,
        values={"responses": dict(responses)},
        stamp="made_at",
        at=at,
    )
