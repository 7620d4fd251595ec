"""The answer weeks that a team agreed on."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE, coming_answer_weeks
from assessments.teams.models.teams import Team
from setframework.web.forms.choices import choice_field
from setframework.web.forms.editing import EditForm


class AnswerWeeksForm(EditForm, forms.Form):
    """The weeks before each close at which they begin; None if the team agreed on none."""

    NONE = "none"

    weeks = forms.TypedChoiceField(
        label=_("How long before the half-year closes"),
        widget=forms.RadioSelect,
        coerce=lambda value: None if value == AnswerWeeksForm.NONE else int(value),
        error_messages={
            "required": _("Choose what the team agreed on."),
            "invalid_choice": _("Choose what the team agreed on."),
        },
    )

    def __init__(self, data: Any = None, *, team: Team, at: datetime):
        super().__init__(data, initial={"weeks": team.answer_weeks or self.NONE})
        none = (self.NONE, _("No answer weeks, no e-mail"))
        field = choice_field(self, "weeks")
        field.choices = [*((str(each), _when(each, at)) for each in WEEKS_BEFORE), none]


def _when(weeks: int, at: datetime) -> str:
    """For example "About 6 weeks: 17 May to 30 May 2027"."""
    days = coming_answer_weeks(at, weeks)
    words = {
        "weeks": weeks,
        "first": date_format(days.first_on, "MONTH_DAY_FORMAT"),
        "last": date_format(days.last_on, "DATE_FORMAT"),
    }
    if days.is_open(at):
        return now("About %(weeks)s weeks: open now, until %(last)s") % words
    return now("About %(weeks)s weeks: %(first)s to %(last)s") % words
