"""A short retake: some answers are given anew, the others confirmed."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from assessments.models.taking import Assessment
from assessments.selectors.check_in import CheckIn, find_check_in
from assessments.services.taking import Evidence, check, lock_draft, save_note
from setframework.people.models import User
from setframework.people.visitors import Holder


class NothingToConfirm(Exception):
    """There is no earlier answer to an item that is said to be still the same; `item` names it."""

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
    """Store answers given anew, and copy those that are still the same from the latest result.

    What was copied is marked as carried over until it is answered anew. An answer given anew,
    here or in another tab, is never replaced by a copy. A skip is nothing to carry.
    Raises AlreadyCompleted, InvalidResponses, NothingToConfirm.
    """
    draft = lock_draft(Holder(person=person), code)
    check(draft, answers)
    anew = {*answers, *(draft.responses.keys() - draft.carried_over)}
    found = find_check_in(draft)
    kept = _kept(found, same, anew)
    carried = {item for item in kept if kept[item] is not None}
    draft.responses |= {**answers, **kept}
    draft.carried_over = sorted(set(draft.carried_over) - {*answers, *kept} | carried)
    draft.can_gain = _gained(draft, found, carried, can_gain or {})
    draft.save(update_fields=["responses", "carried_over", "can_gain"])
    for item, note in (notes or {}).items():
        save_note(draft, item, note)
    return draft


def _kept(
    found: CheckIn | None, same: Iterable[str], anew: set[str]
) -> dict[str, int | str | None]:
    then = {} if found is None else found.then
    kept = {}
    for item in same:
        if item not in then:
            raise NothingToConfirm(item)
        if item not in anew:
            kept[item] = then[item]
    return kept


def _gained(
    draft: Assessment, found: CheckIn | None, carried: set[str], said: Mapping[str, bool]
) -> list[str]:
    """Whether one knows where to gain something is part of the answer that is carried over."""
    gained = carried & found.gained if found is not None else set()
    kept = set(draft.can_gain) - carried - said.keys()
    return sorted(kept | gained | {item for item, on in said.items() if on})
