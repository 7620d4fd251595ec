"""Pausing a mentorship."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Pause until"),
        required=False,
        help_text=_("60 days from today at most. Left empty, it is as long as that."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
