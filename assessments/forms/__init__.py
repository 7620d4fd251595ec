"""What a person may send, with errors that say what to do."""

from assessments.forms.direction import (
    AnyDayField,
    ReflectionForm,
    TechnologyForm,
    WholeDirectionForm,
)
from assessments.forms.goals import GoalForm
from assessments.forms.history import CompareForm
from assessments.forms.retaking import CheckInForm, LookBackForm
from assessments.forms.sharing import (
    BriefForm,
    Offer,
    ShareBriefForm,
    ShareResultForm,
)
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
    "AnyDayField",
    "BriefForm",
    "CheckInForm",
    "CompareForm",
    "DayField",
    "GoalForm",
    "KeepForm",
    "LookBackForm",
    "Offer",
    "ReflectionForm",
    "ShareBriefForm",
    "ShareResultForm",
    "StartForm",
    "TechnologyForm",
    "TextField",
    "TooLong",
    "UnclearForm",
    "WholeDirectionForm",
    "storable",
    "to_response",
    "to_value",
]
