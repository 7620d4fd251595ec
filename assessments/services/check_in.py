"""The short retake: some answers are given again, the others are confirmed."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from assessments.models.taking import Assessment
from assessments.selectors.check_in import CheckIn, find_check_in
from assessments.services.taking import Evidence, check, lock_draft, save_note
from setframework.people.models import User
from setframework.people.visitors import Holder


class NothingToConfirm(Exception):
    """A confirmed item has no earlier answer; `item` is its key."""

    def __init__(self, item: str):
        self.item = item
        super().__init__(item)


@transaction.atomic
def save_check_in(
    *,
    person: User,
    code: UUID | str,
    answers: Mapping[str, int | str | None],
    same: Iterable[str] = (),
    can_gain: Mapping[str, bool] | None = None,
    notes: Mapping[str, Evidence] | None = None,
) -> Assessment:
    """Store new answers, and copy the confirmed ones from the latest result.

    `same` are the keys of the confirmed items. A copy is marked as carried over until the item is
    answered again; a copied skip is not. A copy never replaces a new answer, given here or in
    another tab.
    Raises AlreadyCompleted, InvalidResponses, NothingToConfirm.
    """
    draft = lock_draft(Holder(person=person), code)
    check(draft, answers)
    fresh = {*answers, *(draft.responses.keys() - draft.carried_over)}
    found = find_check_in(draft)
    kept = _kept(found, same, fresh)
    carried = {item for item in kept if kept[item] is not None}
    draft.responses |= {**answers, **kept}
    draft.carried_over = sorted(set(draft.carried_over) - {*answers, *kept} | carried)
    draft.can_gain = _gained(draft, found, carried, can_gain or {})
    draft.save(update_fields=["responses", "carried_over", "can_gain"])
    for item, note in (notes or {}).items():
        save_note(draft, item, note)
    return draft


def _kept(
    found: CheckIn | None, same: Iterable[str], fresh: set[str]
) -> dict[str, int | str | None]:
    then = {} if found is None else found.then
    kept = {}
    for item in same:
        if item not in then:
            raise NothingToConfirm(item)
        if item not in fresh:
            kept[item] = then[item]
    return kept


def _gained(
    draft: Assessment, found: CheckIn | None, carried: set[str], said: Mapping[str, bool]
) -> list[str]:
    """Keys of the items that the person knows where to gain; carried over with the answer."""
    gained = carried & found.gained if found is not None else set()
    kept = set(draft.can_gain) - carried - said.keys()
    return sorted(kept | gained | {item for item, on in said.items() if on})
