"""What people type about finding help, and what they are told where a step is refused."""

from mentors.forms.mentorships import (
    CheckInForm,
    FeedbackForm,
    GoalForm,
    LogForm,
    MeetingForm,
    NoteForm,
    PauseForm,
    ShareForm,
)
from mentors.forms.profile import ManagerForm, ProfileForm
from mentors.forms.programmes import CorrectionForm, JoinForm, ProgrammeForm
from mentors.forms.refusals import FORBIDDEN, MISTAKES, REFUSED, say
from mentors.forms.requests import AskForm, ReportForm, WordsForm
from mentors.forms.search import SearchForm

__all__ = [
    "FORBIDDEN",
    "MISTAKES",
    "REFUSED",
    "AskForm",
    "CheckInForm",
    "CorrectionForm",
    "FeedbackForm",
    "GoalForm",
    "JoinForm",
    "LogForm",
    "ManagerForm",
    "MeetingForm",
    "NoteForm",
    "PauseForm",
    "ProfileForm",
    "ProgrammeForm",
    "ReportForm",
    "SearchForm",
    "ShareForm",
    "WordsForm",
    "say",
]
