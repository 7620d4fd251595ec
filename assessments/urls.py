"""Addresses of what one person measured."""

from django.urls import path

from assessments import views

app_name = "assessments"

urlpatterns = [
    path("assessments/start/", views.start, name="start"),
    path("assessments/<uuid:code>/check/", views.check, name="check"),
    path("assessments/<uuid:code>/keep/", views.keep, name="keep"),
    path("assessments/<uuid:code>/result/", views.result, name="result"),
    path("assessments/<uuid:code>/reflections/", views.reflections, name="reflections"),
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
    path("history/", views.history, name="history"),
    path("history/compare/", views.compare, name="compare"),
    path("history/history.csv", views.history_csv, name="history_csv"),
    path("result/", views.latest_result, name="latest_result"),
]
