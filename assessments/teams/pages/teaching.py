"""The "I can teach" board as its page shows it."""

from collections.abc import Iterable

from assessments.teams.models.teaching import TeachingOffer
from setframework.people.models import User


def show_offers(offers: Iterable[TeachingOffer], person: User) -> list[tuple[TeachingOffer, bool]]:
    """(line, whether it is the person's own), by the name of its member."""
    by_name = sorted(offers, key=lambda each: each.person.get_short_name())
    return [(each, each.person_id == person.pk) for each in by_name]
