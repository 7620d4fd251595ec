"""The number by which searches know which profiles have changed."""

from django.db import transaction
from django.db.models import F

from mentors.models.profiles import Revision


@transaction.atomic
def next_revision() -> int:
    """The number for the rows of MentorProfile that this transaction changes.

    Others who change profiles wait from here until this transaction ends.
    """
    if not Revision.objects.filter(pk=1).update(number=F("number") + 1):
        Revision.objects.get_or_create(pk=1)
        Revision.objects.filter(pk=1).update(number=F("number") + 1)
    return Revision.objects.values_list("number", flat=True).get(pk=1)
