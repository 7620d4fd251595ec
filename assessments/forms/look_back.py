"""The form to rate an earlier date again: a field for each item."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from assessments.forms.taking import WRONG
from assessments.scoring.questionnaire import NO_OPPORTUNITY, Item
from setframework.web.forms.editing import EditForm


class LookBackForm(EditForm, forms.Form):
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
                error_messages=WRONG,
            )

    def rows_of(self, scale: str) -> list[tuple[Item, BoundField]]:
        return [(item, self[f"seen-{item.key}"]) for item in self.items if item.scale == scale]

    @property
    def responses(self) -> dict[str, int]:
        chosen = ((item.key, self.cleaned_data[f"seen-{item.key}"]) for item in self.items)
        return {key: int(value) for key, value in chosen if value}
