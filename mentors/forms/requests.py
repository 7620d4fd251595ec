"""Asking somebody, and the words of a question or an answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.matching.profile import MENTOR, PEER, REVERSE
from mentors.models.requests import MentorshipRequest
from setframework.web.forms.choices import choice_field
from setframework.web.forms.words import WordsField

AS_LABELS = {
    MENTOR: _("Be my mentor"),
    PEER: _("Be my peer: we help each other"),
    REVERSE: _("Teach me what you know better, from earlier in your career"),
}


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("I ask you to"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    goal = forms.ChoiceField(label=_("About this goal"), required=False)
    message = WordsField(
        MentorshipRequest,
        "message",
        label=_("What you would like help with, and why from this person"),
        help_text=_("Two or three sentences are enough. A first message can't have a link."),
        error_messages={"required": _("Write a few words: the other person needs them to decide.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kinds: Sequence[str],
        aspirations: Mapping[str, str],
        initial: Mapping[str, Any] | None = None,
    ):
        super().__init__(data, initial=dict(initial or {}))
        choice_field(self, "kind").choices = [(kind, AS_LABELS[kind]) for kind in kinds]
        choice_field(self, "goal").choices = [("", _("No particular one")), *aspirations.items()]


class WordsForm(forms.Form):
    """The question that the receiver asks back, or what the sender answers."""

    words = WordsField(
        MentorshipRequest, "question", error_messages={"required": _("Write a few words first.")}
    )

    def __init__(self, data: Any = None, *, label: Any, hint: Any = ""):
        super().__init__(data)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint
