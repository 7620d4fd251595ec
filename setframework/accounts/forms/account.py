"""The forms of the account page and of the page that erases the account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.models.direction import Direction
from assessments.models.reminders import RHYTHMS
from assessments.scoring.questionnaire import Questionnaire
from setframework.accounts.services import is_own_email
from setframework.people.models import Token, User
from setframework.web.context import DISPLAYS


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": _("Your name")}
        help_texts = {"name": _("How this site greets you. Any name will do.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class DirectionForm(forms.Form):
    """Where the person is and aims at; the choices are the questionnaire's."""

    level = forms.ChoiceField(
        label=_("Level I am at"),
        required=False,
    )
    aims_at = forms.ChoiceField(
        label=_("Level I aim at"),
        required=False,
        help_text=_("A new assessment starts with this level to compare with."),
    )
    path = forms.ChoiceField(label=_("My path"), required=False, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, direction: Direction):
        initial = {name: getattr(direction, name) for name in ("level", "aims_at", "path")}
        super().__init__(data, initial=initial)
        levels = [(level.key, level.name) for level in questionnaire.levels]
        paths = [(path.key, path.name) for path in questionnaire.paths]
        for name, choices in {"level": levels, "aims_at": levels, "path": paths}.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [("", _("Not chosen")), *choices]


class DisplayForm(forms.Form):
    display = forms.ChoiceField(
        label=_("Colours"),
        widget=forms.RadioSelect,
        choices=list(zip(DISPLAYS, (_("As my device has it"), _("Light"), _("Dark")), strict=True)),
        help_text=_("Kept in this browser only."),
    )
    # Where the page that keeps the choice leads back to.
    next = forms.CharField(widget=forms.HiddenInput)


class MeasurementForm(forms.Form):
    is_given = forms.BooleanField(
        label=_("My answers may help to find out how well the questions measure"),
        required=False,
    )


class ReminderForm(forms.Form):
    """How many months between two mails; empty for none."""

    months = forms.TypedChoiceField(
        label=_("Remind me"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, months: int | None, may_remind: bool):
        super().__init__(data, initial={"months": months or ""})
        field = self.fields["months"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = [("", _("Never")), *((each, _every(each)) for each in RHYTHMS)]
        if not may_remind:  # what is on can still be turned off
            field.choices = [each for each in field.choices if each[0] in ("", months)]


def _every(months: int) -> str:
    return ngettext("Every month", "Every %(months)d months", months) % {"months": months}


class CalendarForm(forms.Form):
    choice = forms.ChoiceField(
        choices=[("open", _("Make")), ("renew", _("Make another")), ("close", _("End"))]
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the token"),
        max_length=Token._meta.get_field("name").max_length,
        help_text=_("What it is for, so that you know later which one to revoke."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("1 year"))],
        initial=90,
    )

    def __init__(self, data: Any = None):
        # The name field of NameForm stands on the same page.
        super().__init__(data, auto_id="token_%s")


class DeletionForm(forms.Form):
    confirm = forms.EmailField(
        label=_("Type your e-mail address"),
        help_text=_("So that nobody erases an account by one click too many."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, person: User):
        super().__init__(data)
        self.person = person

    def clean_confirm(self) -> str:
        confirm: str = self.cleaned_data["confirm"]
        if not is_own_email(self.person, confirm):
            raise ValidationError(_("This is not the e-mail address of your account."))
        return confirm
