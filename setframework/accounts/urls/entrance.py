"""The addresses of allauth. Ours come first and replace its own."""

from django.urls import include, path, re_path

from setframework.accounts.views import entrance, two_factor

urlpatterns = [
    path("signup/", entrance.signup, name="account_signup"),
    path("confirm-email/", entrance.verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$", entrance.confirm_email, name="account_confirm_email"
    ),
    path("2fa/", two_factor.index, name="mfa_index"),
    path("2fa/totp/activate/", two_factor.activate_totp, name="mfa_activate_totp"),
    path("2fa/recovery-codes/", two_factor.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/download/",
        two_factor.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        two_factor.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/webauthn/add/", two_factor.add_webauthn, name="mfa_add_webauthn"),
    path("", include("allauth.urls")),
]
