"""What somebody looks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from assessments.scoring.questionnaire import Questionnaire
from mentors.matching.pairing import MOST_HOURS
from mentors.matching.profile import MENTOR, PEER, REVERSE
from mentors.matching.rank import Filters
from mentors.selectors.choices import TAG_LENGTH
from mentors.selectors.crowd import tag_key
from mentors.selectors.search import Asked
from mentors.selectors.words import LANGUAGES, language_name, to_tag

KIND_LABELS = {
    MENTOR: _("A mentor"),
    PEER: _("A peer"),
    REVERSE: _("Someone earlier in their career who can teach me"),
}
HOURS = ngettext_lazy("At least %(count)d hour a week", "At least %(count)d hours a week", "count")


class SearchForm(forms.Form):
    """Read from the address, so that a search can be kept and shared."""

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
        max_length=TAG_LENGTH,
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
            *((count, HOURS % {"count": count}) for count in range(1, MOST_HOURS + 1)),
        ],
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        questionnaire: Questionnaire,
        goals: Mapping[str, str],
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
            "goal": [("", _("Any goal")), *goals.items()],
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
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = found

    def narrowing(self) -> list[forms.BoundField]:
        """The filters that few need."""
        return [self[name] for name in ("goal", "background", "language", "hours")]

    def is_narrowed(self) -> bool:
        return any(field.value() for field in self.narrowing())

    def to_asked(self) -> Asked:
        values = dict(self.cleaned_data)
        kind = values.pop("kind") or MENTOR
        values["background"] = tag_key(to_tag(values["background"]))
        return Asked(kind, Filters(**values))
