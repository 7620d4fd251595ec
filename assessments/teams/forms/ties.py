"""Agreeing that another team becomes part of this one, or ending that."""

from django import forms


class TieForm(forms.Form):
    """The value of a button. The page sends no other."""

    step = forms.ChoiceField(choices=[(step, step) for step in ("agree", "end")])
