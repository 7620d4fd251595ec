"""The form of the short retake: a field for each item, in the words of its options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from assessments.forms.taking import NOTE_LENGTH, WRONG, TextField, to_response, to_value
from assessments.scoring.questionnaire import Item, Questionnaire
from assessments.selectors.check_in import CheckIn
from setframework.web.forms.editing import EditForm

SAME = "same"


@dataclass(frozen=True)
class AskedRow:
    """An item with its fields; `answers` and `apart` pair each radio button with its words."""

    item: Item
    now: BoundField
    answers: list[tuple[Any, Any]]
    apart: list[tuple[Any, Any]]
    note: BoundField
    can_gain: BoundField | None

    @property
    def is_chosen(self) -> bool:
        return bool(self.now.value())

    @property
    def opens_note(self) -> bool:
        return bool(self.note.value() or self.note.errors)


class CheckInForm(EditForm, forms.Form):
    """Items that are asked again, and items that may be the same as before."""

    # The result whose answers the page showed: a newer one may exist by now.
    earlier = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        found: CheckIn,
        asked: Iterable[Item],
        still: Iterable[Item],
        notes: Mapping[str, str],
    ):
        super().__init__(data)
        self.found, self.asked, self.still = found, tuple(asked), tuple(still)
        for item in self.asked:
            self._ask(item, notes.get(item.key, ""))
        for item in self.still:
            self._offer(item)

    def clean_earlier(self) -> UUID | None:
        earlier: UUID | None = self.cleaned_data["earlier"]
        if earlier not in {None, self.found.earlier.code}:
            raise ValidationError(
                _("You have a newer result now. Look at its answers, then save again.")
            )
        return earlier

    @property
    def asked_rows(self) -> list[AskedRow]:
        return [self._row(item) for item in self.asked]

    @property
    def still_rows(self) -> list[tuple[Item, BoundField]]:
        return [(item, self[f"still-{item.key}"]) for item in self.still]

    @property
    def answers(self) -> dict[str, int | str | None]:
        """Item key -> the new answer."""
        chosen = [
            *((item.key, f"now-{item.key}") for item in self.asked),
            *((item.key, f"still-{item.key}") for item in self.still),
        ]
        values = {key: self.cleaned_data[name] for key, name in chosen if name in self.touched}
        return {key: to_response(value) for key, value in values.items() if value not in {"", SAME}}

    @property
    def same(self) -> list[str]:
        """Keys of the items that were confirmed."""
        keys = [item.key for item in self.still]
        return [key for key in keys if self.cleaned_data[f"still-{key}"] == SAME]

    @property
    def can_gain(self) -> dict[str, bool]:
        return self._changed("gain")

    @property
    def notes(self) -> dict[str, str]:
        return self._changed("note")

    def _changed(self, kind: str) -> dict[str, Any]:
        names = {item.key: f"{kind}-{item.key}" for item in self.asked}
        return {key: self.cleaned_data[name] for key, name in names.items() if name in self.touched}

    def _answered(self, item: Item) -> str | None:
        """The answer that is chosen beforehand: one given in this draft, never a copy."""
        draft = self.found.draft
        return None if item.key in draft.carried_over else to_value(draft.responses, item)

    def _ask(self, item: Item, note: str) -> None:
        self.fields[f"now-{item.key}"] = forms.ChoiceField(
            label=item.question,
            required=False,
            widget=forms.RadioSelect,
            choices=_answers(item, self.found.questionnaire),
            initial=self._answered(item),
            error_messages=WRONG,
        )
        self.fields[f"note-{item.key}"] = TextField(
            label=_("A line of evidence: what, and when"),
            required=False,
            limit=NOTE_LENGTH,
            initial=note,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if item.can_gain:
            self.fields[f"gain-{item.key}"] = forms.BooleanField(
                label=_("I know where I could gain this"),
                required=False,
                initial=item.key in self.found.draft.can_gain,
            )

    def _offer(self, item: Item) -> None:
        answers = _answers(item, self.found.questionnaire)
        words, answered = self.found.words.get(item.key), self._answered(item)
        if words is None:
            first = ("", _("Skipped last time"))
        else:
            first = (SAME, _("Still the same: %(answer)s") % {"answer": words})
        field = forms.ChoiceField(
            label=item.title,
            required=False,
            choices=[first, *answers],
            initial=first[0] if answered is None else answered,
            error_messages=WRONG,
        )
        if answered is not None and words is not None:
            field.widget.choices = answers  # it has a new answer: nothing is left to confirm
        self.fields[f"still-{item.key}"] = field

    def _row(self, item: Item) -> AskedRow:
        now, gain = self[f"now-{item.key}"], f"gain-{item.key}"
        options, radios = item.answer_scale.options, list(now)
        specials = self.found.questionnaire.special_answers
        return AskedRow(
            item=item,
            now=now,
            answers=list(zip(radios, options, strict=False)),
            apart=list(zip(radios[len(options) :], specials, strict=True)),
            note=self[f"note-{item.key}"],
            can_gain=self[gain] if gain in self.fields else None,
        )


def _answers(item: Item, questionnaire: Questionnaire) -> list[tuple[str, str]]:
    options = [(str(option.value), option.label) for option in item.answer_scale.options]
    return [*options, *((special.key, special.label) for special in questionnaire.special_answers)]
