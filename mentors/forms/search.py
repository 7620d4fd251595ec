"""The search for people."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from assessments.scoring.questionnaire import Questionnaire
from mentors.matching.filters import MOST
from mentors.matching.profile import MENTOR, PEER, REVERSE
from mentors.selectors.search import Asked, to_asked
from mentors.selectors.words import LANGUAGES, language_name, tag_label
from setframework.web.forms.choices import choice_field

KIND_LABELS = {
    MENTOR: _("A mentor"),
    PEER: _("A peer"),
    REVERSE: _("Someone earlier in their career who can teach me"),
}
# Kind -> a label for searching with it instead. Filter -> a label for searching without it.
INSTEAD = {
    MENTOR: _("Look for a mentor"),
    PEER: _("Look for a peer"),
    REVERSE: _("Look for someone earlier in their career"),
    "item": _("Without what they help with"),
    "goal": _("With any goal"),
    "background": _("With any background"),
    "language": _("In any of your languages"),
    "hours": _("With fewer common hours"),
}
HOURS = ngettext_lazy("At least %(count)d hour a week", "At least %(count)d hours a week", "count")


class SearchForm(forms.Form):
    """The form reads the address, so people can keep and share a search."""

    kind = forms.ChoiceField(
        label=_("I am looking for"),
        required=False,
        widget=forms.RadioSelect,
        choices=list(KIND_LABELS.items()),
    )
    item = forms.ChoiceField(label=_("To help me with"), required=False)
    goal = forms.ChoiceField(label=_("Who shares my goal"), required=False)
    background = forms.CharField(
        label=_("Background"),
        required=False,
        max_length=MOST["background"],
        help_text=_("For example QA, parent or career changer."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    hours = forms.TypedChoiceField(
        label=_("Common hours"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=[
            ("", _("Any")),
            *((count, HOURS % {"count": count}) for count in range(1, MOST["hours"] + 1)),
        ],
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        questionnaire: Questionnaire,
        aspirations: Mapping[str, str],
        languages: list[str],
    ):
        given = {name: data[name] for name in self.base_fields if name in data}
        super().__init__({"kind": MENTOR, **given})
        scales = [
            (scale.name, [(item.key, item.title) for item in scale.items])
            for scale in questionnaire.scales
        ]
        known = dict.fromkeys([*languages, given.get("language", "")])
        choices: dict[str, list[Any]] = {
            "item": [("", _("Anything")), *scales],
            "goal": [("", _("Any goal")), *aspirations.items()],
            "language": [
                ("", _("Any of mine")),
                *(
                    (code, language_name(code))
                    for code in known
                    if code in LANGUAGES or code in languages
                ),
            ],
        }
        for name, found in choices.items():
            field = choice_field(self, name)
            field.choices = found

    def narrowing(self) -> list[forms.BoundField]:
        """The filters that few people need."""
        return [self[name] for name in self.fields if name not in {"kind", "item"}]

    def is_narrowed(self) -> bool:
        return any(field.value() for field in self.narrowing())

    def to_asked(self) -> Asked:
        return to_asked(self.cleaned_data)

    def in_words(self) -> str:
        """The search in the labels of the form's own choices."""
        return ", ".join(filter(None, map(self._say, self.fields)))

    def _say(self, name: str) -> str:
        value, field = str(self[name].value() or ""), self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return tag_label(value)
        choices: Any = field.choices
        flat: list[Any] = list(flatten_choices(choices))
        labels = {str(key): str(label) for key, label in flat}
        return labels.get(value, value) if value else ""
