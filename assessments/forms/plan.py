"""The form of a goal; the choices are the questionnaire's."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.taking import CLOCK_DIFFERENCE, NOTE_LENGTH, TextField
from assessments.models.plan import Goal
from assessments.scoring.questionnaire import Questionnaire
from assessments.services.plan import TEXT_LENGTH
from setframework.web.forms.choices import choice_field
from setframework.web.forms.days import DayField
from setframework.web.forms.editing import SHOWN, EditForm


class DueField(DayField):
    """A day from today on."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value < timezone.localdate() - CLOCK_DIFFERENCE:
            raise ValidationError(_("Choose a day that is not in the past."))


class GoalForm(EditForm, forms.Form):
    """The step, the answer that it should move, and its day. Only a stored goal has a `note`."""

    # The code of the new goal, so that two clicks on the button make one goal.
    code = forms.UUIDField(required=False, widget=forms.HiddenInput)
    item = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    action = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    text = TextField(
        label=_("What I am going to do"),
        limit=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you are going to do")},
    )
    route = forms.ChoiceField(
        label=_("How it helps"),
        widget=forms.RadioSelect,
        choices=[
            (Goal.Route.CONVERT, _("It closes a gap")),
            (Goal.Route.BALANCE, _("It uses a strength of mine")),
            (Goal.Route.OWN, _("It is a step of my own")),
        ],
        error_messages={
            "required": _("Choose how it helps"),
            "invalid_choice": _("Choose how it helps"),
        },
    )
    expects = forms.ChoiceField(
        label=_("Which answer should rise?"),
        required=False,
        help_text=_("Your next result will show whether it did."),
        error_messages={"invalid_choice": _("Choose one of the answers")},
    )
    due_on = DueField(label=_("By when"), required=False)
    note = TextField(
        label=_("Note to myself"),
        required=False,
        limit=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, questionnaire: Questionnaire | None, goal: Goal | None = None, **kw: Any
    ):
        super().__init__(*args, **kw)
        expects = choice_field(self, "expects")
        scales = questionnaire.scales if questionnaire else ()
        expects.choices = [
            ("", _("None of them")),
            *((each.name, [(item.key, item.title) for item in each.items]) for each in scales),
        ]
        if goal is None:
            for name in ("note", SHOWN):
                del self.fields[name]
        else:
            for name in ("code", "item", "action", "route"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "route" in cleaned:
            _settle_route(cleaned)
            if cleaned["route"] != Goal.Route.OWN and not cleaned["item"]:
                self.add_error("expects", _("Choose the answer that this is about"))
        return cleaned


def _settle_route(cleaned: dict[str, Any]) -> None:
    """Only the route convert keeps an action of the questionnaire; others are in own words."""
    cleaned["item"] = cleaned.get("item") or cleaned.get("expects") or ""
    if cleaned["route"] != Goal.Route.CONVERT:
        cleaned["action"] = ""
