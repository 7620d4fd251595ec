"""Addresses of finding people who help, and of what the two do then."""

from django.urls import path

from mentors import views

app_name = "mentors"

MENTORSHIP = "mentorships/<uuid:code>/"
MEETING = MENTORSHIP + "meetings/<uuid:meeting>/"

urlpatterns = [
    path("", views.search, name="search"),
    path("profile/", views.profile, name="profile"),
    path("profile/manager/", views.manager, name="manager"),
    path("people/<uuid:code>/", views.person, name="person"),
    path("people/<uuid:code>/block/", views.block, name="block"),
    path("people/<uuid:code>/report/", views.report, name="report"),
    path("blocks/", views.blocks, name="blocks"),
    path("blocks/<uuid:code>/undo/", views.unblock, name="unblock"),
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<uuid:code>/cancel/", views.cancel_alert, name="cancel_alert"),
    path("requests/", views.requests, name="requests"),
    path("requests/<uuid:code>/", views.request_page, name="request"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/new/", views.new_programme, name="new_programme"),
    path("programmes/<uuid:code>/", views.programme, name="programme"),
    path("programmes/pairs/<uuid:code>/", views.proposal, name="proposal"),
    path("mentorships/", views.mentorships, name="mentorships"),
    path(MENTORSHIP, views.mentorship, name="mentorship"),
    path(MENTORSHIP + "goals/", views.goals, name="goals"),
    path(MENTORSHIP + "goals/<uuid:goal>/remove/", views.remove_goal, name="remove_goal"),
    path(MENTORSHIP + "notes/", views.notes, name="notes"),
    path(MENTORSHIP + "notes/<uuid:note>/remove/", views.remove_note, name="remove_note"),
    path(MENTORSHIP + "meetings/", views.meetings, name="meetings"),
    path(MEETING, views.meeting, name="meeting"),
    path(MEETING + "remove/", views.remove_meeting, name="remove_meeting"),
    path(MEETING + "calendar.ics", views.calendar, name="calendar"),
    path(MENTORSHIP + "check-in/", views.check_in, name="check_in"),
    path(MENTORSHIP + "feedback/", views.feedback, name="feedback"),
    path(MENTORSHIP + "end/", views.end, name="end"),
    path(MENTORSHIP + "results/", views.results, name="results"),
    path(MENTORSHIP + "results/<uuid:share>/", views.shared_result, name="shared_result"),
    path(MENTORSHIP + "results/<uuid:share>/stop/", views.stop_sharing, name="stop_sharing"),
]
