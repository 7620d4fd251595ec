"""The form that chooses the colours of the pages, and keys."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DisplayForm(forms.Form):
    """Light, dark or as the device; keys or none. Cookies keep that, so it needs no account."""

    display = forms.ChoiceField(
        label=_("Colours of the pages"),
        choices=[("device", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose light, dark, or as your device")},
    )
    # What is not sent stays as it is.
    keys = forms.ChoiceField(
        label=_("Keys on a question"),
        choices=[("on", _("0 to 4 choose an answer, Enter goes on")), ("off", _("Off"))],
        widget=forms.RadioSelect,
        required=False,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)
