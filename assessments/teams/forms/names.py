"""What a team is called."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.teams.models import Team
from setframework.web.words import ColumnField


class TeamNameField(ColumnField):
    """One line."""

    def __init__(self, **kwargs: Any):
        messages = {"required": _("Give the team a name.")}
        super().__init__(Team, "name", error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not any(sign.isprintable() for sign in value):
            raise ValidationError(self.error_messages["required"], code="required")


class FoundForm(forms.Form):
    name = TeamNameField(
        label=_("Name of the team"),
        help_text=_("As your colleagues call it. You can change it later."),
    )


class RenameForm(forms.Form):
    name = TeamNameField(label=_("Name of the team"))
