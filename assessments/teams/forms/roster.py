"""Doubting and vouching on the roster."""

from django import forms


class RosterForm(forms.Form):
    """The two hidden values of a button. The page sends no other values."""

    STEPS = ("doubt", "take-back", "vouch", "take-back-vouch")

    member = forms.UUIDField()
    step = forms.ChoiceField(choices=[(step, step) for step in STEPS])
