"""Who helps whom: what people offer and want, how they pair up, and who must not meet."""

from mentors.models.blocks import Block
from mentors.models.mentorships import (
    CheckIn,
    Feedback,
    Meeting,
    Mentorship,
    MentorshipGoal,
    MentorshipNote,
    ResultRead,
    ResultShare,
)
from mentors.models.profiles import MentoringGoal, MentorProfile, Revision
from mentors.models.programmes import Participant, Programme, ProgrammeRun, ProposedPair
from mentors.models.reports import Report
from mentors.models.requests import Kind, MentorshipRequest
from mentors.models.search import SearchAlert

__all__ = [
    "Block",
    "CheckIn",
    "Feedback",
    "Kind",
    "Meeting",
    "MentorProfile",
    "MentoringGoal",
    "Mentorship",
    "MentorshipGoal",
    "MentorshipNote",
    "MentorshipRequest",
    "Participant",
    "Programme",
    "ProgrammeRun",
    "ProposedPair",
    "Report",
    "ResultRead",
    "ResultShare",
    "Revision",
    "SearchAlert",
]
