"""How a mentorship is doing, pauses and ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Feedback
from mentors.models.pulse import CheckIn
from setframework.web.forms.words import WordsField


class CheckInForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Is it working?"),
        widget=forms.RadioSelect,
        choices=CheckIn.Answer.choices,
        error_messages={"required": _("Choose an answer.")},
    )
    text = WordsField(CheckIn, "text", label=_("What would make it better"), required=False)


class FeedbackForm(forms.Form):
    thanks = WordsField(
        Feedback,
        "thanks",
        label=_("What helped you"),
        required=False,
        help_text=_("The other one reads this."),
    )
    private = WordsField(
        Feedback,
        "private",
        label=_("What you would do differently"),
        required=False,
        help_text=_("Only you read this."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error("thanks", _("Write something in one of the two fields."))
        return cleaned


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Pause until"),
        required=False,
        help_text=_("60 days from today at most. Left empty, it is as long as that."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
