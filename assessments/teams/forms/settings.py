"""How a team is run."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.teams.models import Team
from assessments.teams.selectors import RosterEntry


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


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = choices
