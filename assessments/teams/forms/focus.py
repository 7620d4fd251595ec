"""The focus of a team, and its review."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.focus import TeamFocus
from setframework.web.forms.days import DayField
from setframework.web.forms.editing import SHOWN, EditForm
from setframework.web.forms.words import LineField, WordsField

FARTHEST = timedelta(days=366)
# A person far from the server may be a day behind or ahead of it.
CLOCK_DIFFERENCE = timedelta(days=1)
SIX_WEEKS = timedelta(weeks=6)


class FocusForm(EditForm, forms.Form):
    # The focus that the page showed; empty where there was none.
    which = forms.UUIDField(required=False, widget=forms.HiddenInput)
    focus = LineField(
        TeamFocus,
        "focus",
        label=_("One focus"),
        help_text=_("The one thing you work on: “We want to get better at …”"),
        error_messages={"required": _("Write down the focus you agreed on.")},
    )
    experiment = WordsField(
        TeamFocus,
        "experiment",
        rows=3,
        label=_("One experiment"),
        help_text=_("“Whenever …, we …. We will know that it helped if ….”"),
        error_messages={"required": _("Write down the experiment you agreed on.")},
    )
    review_on = DayField(
        label=_("Review date"),
        help_text=_("On this day you say: kept, changed or dropped."),
        error_messages={"required": _("Choose a review date.")},
    )

    def __init__(self, data: Any = None, *, current: TeamFocus | None = None):
        initial: dict[str, Any] = {"review_on": timezone.localdate() + SIX_WEEKS}
        if current is not None:
            names = ("focus", "experiment", "review_on")
            initial = {name: getattr(current, name) for name in names} | {"which": current.code}
        super().__init__(data, initial=initial)
        if current is None or (data and data.get("which") != str(current.code)):
            del self.fields[SHOWN]  # nothing was there, or another one

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if not today - CLOCK_DIFFERENCE <= day <= today + FARTHEST:
            raise ValidationError(_("Choose a day from today on, within a year."))
        return day


class ReviewForm(forms.Form):
    which = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        choices=[
            ("kept", _("Kept: it helped, and we go on doing it")),
            ("changed", _("Changed: we go on in another way")),
            ("dropped", _("Dropped: it did not help, and now we know")),
        ],
        error_messages={
            "required": _("Choose what became of it."),
            "invalid_choice": _("Choose what became of it."),
        },
    )
    words = WordsField(
        TeamFocus, "words", rows=3, label=_("In your words: what did you learn?"), required=False
    )

    def __init__(self, data: Any = None, *, current: TeamFocus | None = None):
        initial = {"which": current.code} if current else None
        super().__init__(data, initial=initial, auto_id="id_review_%s")
