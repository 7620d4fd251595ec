"""Planning and logging a meeting."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.meetings import Meeting
from setframework.web.forms.choices import choice_field
from setframework.web.forms.words import WordsField

LENGTHS = (15, 30, 45, 60, 90)


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
        field = choice_field(self, "minutes")
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
