"""The form that chooses the colours of the pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DisplayForm(forms.Form):
    """Light, dark or as the device. A cookie keeps the choice, so it needs no account."""

    display = forms.ChoiceField(
        label=_("Colours of the pages"),
        choices=[("device", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose light, dark, or as your device")},
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)
