"""Planning and logging a meeting."""

from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.meetings import Meeting
from setframework.web.forms.choices import choice_field
from setframework.web.forms.days import MomentField
from setframework.web.forms.editing import SHOWN, EditForm
from setframework.web.forms.words import WordsField

LENGTHS = (15, 30, 45, 60, 90)


class MeetingForm(EditForm, forms.Form):
    starts_at = MomentField(label=_("When"))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int)
    agenda = WordsField(Meeting, "agenda", rows=8, label=_("Agenda"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        zone: str,
        initial: dict[str, Any] | None = None,
        meeting: Meeting | None = None,
    ):
        names = ("starts_at", "minutes", "agenda")
        stored = {name: getattr(meeting, name) for name in names} if meeting else initial or {}
        super().__init__(data, initial=stored)
        if meeting is None:
            del self.fields[SHOWN]
        field = choice_field(self, "minutes")
        lengths = sorted({*LENGTHS, stored.get("minutes", 30)})
        field.choices = [(count, _("%(count)d minutes") % {"count": count}) for count in lengths]
        cast(MomentField, self.fields["starts_at"]).zone = ZoneInfo(zone)
        self.fields["starts_at"].help_text = _("In your time zone, %(zone)s.") % {
            "zone": zone.replace("_", " ")
        }


class LogForm(EditForm, forms.Form):
    is_held = forms.BooleanField(label=_("We met"), required=False)
    log = WordsField(
        Meeting,
        "log",
        label=_("What we agreed on"),
        required=False,
        help_text=_("Both of you can read this."),
    )
