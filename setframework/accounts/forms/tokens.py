"""The form that makes an API token."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setframework.people.models import Token
from setframework.web.forms.words import LineField


class TokenForm(forms.Form):
    name = LineField(
        Token,
        "name",
        label=_("Name of the token"),
        help_text=_("What it is for, so that you know later which one to revoke."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("1 year"))],
        initial=90,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Beyond reading and writing, it"),
        required=False,
        choices=Token.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None):
        # The same page has the name field of NameForm.
        super().__init__(data, auto_id="token_%s")
