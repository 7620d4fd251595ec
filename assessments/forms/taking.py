"""The forms of taking an assessment; the choices are the questionnaire's."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from assessments.models.taking import Note
from assessments.scoring.questionnaire import SKIP, Item, Option, Questionnaire, SpecialAnswer
from setframework.web.forms.choices import choice_field
from setframework.web.forms.days import DayField
from setframework.web.forms.editing import EditForm
from setframework.web.forms.signs import lines, storable
from setframework.web.forms.words import OneLineField

WRONG = {"invalid_choice": _("Choose one of the answers")}
NOTE_LENGTH: int = Note._meta.get_field("text").max_length or 0
# Nobody's evidence is older than a working life.
OLDEST = timedelta(days=60 * 366)
# West of the server it is still yesterday, east of it already tomorrow.
CLOCK_DIFFERENCE = timedelta(days=1)


class TooLong(MaxLengthValidator):
    message = ngettext_lazy(
        "Shorten this to %(limit_value)d character. It has %(show_value)d now.",
        "Shorten this to %(limit_value)d characters. It has %(show_value)d now.",
        "limit_value",
    )


class TextField(forms.CharField):
    """A text of any script, no longer than `limit`.

    The browser is not told the limit: it would cut off what is pasted, without a word.
    """

    def __init__(self, *, limit: int, **kwargs: Any):
        super().__init__(**kwargs)
        self.validators.append(TooLong(limit))

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if text != storable(text):
            raise ValidationError(_("This text has unreadable characters."))
        return lines(text)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return storable(data) if isinstance(data, str) else data


class ShortTextField(OneLineField, TextField):
    """A line that others see."""


class PastDayField(DayField):
    """A day in the past."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if value > today + CLOCK_DIFFERENCE:
            raise ValidationError(_("Choose a day that is not in the future."))
        if value < today - OLDEST:
            raise ValidationError(_("Choose a later day. This one is too long ago."))


class StartForm(forms.Form):
    """The level and path that a new assessment compares with. Both may stay open."""

    level = forms.ChoiceField(label=_("Level I aim at"), required=False)
    path = forms.ChoiceField(label=_("My path"), required=False)

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._offer("level", questionnaire.levels, fewest=1)
        self._offer("path", questionnaire.paths, fewest=2)

    def _offer(self, name: str, steps: Any, fewest: int) -> None:
        """A questionnaire without levels or with one path asks nothing."""
        if len(steps) < fewest:
            del self.fields[name]
            return
        field = choice_field(self, name)
        field.choices = [("", _("Not chosen")), *((step.key, step.name) for step in steps)]
        if self.initial.get(name) not in {step.key for step in steps}:
            self.initial[name] = ""  # an earlier version had it


class AnswerForm(EditForm, forms.Form):
    """One answer with its private evidence. `typed` is shown instead of what is stored."""

    value = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"invalid_choice": _("Choose one of the answers")}
    )
    note = TextField(
        label=_("What you did"),
        required=False,
        limit=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    happened_on = PastDayField(label=_("When it happened"), required=False)
    can_gain = forms.BooleanField(label=_("I know where I could gain this"), required=False)

    def __init__(
        self,
        *args: Any,
        questionnaire: Questionnaire,
        item: Item,
        typed: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.typed = typed or {}
        self.options = item.answer_scale.options
        self.specials = questionnaire.special_answers
        value = choice_field(self, "value")
        value.choices = [
            *((str(option.value), option.label) for option in self.options),
            *((special.key, special.label) for special in self.specials),
        ]
        value.error_messages["required"] = self._choose()
        if not item.can_gain:
            del self.fields["can_gain"]

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name in self.typed:
            return self.typed[field_name]
        return super().get_initial_for_field(field, field_name)

    def _choose(self) -> str:
        for special in self.specials:
            if special.key == SKIP:
                return _now("Choose an answer, or choose %(skip)s") % {"skip": special.label}
        return _now("Choose an answer")

    @property
    def answers(self) -> Iterator[tuple[forms.boundfield.BoundWidget, Option]]:
        """The radio button of each option."""
        return zip(self["value"], self.options, strict=False)

    @property
    def apart(self) -> Iterator[tuple[forms.boundfield.BoundWidget, SpecialAnswer]]:
        """The radio button of each answer that is never scored."""
        return zip(list(self["value"])[len(self.options) :], self.specials, strict=True)

    @property
    def opens_note(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("note", "happened_on"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("happened_on") and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Write what you did on that day, or remove the day."))
        return cleaned

    @property
    def response(self) -> int | str | None:
        """The chosen value as it is stored: 0..4, None (skipped) or the key of another answer."""
        return to_response(self.cleaned_data["value"])


class KeepForm(forms.Form):
    """The choice to keep or discard a visitor's answers."""

    choice = forms.ChoiceField(
        choices=[("keep", _("Keep")), ("discard", _("Discard"))],
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose whether to keep these answers"),
            "invalid_choice": _("Choose whether to keep these answers"),
        },
    )
    # The earlier draft as the page showed it: nothing else is ever discarded.
    instead_of = forms.UUIDField(required=False, widget=forms.HiddenInput)


def to_response(value: str) -> int | str | None:
    if value == SKIP:
        return None
    return int(value) if value.isdecimal() else value


def to_value(responses: Mapping[str, Any], item: Item) -> str | None:
    """The stored answer as the radio button's value; None while there is none."""
    if item.key not in responses:
        return None
    value = responses[item.key]
    return SKIP if value is None else str(value)
