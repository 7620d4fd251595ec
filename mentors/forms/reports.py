"""Reporting somebody to the moderators."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.reports import Report
from setframework.web.forms.choices import choice_field
from setframework.web.forms.words import WordsField


class ReportForm(forms.Form):
    category = forms.ChoiceField(
        label=_("What is wrong"),
        widget=forms.RadioSelect,
        choices=Report.Category.choices,
        error_messages={"required": _("Choose what is wrong.")},
    )
    evidence = forms.ChoiceField(
        label=_("The words it is about"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The moderators see only the words you choose here."),
    )
    words = WordsField(
        Report, "words", label=_("Anything the moderators should know"), required=False
    )

    def __init__(self, data: Any = None, *, texts: Iterable[Any]):
        """`texts` have key, label and text."""
        super().__init__(data, initial={"evidence": ""})
        self._texts = {each.key: each.text for each in texts}
        listed = [(each.key, f"{each.label}: {each.text}") for each in texts]
        choice_field(self, "evidence").choices = [*listed, ("", _("None of these"))]

    def evidence_text(self) -> str:
        text: str = self._texts.get(self.cleaned_data["evidence"], "")
        return text
