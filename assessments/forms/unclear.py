"""The form that reports an unclear question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.taking import ShortTextField
from assessments.models.taking import UnclearReport

WORD_LENGTH: int = UnclearReport._meta.get_field("word").max_length or 0


class UnclearForm(forms.Form):
    word = ShortTextField(
        label=_("What is unclear about it?"),
        required=False,
        limit=WORD_LENGTH,
        # It stands between the fields of the answer and belongs to a form of its own.
        widget=forms.TextInput(attrs={"form": "unclear"}),
    )
