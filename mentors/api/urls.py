"""The API addresses of the mentors slice."""

from django.urls import path

from mentors.api.aspirations import MentoringGoalListAPI
from mentors.api.blocks import BlockAPI, BlockListAPI
from mentors.api.meetings import MeetingAPI, MeetingListAPI
from mentors.api.mentorships import (
    CloseAPI,
    ConfirmAPI,
    EndAPI,
    MentorshipAPI,
    MentorshipListAPI,
    PauseAPI,
    ResumeAPI,
)
from mentors.api.notes import NoteAPI, NoteListAPI
from mentors.api.profiles import MentorProfileAPI
from mentors.api.requests import (
    AcceptAPI,
    AnswerAPI,
    AskAPI,
    DeclineAPI,
    RequestAPI,
    RequestListAPI,
    WithdrawAPI,
)
from mentors.api.search import MentorListAPI

REQUEST = "mentorship-requests/<uuid:code>/"
MENTORSHIP = "mentorships/<uuid:code>/"

urlpatterns = [
    path("blocks/", BlockListAPI.as_view()),
    path("blocks/<uuid:code>/", BlockAPI.as_view()),
    path("mentor-profile/", MentorProfileAPI.as_view()),
    path("mentoring-goals/", MentoringGoalListAPI.as_view()),
    path("mentors/", MentorListAPI.as_view()),
    path("mentorship-requests/", RequestListAPI.as_view()),
    path(REQUEST, RequestAPI.as_view()),
    path(REQUEST + "accept/", AcceptAPI.as_view()),
    path(REQUEST + "answer/", AnswerAPI.as_view()),
    path(REQUEST + "ask/", AskAPI.as_view()),
    path(REQUEST + "decline/", DeclineAPI.as_view()),
    path(REQUEST + "withdraw/", WithdrawAPI.as_view()),
    path("mentorships/", MentorshipListAPI.as_view()),
    path(MENTORSHIP, MentorshipAPI.as_view()),
    path(MENTORSHIP + "close/", CloseAPI.as_view()),
    path(MENTORSHIP + "confirm/", ConfirmAPI.as_view()),
    path(MENTORSHIP + "end/", EndAPI.as_view()),
    path(MENTORSHIP + "meetings/", MeetingListAPI.as_view()),
    path(MENTORSHIP + "meetings/<uuid:meeting>/", MeetingAPI.as_view()),
    path(MENTORSHIP + "notes/", NoteListAPI.as_view()),
    path(MENTORSHIP + "notes/<uuid:note>/", NoteAPI.as_view()),
    path(MENTORSHIP + "pause/", PauseAPI.as_view()),
    path(MENTORSHIP + "resume/", ResumeAPI.as_view()),
]
