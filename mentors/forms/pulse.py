"""The pulse of a mentorship."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.pulse import Pulse
from setframework.web.forms.editing import EditForm
from setframework.web.forms.words import WordsField


class PulseForm(EditForm, forms.Form):
    answer = forms.ChoiceField(
        label=_("Is it working?"),
        widget=forms.RadioSelect,
        choices=Pulse.Answer.choices,
        error_messages={"required": _("Choose an answer.")},
    )
    text = WordsField(Pulse, "text", label=_("What would make it better"), required=False)
