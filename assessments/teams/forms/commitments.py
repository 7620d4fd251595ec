"""Promises of a manager to the team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.commitments import Commitment
from setframework.web.forms.words import LineField


class CommitmentForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it is about"),
        widget=forms.RadioSelect,
        choices=Commitment.Kind.choices,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose what it is about."),
        },
    )
    text = LineField(
        Commitment,
        "text",
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("In your words"),
        help_text=_("So that everybody can see later whether you kept it."),
        error_messages={"required": _("Write down what you commit to.")},
    )


class SettleForm(forms.Form):
    state = forms.ChoiceField(choices=Commitment.State.choices)
