"""The forms of a person's account; allauth's own ones are in entrance and two_factor."""

from setframework.accounts.forms.account import (
    CalendarForm,
    DeletionForm,
    DirectionForm,
    DisplayForm,
    MeasurementForm,
    NameForm,
    ReminderForm,
    TokenForm,
)
from setframework.accounts.forms.data import DocumentSerializer, ImportForm, read_document

__all__ = [
    "CalendarForm",
    "DeletionForm",
    "DirectionForm",
    "DisplayForm",
    "DocumentSerializer",
    "ImportForm",
    "MeasurementForm",
    "NameForm",
    "ReminderForm",
    "TokenForm",
    "read_document",
]
