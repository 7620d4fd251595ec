"""Joining a team."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    consent = forms.BooleanField(
        label=_("Count my assessments in the numbers of this team"),
        help_text=_(
            "Leave it empty if you like: you are in the team all the same, and nobody sees which "
            "you chose. You can change it at any time."
        ),
        required=False,
    )
