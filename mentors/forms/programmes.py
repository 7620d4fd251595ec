"""Opening, correcting and joining a programme."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mentors.models.programmes import Programme
from mentors.selectors.programmes import find_latest_run, manages_somebody
from setframework.web.forms.choices import choice_field
from setframework.web.forms.days import DayField
from setframework.web.forms.editing import EditForm, StaffEditForm
from setframework.web.forms.words import LineField, WordsField

LONGEST = timedelta(days=366)
MOST_PEOPLE = 100_000
NO_DAY = {"required": _("Choose a day.")}


class ProgrammeForm(forms.Form):
    """`cleaned_data` has the moments `opens_at` and `closes_at` instead of the days."""

    name = LineField(
        Programme,
        "name",
        label=_("Name"),
        error_messages={"required": _("Give it a name.")},
    )
    text = WordsField(
        Programme,
        "text",
        label=_("What it is about"),
        required=False,
        help_text=_("Everyone who may join can read this."),
    )
    open_to = forms.ChoiceField(
        label=_("Who may join"),
        choices=[
            (Programme.OpenTo.TEAMS, _("The people in my teams and below them")),
            (Programme.OpenTo.EVERYBODY, _("Everybody here")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may join.")},
        help_text=_("Others do not see the programme."),
    )
    first_day = DayField(label=_("First day to sign up"), error_messages=NO_DAY)
    last_day = DayField(
        label=_("Last day to sign up"),
        error_messages=NO_DAY,
        help_text=_("The pairs are found afterwards. Days end at midnight, UTC."),
    )
    levels = forms.MultipleChoiceField(
        label=_("Mentees of which levels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all empty for everybody. Mentors may be at any level."),
    )
    most = forms.IntegerField(
        label=_("How many people may join at most"),
        required=False,
        min_value=2,
        max_value=MOST_PEOPLE,
    )

    def __init__(self, data: Any = None, *, levels: Iterable[Any], today: date, open_to: str):
        """`open_to` is the proposed choice. "" means no choice: everybody may join."""
        super().__init__(data, initial={"first_day": today, "open_to": open_to})
        self.today = today
        if not open_to:
            del self.fields["open_to"]
        field = choice_field(self, "levels")
        field.choices = [(level.key, level.name) for level in levels]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        first, last = cleaned.pop("first_day"), cleaned.pop("last_day")
        if last < max(first, self.today):
            self.add_error("last_day", _("Choose a day from today on, not before the first day."))
        elif last - self.today > LONGEST or self.today - first > LONGEST:
            self.add_error("last_day", _("Choose days within a year of today."))
        else:
            cleaned["opens_at"] = _start_of(first)
            cleaned["closes_at"] = _start_of(last + timedelta(days=1))
        return cleaned


class CorrectionForm(StaffEditForm, forms.ModelForm):
    """The fields that staff may change in an existing programme."""

    name = LineField(Programme, "name", label=_("Name"))
    text = WordsField(Programme, "text", rows=4, label=_("What it is about"), required=False)

    class Meta:
        model = Programme
        fields = ["name", "text", "organiser", "open_to", "opens_at", "closes_at"]
        help_texts = {"open_to": _("The teams are those of the organiser.")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        organiser = cleaned["organiser"]
        if not organiser.is_active:
            self.add_error("organiser", _("This account is closed."))
        if cleaned["open_to"] == Programme.OpenTo.TEAMS and not manages_somebody(organiser):
            self.add_error("organiser", _("They manage no team, so nobody could join."))
        if cleaned["closes_at"] <= cleaned["opens_at"]:
            self.add_error("closes_at", _("This is not after the beginning."))
        if {"opens_at", "closes_at"} - self.untouched and find_latest_run(self.instance):
            self.add_error("closes_at", _("A search has already run, so the dates stay."))
        return cleaned


class JoinForm(EditForm, forms.Form):
    is_mentee = forms.BooleanField(label=_("I look for a mentor"), required=False)
    places = forms.TypedChoiceField(label=_("I can be a mentor"), coerce=int)

    def __init__(self, data: Any = None, *, most: int, initial: dict[str, Any]):
        """`most` is how many places the person has in all."""
        super().__init__(data, initial=initial)
        field = choice_field(self, "places")
        people = ngettext_lazy("for %(count)d person", "for %(count)d people", "count")
        field.choices = [
            (0, _("not in this programme")),
            *((count, people % {"count": count}) for count in range(1, most + 1)),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["is_mentee"] or cleaned["places"]):
            self.add_error("is_mentee", _("Look for a mentor, be one, or both."))
        return cleaned


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
