"""What waits for a person in every slice: for Home, and for the counts of the navigation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value
from django.utils import timezone

from assessments.selectors.plan import list_open_goals
from assessments.teams.selectors import waiting as teams
from mentors.selectors import waiting as mentors
from setframework.people.models import User
from setframework.web.prepared import Prepared

# A step counts as due from this long before its day.
SOON = timedelta(days=7)
# Kind of what waits -> the place in the navigation that shows it.
PLACES = {
    "goal": "plan",
    **dict.fromkeys(("request", "question", "proposal", "end"), "mentors"),
    **dict.fromkeys(("focus", "offer", "tie"), "team"),
}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `name` and `words` may be empty; `kind` is a key of PLACES."""

    kind: str
    code: UUID
    name: str
    words: str


def list_waiting(person: User, at: datetime) -> list[Waiting]:
    """One query. In no order of urgency, but in the same order each time."""
    today = timezone.localdate(at)
    values = {"person": person.pk, "at": at, "today": today, "soon": today + SOON}
    found = [
        Waiting(kind, UUID(str(code)), name or "", words or "")
        for kind, code, name, words in _EVERYWHERE.list_rows(values)
    ]
    return sorted(found, key=lambda each: (each.kind, each.name, str(each.code)))


def count_places(found: Iterable[Waiting]) -> dict[str, int]:
    """Place in the navigation -> how much waits there; under "all" the sum. No place has 0."""
    counts = Counter(PLACES[each.kind] for each in found)
    return {**counts, "all": counts.total()} if counts else {}


def _everywhere(values: Mapping[str, Any]) -> QuerySet[Any]:
    person, at, today = User(pk=values["person"]), values["at"], values["today"]
    goals = list_open_goals(person).filter(due_on__lte=values["soon"]).order_by()
    kind = Value("goal", output_field=CharField())
    found = goals.values_list(kind, F("code"), F("text"), F("item"))
    others = [*mentors.list_waiting(person, at), *teams.list_waiting(person, today)]
    return found.union(*others, all=True)


_MARKS = {
    "person": -19030405,
    "at": datetime(1903, 4, 5, 6, 7, 8, 9, tzinfo=UTC),
    "today": date(1904, 5, 6),
    "soon": date(1905, 6, 7),
}
_EVERYWHERE = Prepared(_everywhere, _MARKS)
