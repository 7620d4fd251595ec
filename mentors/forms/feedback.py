"""The feedback at the end of a mentorship."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Feedback
from setframework.web.forms.editing import EditForm
from setframework.web.forms.words import WordsField


class FeedbackForm(EditForm, forms.Form):
    thanks = WordsField(
        Feedback,
        "thanks",
        label=_("What helped you"),
        required=False,
        help_text=_("The other person reads this."),
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
