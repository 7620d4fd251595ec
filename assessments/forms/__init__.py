"""What a person may send, with errors that say what to do."""

from assessments.forms.taking import (
    CLOCK_DIFFERENCE,
    NOTE_LENGTH,
    OLDEST,
    WORD_LENGTH,
    AnswerForm,
    DayField,
    KeepForm,
    StartForm,
    TextField,
    TooLong,
    UnclearForm,
    storable,
    to_response,
    to_value,
)

__all__ = [
    "CLOCK_DIFFERENCE",
    "NOTE_LENGTH",
    "OLDEST",
    "WORD_LENGTH",
    "AnswerForm",
    "DayField",
    "KeepForm",
    "StartForm",
    "TextField",
    "TooLong",
    "UnclearForm",
    "storable",
    "to_response",
    "to_value",
]
