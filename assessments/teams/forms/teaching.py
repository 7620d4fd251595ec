"""A line on the "I can teach" board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teaching import TeachingOffer
from setframework.web.forms.words import LineField


class OfferForm(forms.Form):
    text = LineField(
        TeachingOffer,
        "text",
        label=_("I can teach"),
        help_text=_("For example: reading a query plan, or saying no kindly."),
        error_messages={"required": _("Write down what you can teach.")},
    )
