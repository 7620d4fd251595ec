"""The forms for name and direction on the account page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models.direction import Direction
from assessments.scoring.questionnaire import Questionnaire
from setframework.people.models import User
from setframework.web.forms.editing import EditForm, StaffEditForm
from setframework.web.forms.words import LineField


class NameForm(EditForm, forms.ModelForm):
    name = LineField(
        User,
        "name",
        label=_("Your name"),
        required=False,
        help_text=_("How this site greets you. Any name will do."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = User
        fields = ["name"]


class UserForm(StaffEditForm, forms.ModelForm):
    """What staff may change of an account."""

    class Meta:
        model = User
        fields = ["is_staff", "is_active"]


class DirectionForm(EditForm, forms.Form):
    """The level and path of the person; the choices are the questionnaire's."""

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, direction: Direction):
        initial = {name: getattr(direction, name) for name in ("level", "aims_at", "path")}
        super().__init__(data, initial=initial)
        levels = [("", _("Not chosen")), *((each.key, each.name) for each in questionnaire.levels)]
        paths = [("", _("Not chosen")), *((each.key, each.name) for each in questionnaire.paths)]
        self.fields["level"] = forms.ChoiceField(
            label=_("Level I am at"), required=False, choices=levels
        )
        self.fields["aims_at"] = forms.ChoiceField(
            label=_("Level I aim at"),
            required=False,
            choices=levels,
            help_text=_("A new assessment starts with this level to compare with."),
        )
        self.fields["path"] = forms.ChoiceField(
            label=_("My path"), required=False, choices=paths, widget=forms.RadioSelect
        )
