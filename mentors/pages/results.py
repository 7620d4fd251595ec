"""The results that the two in a mentorship show each other."""

from collections.abc import Iterable

from mentors.models.results import ResultShare
from setframework.people.models import User


def split_by_owner(
    shares: Iterable[ResultShare], person: User
) -> tuple[list[ResultShare], list[ResultShare]]:
    """(the person's own, the other one's), each in the given order."""
    own: list[ResultShare] = []
    others: list[ResultShare] = []
    for share in shares:
        (own if share.assessment.person_id == person.pk else others).append(share)
    return own, others
