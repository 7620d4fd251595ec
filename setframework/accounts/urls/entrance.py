"""allauth's addresses; the first ones take the place of its own."""

from django.urls import include, path, re_path

from setframework.accounts.views import entrance

urlpatterns = [
    path("signup/", entrance.signup, name="account_signup"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$", entrance.confirm_email, name="account_confirm_email"
    ),
    path("2fa/totp/activate/", entrance.activate_totp, name="mfa_activate_totp"),
    path("", include("allauth.urls")),
]
