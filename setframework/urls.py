"""The map of the site."""

from django.contrib import admin
from django.urls import include, path

from setframework import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("display/", views.display, name="display"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("setframework.accounts.urls.entrance")),
    path("account/", include("setframework.accounts.urls.account")),
    path("", include("assessments.urls")),
    path("mentors/", include("mentors.urls")),
    path("teams/", include("assessments.teams.urls")),
    path("api/", include("setframework.api")),
    path("admin/", admin.site.urls),
]

handler400 = "setframework.views.bad_request"
handler403 = "setframework.views.forbidden"
handler404 = "setframework.views.not_found"
handler429 = "setframework.views.too_many_requests"
handler500 = "setframework.views.server_error"
