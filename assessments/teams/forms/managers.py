"""The answer of somebody who is asked to run a team."""

from django import forms


class TakeOverForm(forms.Form):
    """The value of a button. The page sends no other."""

    step = forms.ChoiceField(choices=[(step, step) for step in ("accept", "decline")])
