"""The addresses of the mentors slice."""

from django.urls import path

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
