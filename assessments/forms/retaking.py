"""The short retake, and looking back: a field for each item, in the words of its options."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.forms.taking import NOTE_LENGTH, TextField, to_response, to_value
from assessments.scoring.questionnaire import NO_OPPORTUNITY, Item, Questionnaire

SAME = "same"


class AskedForm(forms.Form):
    """Items answered anew, each with a line of evidence; nothing is chosen beforehand."""

    def __init__(
        self,
        data: Any = None,
        *,
        items: Iterable[Item],
        questionnaire: Questionnaire,
        responses: Mapping[str, Any],
        notes: Mapping[str, str],
    ):
        super().__init__(data)
        self.items = tuple(items)
        for item in self.items:
            self.fields[f"now-{item.key}"] = forms.ChoiceField(
                label=item.question,
                required=False,
                widget=forms.RadioSelect,
                choices=_answers(item, questionnaire),
                initial=to_value(responses, item),
            )
            self.fields[f"note-{item.key}"] = TextField(
                label=_("One line of evidence: what, and when"),
                required=False,
                limit=NOTE_LENGTH,
                initial=notes.get(item.key, ""),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def rows(self) -> list[tuple[Item, Any, Any]]:
        """Each item with its two fields."""
        return [(item, self[f"now-{item.key}"], self[f"note-{item.key}"]) for item in self.items]

    @property
    def answers(self) -> dict[str, int | str | None]:
        chosen = ((item.key, self.cleaned_data[f"now-{item.key}"]) for item in self.items)
        return {key: to_response(value) for key, value in chosen if value}

    @property
    def texts(self) -> dict[str, str]:
        return {item.key: self.cleaned_data[f"note-{item.key}"] for item in self.items}


class StillForm(forms.Form):
    """Still the same? One choice an item; what can't be confirmed is asked like any question."""

    def __init__(
        self,
        data: Any = None,
        *,
        items: Iterable[Item],
        questionnaire: Questionnaire,
        then: Mapping[str, Any],
        responses: Mapping[str, Any],
        carried_over: Iterable[str],
    ):
        super().__init__(data)
        self.items = tuple(items)
        carried = set(carried_over)
        for item in self.items:
            answers = _answers(item, questionnaire)
            is_open = item.key not in responses
            if then.get(item.key) is not None:
                words = dict(answers)[str(then[item.key])]
                first = (SAME, _("Still the same: %(answer)s") % {"answer": words})
                initial = SAME if is_open or item.key in carried else to_value(responses, item)
            else:
                first = ("", _("Choose an answer"))
                initial = "" if is_open else to_value(responses, item)
            self.fields[f"still-{item.key}"] = forms.ChoiceField(
                label=item.title,
                required=False,
                choices=[first, *answers],
                initial=initial,
                help_text="" if first[0] == SAME else item.question,
            )

    @property
    def rows(self) -> list[Any]:
        return [self[f"still-{item.key}"] for item in self.items]

    @property
    def same(self) -> list[str]:
        return [item.key for item in self.items if self._chosen(item) == SAME]

    @property
    def answers(self) -> dict[str, int | str | None]:
        chosen = ((item.key, self._chosen(item)) for item in self.items)
        return {key: to_response(value) for key, value in chosen if value and value != SAME}

    def _chosen(self, item: Item) -> str:
        chosen: str = self.cleaned_data[f"still-{item.key}"]
        return chosen


class LookBackForm(forms.Form):
    """Each item as answered then; re-rated only where something is chosen."""

    def __init__(
        self,
        data: Any = None,
        *,
        items: Iterable[Item],
        then: Mapping[str, Any],
        seen: Mapping[str, int],
    ):
        super().__init__(data)
        self.items = tuple(items)
        for item in self.items:
            options = [(str(option.value), option.label) for option in item.answer_scale.options]
            answer = then.get(item.key)
            words = dict(options).get(str(answer)) or (
                _("No opportunity so far") if answer == NO_OPPORTUNITY else _("No answer")
            )
            self.fields[f"seen-{item.key}"] = forms.ChoiceField(
                label=item.title,
                required=False,
                choices=[("", _("As I saw it then: %(answer)s") % {"answer": words}), *options],
                initial=str(seen.get(item.key, "")),
            )

    def rows_of(self, scale: str) -> list[Any]:
        return [self[f"seen-{item.key}"] for item in self.items if item.scale == scale]

    @property
    def responses(self) -> dict[str, int]:
        chosen = ((item.key, self.cleaned_data[f"seen-{item.key}"]) for item in self.items)
        return {key: int(value) for key, value in chosen if value}


def _answers(item: Item, questionnaire: Questionnaire) -> list[tuple[str, str]]:
    options = [(str(option.value), option.label) for option in item.answer_scale.options]
    return [*options, *((special.key, special.label) for special in questionnaire.special_answers)]
