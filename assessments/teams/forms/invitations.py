"""Inviting a person into a team, and joining it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setframework.web.addresses import AddressField


class InviteForm(forms.Form):
    email = AddressField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the address of the person you invite.")},
    )

    def __init__(self, data: Any = None):
        super().__init__(data)
        self.fields["email"].widget.attrs.pop("maxlength", None)


class JoinForm(forms.Form):
    consent = forms.BooleanField(
        label=_("Include my assessments in the averages of this team"),
        help_text=_(
            "You can leave it empty: you are in the team either way, and nobody sees which you "
            "chose. You can change it at any time."
        ),
        required=False,
    )
