"""Addresses of what one person measured."""

from django.urls import path

from assessments import views

app_name = "assessments"

urlpatterns = [
    path("assessments/start/", views.start, name="start"),
    path("assessments/<uuid:code>/check/", views.check, name="check"),
    path("assessments/<uuid:code>/check-in/", views.check_in, name="check_in"),
    path("assessments/<uuid:code>/keep/", views.keep, name="keep"),
    path("assessments/<uuid:code>/result/", views.result, name="result"),
    path("assessments/<uuid:code>/look-back/", views.look_back, name="look_back"),
    path("assessments/<uuid:code>/reflections/", views.reflections, name="reflections"),
    path("assessments/<uuid:code>/result.pdf", views.result_pdf, name="result_pdf"),
    path("assessments/<uuid:code>/share/", views.share, name="share"),
    path("assessments/<uuid:code>/<slug:item>/", views.question, name="question"),
    path("assessments/<uuid:code>/<slug:item>/unclear/", views.unclear, name="unclear"),
    path("direction/", views.direction, name="direction"),
    path("direction/technologies/", views.technologies, name="technologies"),
    path("direction/technologies/<uuid:code>/", views.technology, name="technology"),
    path(
        "direction/technologies/<uuid:code>/remove/",
        views.remove_technology,
        name="remove_technology",
    ),
    path("brief/<uuid:code>/", views.brief, name="brief"),
    path("brief/<uuid:code>/brief.pdf", views.brief_pdf, name="brief_pdf"),
    path("share/<str:token>/", views.shared, name="shared"),
    path("share/<uuid:code>/revoke/", views.revoke_share, name="revoke_share"),
    path("history/", views.history, name="history"),
    path("history/compare/", views.compare, name="compare"),
    path("history/history.csv", views.history_csv, name="history_csv"),
    path("calendar/<slug:token>.ics", views.calendar, name="calendar"),
    path("plan/", views.plan, name="plan"),
    path("plan/add/", views.add_goal, name="add_goal"),
    path("plan/chances/", views.take_chance, name="take_chance"),
    path("plan/<uuid:code>/", views.edit_goal, name="edit_goal"),
    path("plan/<uuid:code>/delete/", views.delete_goal, name="delete_goal"),
    path("plan/<uuid:code>/done/", views.tick_goal, name="tick_goal"),
    path("reminders/stop/<slug:token>/", views.stop_reminders, name="stop_reminders"),
    path("result/", views.latest_result, name="latest_result"),
]
