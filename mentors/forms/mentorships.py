"""What the two write in a mentorship."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.selectors import Item
from mentors.models import CheckIn, Feedback, Meeting, MentorshipGoal, MentorshipNote
from setframework.web.words import WordsField

LENGTHS = (15, 30, 45, 60, 90)
MOST_ITEMS = 5


class GoalForm(forms.Form):
    text = WordsField(
        MentorshipGoal,
        "text",
        rows=1,
        label=_("A goal in your own words"),
        error_messages={"required": _("Say what you want to work on.")},
    )
    items = forms.MultipleChoiceField(
        label=_("Which skills it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, items: Iterable[Item]):
        super().__init__(data, auto_id="id_goal_%s")
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(item.key, item.title) for item in items]

    def clean_items(self) -> list[str]:
        items: list[str] = self.cleaned_data["items"]
        if len(items) > MOST_ITEMS:
            raise forms.ValidationError(
                _("Choose %(most)d at most: a goal about everything is about nothing.")
                % {"most": MOST_ITEMS}
            )
        return items


class NoteForm(forms.Form):
    text = WordsField(
        MentorshipNote,
        "text",
        label=_("A note"),
        error_messages={"required": _("Write the note first.")},
    )
    is_shared = forms.TypedChoiceField(
        label=_("Who reads it"),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ours",
        choices=[("mine", _("Only me")), ("ours", _("Both of us"))],
        initial="mine",
        error_messages={"required": _("Choose who reads it.")},
    )

    def __init__(self, data: Any = None, *, is_open: bool = True):
        super().__init__(data, auto_id="id_note_%s")
        if not is_open:
            field = self.fields["is_shared"]
            assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
            field.choices = [("mine", _("Only me"))]


class MeetingForm(forms.Form):
    starts_at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("Enter a day and a time."),
            "invalid": _("Enter a day and a time, such as 2026-08-31 17:30."),
        },
    )
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int)
    agenda = WordsField(Meeting, "agenda", rows=8, label=_("Agenda"), required=False)

    def __init__(self, data: Any = None, *, zone: str, initial: dict[str, Any] | None = None):
        initial = dict(initial or {})
        self.zone = ZoneInfo(zone)
        starts_at: datetime | None = initial.get("starts_at")
        if starts_at is not None:
            initial["starts_at"] = starts_at.astimezone(self.zone).replace(tzinfo=None)
        super().__init__(data, initial=initial)
        field = self.fields["minutes"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        lengths = sorted({*LENGTHS, initial.get("minutes", 30)})
        field.choices = [(count, _("%(count)d minutes") % {"count": count}) for count in lengths]
        self.fields["starts_at"].help_text = _("In your time zone, %(zone)s.") % {
            "zone": zone.replace("_", " ")
        }

    def clean_starts_at(self) -> datetime:
        typed: datetime = self.cleaned_data["starts_at"]
        return typed.replace(tzinfo=self.zone)


class LogForm(forms.Form):
    is_held = forms.BooleanField(label=_("We met"), required=False)
    log = WordsField(
        Meeting,
        "log",
        label=_("What we agreed on"),
        required=False,
        help_text=_("Both of you read this."),
    )


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


class ShareForm(forms.Form):
    assessment = forms.ChoiceField(
        label=_("Which of your results"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a result.")},
    )

    def __init__(self, data: Any = None, *, assessments: Iterable[Any]):
        super().__init__(data)
        field = self.fields["assessment"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(str(each.code), date_format(each.completed_at)) for each in assessments]
