"""Fields whose choices a form learns only when it is made."""

from typing import cast

from django import forms


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The field of that name, which the form declares with choices."""
    return cast(forms.ChoiceField, form.fields[name])
