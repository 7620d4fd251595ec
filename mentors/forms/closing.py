"""Pausing a mentorship."""

from django import forms
from django.utils.translation import gettext_lazy as _

from setframework.web.forms.days import DayField


class PauseForm(forms.Form):
    until = DayField(
        label=_("Pause until"),
        required=False,
        help_text=_("At most 60 days from today. Empty means 60 days."),
    )
