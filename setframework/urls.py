"""The map of the site."""

from django.contrib import admin
from django.urls import include, path

from setframework.views import display, home, landing, programs, texts

urlpatterns = [
    path("", landing.page, name="landing"),
    path("picture.svg", home.picture, name="picture"),
    path("sample/", landing.sample, name="sample"),
    path("about/", texts.about, name="about"),
    path("privacy/", texts.privacy, name="privacy"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("display/", display.page, name="display"),
    path("robots.txt", programs.robots, name="robots"),
    path("favicon.ico", programs.favicon, name="favicon"),
    path("healthz", programs.healthz, name="healthz"),
    path("readyz", programs.readyz, name="readyz"),
    path("accounts/", include("setframework.accounts.urls.entrance")),
    path("account/", include("setframework.accounts.urls.account")),
    path("", include("assessments.urls")),
    path("mentors/", include("mentors.urls")),
    path("teams/", include("assessments.teams.urls")),
    path("api/", include("setframework.api")),
    path("admin/", admin.site.urls),
]

handler400 = "setframework.views.errors.bad_request"
handler403 = "setframework.views.errors.forbidden"
handler404 = "setframework.views.errors.not_found"
handler429 = "setframework.views.errors.too_many_requests"
handler500 = "setframework.views.errors.server_error"
