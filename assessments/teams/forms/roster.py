"""What one says about somebody on the roster."""

from django import forms


class RosterForm(forms.Form):
    """Two hidden values of a button; whatever else arrives was not sent by the page."""

    STEPS = ("doubt", "take-back", "vouch")

    member = forms.UUIDField()
    step = forms.ChoiceField(choices=[(step, step) for step in STEPS])
