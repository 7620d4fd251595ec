"""The addresses of the mentors slice."""

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
from mentors.views import (
    alerts,
    blocks,
    closing,
    feedback,
    meetings,
    mentorships,
    people,
    profiles,
    programmes,
    pulse,
    reports,
    requests,
    results,
    search,
)

app_name = "mentors"

MENTORSHIP = "mentorships/<uuid:code>/"
REQUEST = "mentorship-requests/<uuid:code>/"
MEETING = MENTORSHIP + "meetings/<uuid:meeting>/"

urlpatterns = [
    path("", search.page, name="search"),
    path("profile/", profiles.page, name="profile"),
    path("profile/manager/", profiles.manager, name="manager"),
    path("people/<uuid:code>/", people.page, name="person"),
    path("people/<uuid:code>/block/", blocks.block, name="block"),
    path("people/<uuid:code>/report/", reports.page, name="report"),
    path("blocks/", blocks.page, name="blocks"),
    path("blocks/<uuid:code>/undo/", blocks.unblock, name="unblock"),
    path("alerts/", alerts.page, name="alerts"),
    path("alerts/<uuid:code>/cancel/", alerts.cancel_alert, name="cancel_alert"),
    path("requests/", requests.index, name="requests"),
    path("requests/<uuid:code>/", requests.page, name="request"),
    path("programmes/", programmes.index, name="programmes"),
    path("programmes/new/", programmes.new_programme, name="new_programme"),
    path("programmes/<uuid:code>/", programmes.page, name="programme"),
    path("programmes/pairs/<uuid:code>/", programmes.proposal, name="proposal"),
    path("mentorships/", mentorships.index, name="mentorships"),
    path(MENTORSHIP, mentorships.page, name="mentorship"),
    path(MENTORSHIP + "goals/", mentorships.save_goal, name="goals"),
    path(MENTORSHIP + "goals/<uuid:goal>/remove/", mentorships.remove_goal, name="remove_goal"),
    path(MENTORSHIP + "notes/", mentorships.save_note, name="notes"),
    path(MENTORSHIP + "notes/<uuid:note>/remove/", mentorships.remove_note, name="remove_note"),
    path(MENTORSHIP + "meetings/", meetings.page, name="meetings"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(MEETING + "remove/", meetings.remove_meeting, name="remove_meeting"),
    path(MEETING + "calendar.ics", meetings.calendar, name="calendar"),
    path(MENTORSHIP + "check-in/", pulse.page, name="pulse"),
    path(MENTORSHIP + "feedback/", feedback.page, name="feedback"),
    path(MENTORSHIP + "end/", closing.page, name="end"),
    path(MENTORSHIP + "results/", results.page, name="results"),
    path(MENTORSHIP + "results/<uuid:share>/", results.shared_result, name="shared_result"),
    path(MENTORSHIP + "results/<uuid:share>/stop/", results.stop_sharing, name="stop_sharing"),
]

# For programs, below /api/v1/.
api = [
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
