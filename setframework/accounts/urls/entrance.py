"""The addresses of allauth. Ours come first and replace its own."""

from django.urls import include, path, re_path

from setframework.accounts.views import entrance, two_factor

urlpatterns = [
    path("signup/", entrance.signup, name="account_signup"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$", entrance.confirm_email, name="account_confirm_email"
    ),
    path("2fa/totp/activate/", two_factor.activate_totp, name="mfa_activate_totp"),
    path("", include("allauth.urls")),
]
