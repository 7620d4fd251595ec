"""How a team is run."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE, coming_team_window
from assessments.teams.models.teams import Team
from assessments.teams.selectors.teams import RosterEntry


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the address of the person you invite.")},
    )

    def __init__(self, data: Any = None):
        super().__init__(data)
        self.fields["email"].widget.attrs.pop("maxlength", None)


class HandOverForm(forms.Form):
    # Tells, once the team is handed over, that the page was shown to its manager.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label=_("Who runs the team from now on"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a member of the team."),
            "invalid_choice": _("This person is not in the team any more. Choose another."),
        },
    )

    def __init__(self, data: Any = None, *, members: Iterable[RosterEntry], proof: str = ""):
        super().__init__(data, initial={"proof": proof})
        _choices(self, "to", [(str(each.code), each.name) for each in members])


class ParentForm(forms.Form):
    parent = forms.ChoiceField(label=_("This team is part of"), required=False)

    def __init__(self, data: Any = None, *, team: Team, choices: Iterable[Team]):
        current = str(team.parent.code) if team.parent else ""
        super().__init__(data, initial={"parent": current})
        # Whoever ran the team before may have put it below one that its manager doesn't see.
        teams = {str(each.code): each.name for each in ([team.parent] if team.parent else [])}
        teams |= {str(each.code): each.name for each in choices if each != team}
        _choices(self, "parent", [("", _("No other team")), *teams.items()])

    @property
    def is_changed(self) -> bool:
        return bool(self.cleaned_data["parent"] != self.initial["parent"])


class WindowForm(forms.Form):
    """How long before each close; `weeks` is None where the team agreed on no two weeks."""

    NONE = "none"

    weeks = forms.TypedChoiceField(
        label=_("How long before the half-year closes"),
        widget=forms.RadioSelect,
        coerce=lambda value: None if value == WindowForm.NONE else int(value),
        error_messages={
            "required": _("Choose what the team agreed on."),
            "invalid_choice": _("Choose what the team agreed on."),
        },
    )

    def __init__(self, data: Any = None, *, team: Team, at: datetime):
        super().__init__(data, initial={"weeks": team.window_weeks or self.NONE})
        none = (self.NONE, _("No two weeks: no mail goes out"))
        _choices(self, "weeks", [*((str(each), _when(each, at)) for each in WEEKS_BEFORE), none])


def _when(weeks: int, at: datetime) -> str:
    """For example "About 6 weeks: 17 May to 30 May 2027"."""
    window = coming_team_window(at, weeks)
    words = {
        "weeks": weeks,
        "first": date_format(window.first_on, "MONTH_DAY_FORMAT"),
        "last": date_format(window.last_on, "DATE_FORMAT"),
    }
    if window.is_open(at):
        return now("About %(weeks)s weeks: open now, until %(last)s") % words
    return now("About %(weeks)s weeks: %(first)s to %(last)s") % words


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = choices
