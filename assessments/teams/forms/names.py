"""What a team is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team
from setframework.web.forms.words import ColumnField, one_line


class TeamNameField(ColumnField):
    """One line."""

    def __init__(self, **kwargs: Any):
        messages = {"required": _("Give the team a name.")}
        super().__init__(Team, "name", error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class FoundForm(forms.Form):
    name = TeamNameField(
        label=_("Name of the team"),
        help_text=_("As your colleagues call it. You can change it later."),
    )


class RenameForm(forms.Form):
    name = TeamNameField(label=_("Name of the team"))
