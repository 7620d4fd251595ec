"""The forms of a person's account; allauth's own ones are in entrance and two_factor."""

from setframework.accounts.forms.account import (
    DeletionForm,
    DirectionForm,
    DisplayForm,
    MeasurementForm,
    NameForm,
    TokenForm,
)
from setframework.accounts.forms.data import ImportForm

__all__ = ["DeletionForm", "DirectionForm", "DisplayForm", "ImportForm", "NameForm", "TokenForm"]
__all__ = [
    "DeletionForm",
    "DirectionForm",
    "DisplayForm",
    "MeasurementForm",
    "NameForm",
    "TokenForm",
]
