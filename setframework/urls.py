"""The map of the site."""

from django.contrib import admin
from django.urls import include, path

from setframework import pages

urlpatterns = [
    path("", pages.landing, name="landing"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("display/", pages.display, name="display"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("accounts/", include("setframework.accounts.urls.entrance")),
    path("account/", include("setframework.accounts.urls")),
    path("", include("assessments.urls")),
    path("mentors/", include("mentors.urls")),
    path("teams/", include("assessments.teams.urls")),
    path("api/", include("setframework.api")),
    path("admin/", admin.site.urls),
]

handler400 = "setframework.pages.bad_request"
handler403 = "setframework.pages.forbidden"
handler404 = "setframework.pages.not_found"
handler429 = "setframework.pages.too_many_requests"
handler500 = "setframework.pages.server_error"
