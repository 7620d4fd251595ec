"""A short retake: some answers are given anew, the others confirmed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments.models import Assessment
from assessments.selectors import Holder, find_check_in
from assessments.services.answers import Evidence, check, lock_draft, save_note


class NothingToConfirm(Exception):
    """There is no earlier answer to an item that is said to be still the same; `item` names it."""

    def __init__(self, item: str):
        self.item = item
        super().__init__(item)


@transaction.atomic
def save_check_in(
    *,
    person: Any,
    code: UUID | str,
    answers: Mapping[str, int | str | None],
    same: Iterable[str] = (),
    notes: Mapping[str, Evidence] | None = None,
) -> Assessment:
    """Store answers given anew, and copy those that are still the same from the latest result.

    What was copied is marked as carried over until it is answered anew. A skip is nothing to
    carry. Raises AlreadyCompleted, InvalidResponses, NothingToConfirm.
    """
    draft = lock_draft(Holder(person=person), code)
    check(draft, answers)
    same = list(same)
    found = find_check_in(draft) if same else None
    then = {} if found is None else found.then
    for item in same:
        if item not in then:
            raise NothingToConfirm(item)
    kept = {item: then[item] for item in same}
    draft.responses |= dict(answers) | kept
    carried = {item for item in kept if kept[item] is not None}
    draft.carried_over = sorted(set(draft.carried_over) - {*answers, *kept} | carried)
    draft.save(update_fields=["responses", "carried_over"])
    for item, note in (notes or {}).items():
        save_note(draft, item, note)
    return draft
