"""The forms for reminders by mail and for the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.models.reminders import RHYTHMS
from setframework.web.forms.editing import EditForm


class ReminderForm(EditForm, forms.Form):
    """The number of months between two mails; empty for no mail."""

    def __init__(self, data: Any = None, *, months: int | None, may_remind: bool):
        super().__init__(data, initial={"months": months or ""})
        # Without a confirmed address a person can only turn off what is on.
        rhythms = [each for each in RHYTHMS if may_remind or each == months]
        self.fields["months"] = forms.TypedChoiceField(
            label=_("Remind me"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("Never")), *((each, _every(each)) for each in rhythms)],
            widget=forms.RadioSelect,
        )


class CalendarForm(forms.Form):
    choice = forms.ChoiceField(
        choices=[("open", _("Make")), ("renew", _("Make another")), ("close", _("End"))]
    )


def _every(months: int) -> str:
    return ngettext("Every month", "Every %(months)d months", months) % {"months": months}
