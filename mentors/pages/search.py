"""Ways to find more people: one change of the search, and how many fit then."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mentors.forms.search import INSTEAD
from mentors.matching.profile import KINDS
from mentors.selectors.search import Relaxed


@dataclass(frozen=True)
class Way:
    label: str
    address: str
    count: int


def list_ways(relaxed: Iterable[Relaxed], by_writing: int) -> list[Way]:
    """Dropped filters first, then other kinds, then writing, which finds `by_writing` people."""
    ways = [
        Way(str(INSTEAD[each.name]), f"?{each.asked.query}", each.count)
        for each in sorted(relaxed, key=lambda each: each.name in KINDS)
    ]
    if by_writing:
        label = _("Say that writing is fine too, without a common hour")
        ways.append(Way(label, f"{reverse('mentors:profile')}#id_async_ok", by_writing))
    return ways
