"""Showing a result to the other one in a mentorship."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from setframework.web.forms.choices import choice_field


class ShareForm(forms.Form):
    assessment = forms.ChoiceField(
        label=_("Which of your results"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a result.")},
    )

    def __init__(self, data: Any = None, *, assessments: Iterable[Any]):
        super().__init__(data)
        field = choice_field(self, "assessment")
        field.choices = [(str(each.code), date_format(each.completed_at)) for each in assessments]
