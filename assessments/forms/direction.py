"""The forms of a direction and a technology; the choices are the questionnaire's."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.taking import PastDayField, ShortTextField, TextField
from assessments.models.direction import Direction, KeyTechnology
from assessments.scoring.questionnaire import AnswerScale, Option, Questionnaire
from setframework.web.forms.choices import choice_field
from setframework.web.forms.days import DayField
from setframework.web.forms.editing import SHOWN, EditForm

NAME_LENGTH: int = KeyTechnology._meta.get_field("name").max_length or 0
EVIDENCE_LENGTH: int = KeyTechnology._meta.get_field("evidence").max_length or 0
DIRECTION_NOTE_LENGTH: int = Direction._meta.get_field("note").max_length or 0
# A working life, either way.
FARTHEST = timedelta(days=60 * 366)


class AnyDayField(DayField):
    """A day of a working life, past or to come."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and abs(value - timezone.localdate()) > FARTHEST:
            raise ValidationError(_("Choose a day nearer to today."))


class WholeDirectionForm(EditForm, forms.Form):
    """Everything about the direction; a questionnaire without that content asks less."""

    brings = forms.ChoiceField(
        label=_("What brings you here?"), required=False, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(label=_("Level I am at"), required=False)
    aims_at = forms.ChoiceField(label=_("Level I aim at"), required=False)
    by_on = AnyDayField(label=_("By when"), required=False)
    path = forms.ChoiceField(label=_("My path"), required=False, widget=forms.RadioSelect)
    holds_back = forms.MultipleChoiceField(
        label=_("What holds me back"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = TextField(
        label=_("In my own words"),
        required=False,
        limit=DIRECTION_NOTE_LENGTH,
        help_text=_("Other obstacles, or anything you want to remember of today."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, questionnaire: Questionnaire, direction: Direction | None
    ):
        initial = {name: getattr(direction, name) for name in self.base_fields if direction}
        super().__init__(data, initial=initial)
        content = questionnaire.direction
        unset = [("", _("Not chosen"))]
        levels = [(level.key, level.name) for level in questionnaire.levels]
        paths = [(path.key, path.name) for path in questionnaire.paths]
        self._offer("level", [*unset, *levels] if levels else [])
        self._offer("aims_at", [*unset, *levels] if levels else [])
        if not levels:
            del self.fields["by_on"]
        self._offer("path", [*unset, *paths] if len(paths) > 1 else [])
        brings = [(each.key, each.label) for each in content.brings] if content else []
        self._offer("brings", [*brings, ("", _("I'd rather not say"))] if brings else [])
        holds = [(each.key, each.label) for each in content.holds_back] if content else []
        self._offer("holds_back", holds)
        self._never_stored = frozenset(content.unsaved if content else ())
        if self._never_stored:
            self.fields["holds_back"].help_text = _(
                "Answers marked “not saved” only shape the advice on the next page. We do not "
                "store them."
            )

    @property
    def unsaved(self) -> frozenset[str]:
        """The chosen keys that are never stored."""
        return self._never_stored & set(self.cleaned_data.get("holds_back", []))

    def _offer(self, name: str, choices: Any) -> None:
        field = choice_field(self, name)
        if choices:
            field.choices = choices
        else:
            del self.fields[name]


class TechnologyForm(EditForm, forms.Form):
    """A technology of the person, on the questionnaire's scale for technologies."""

    name = ShortTextField(
        label=_("Technology"),
        limit=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("For example a language, a database, a platform."),
        error_messages={"required": _("Enter the name of the technology")},
    )
    value = forms.TypedChoiceField(
        label=_("How well I know it"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how well you know it"),
            "invalid_choice": _("Choose one of the answers"),
        },
    )
    evidence = TextField(
        label=_("What shows it"),
        required=False,
        limit=EVIDENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    happened_on = PastDayField(label=_("When it happened"), required=False)

    def __init__(
        self, data: Any = None, *, scale: AnswerScale, technology: KeyTechnology | None = None
    ):
        names = ("name", "value", "evidence", "happened_on")
        initial = {name: getattr(technology, name) for name in names} if technology else None
        super().__init__(data, initial=initial, auto_id="technology_%s")
        if technology is None:
            del self.fields[SHOWN]
        value = choice_field(self, "value")
        value.choices = [(option.value, option.label) for option in scale.options]
        self.scale = scale

    @property
    def answers(self) -> Iterator[tuple[forms.boundfield.BoundWidget, Option]]:
        """The radio button of each option."""
        return zip(self["value"], self.scale.options, strict=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_alone = not cleaned.get("evidence") and "evidence" not in self.errors
        if cleaned.get("happened_on") and is_alone:
            self.add_error("evidence", _("Write what you did on that day, or remove the day."))
        return cleaned
