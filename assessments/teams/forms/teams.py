"""The name of a team, its manager, and the team it is part of."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from assessments.teams.selectors.roster import RosterEntry
from setframework.web.forms.choices import choice_field
from setframework.web.forms.editing import EditForm, StaffEditForm
from setframework.web.forms.words import LineField


class TeamNameField(LineField):
    def __init__(self, **kwargs: Any):
        messages = {"required": _("Give the team a name.")}
        super().__init__(Team, "name", error_messages=messages, **kwargs)


class FoundForm(forms.Form):
    name = TeamNameField(
        label=_("Name of the team"),
        help_text=_("As your colleagues call it. You can change it later."),
    )


class RenameForm(EditForm, forms.Form):
    name = TeamNameField(label=_("Name of the team"))

    def __init__(self, data: Any = None, *, team: Team):
        super().__init__(data, initial={"name": team.name})


class HandOverForm(forms.Form):
    to = forms.ChoiceField(
        label=_("Who you ask to run the team"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a member of the team."),
            "invalid_choice": _("This person is not in the team any more. Choose another."),
        },
    )

    def __init__(self, data: Any = None, *, members: Iterable[RosterEntry]):
        super().__init__(data)
        choice_field(self, "to").choices = [(str(each.code), each.name) for each in members]


class ParentForm(EditForm, forms.Form):
    parent = forms.ChoiceField(label=_("This team is part of"), required=False)

    def __init__(self, data: Any = None, *, team: Team, tie: Tie | None, choices: Iterable[Team]):
        """`tie`: what the team is part of, or asks to be."""
        self.tie = tie
        super().__init__(data, initial={"parent": str(tie.parent.code) if tie else ""})
        # A former manager may have put the team below one that the present manager doesn't see.
        teams = {str(tie.parent.code): tie.parent.name} if tie else {}
        teams |= {str(each.code): each.name for each in choices if each != team}
        choice_field(self, "parent").choices = [("", _("No other team")), *teams.items()]

    @property
    def is_changed(self) -> bool:
        return "parent" not in self.untouched


class TeamForm(StaffEditForm, forms.ModelForm):
    """The form of the staff."""

    name = TeamNameField(label=_("Name of the team"))

    class Meta:
        model = Team
        fields = ["name", "manager"]
