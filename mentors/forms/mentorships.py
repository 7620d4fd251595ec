"""The goals and notes that the two in a mentorship write."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.scoring.questionnaire import Item
from mentors.models.mentorships import MentorshipGoal, MentorshipNote
from setframework.web.forms.choices import choice_field
from setframework.web.forms.words import LineField, WordsField

MOST_ITEMS = 5


class GoalForm(forms.Form):
    text = LineField(
        MentorshipGoal,
        "text",
        label=_("A goal in your own words"),
        error_messages={"required": _("Say what you want to work on.")},
    )
    items = forms.MultipleChoiceField(
        label=_("Which skills it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, items: Iterable[Item]):
        super().__init__(data, auto_id="id_goal_%s")
        field = choice_field(self, "items")
        field.choices = [(item.key, item.title) for item in items]

    def clean_items(self) -> list[str]:
        items: list[str] = self.cleaned_data["items"]
        if len(items) > MOST_ITEMS:
            raise forms.ValidationError(
                _("Choose %(most)d at most: a goal about everything is about nothing.")
                % {"most": MOST_ITEMS}
            )
        return items


class NoteForm(forms.Form):
    text = WordsField(
        MentorshipNote,
        "text",
        label=_("A note"),
        error_messages={"required": _("Write the note first.")},
    )
    is_shared = forms.TypedChoiceField(
        label=_("Who reads it"),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ours",
        choices=[("mine", _("Only me")), ("ours", _("Both of us"))],
        initial="mine",
        error_messages={"required": _("Choose who reads it.")},
    )

    def __init__(self, data: Any = None, *, is_open: bool = True):
        super().__init__(data, auto_id="id_note_%s")
        if not is_open:
            field = choice_field(self, "is_shared")
            field.choices = [("mine", _("Only me"))]
