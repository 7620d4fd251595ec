"""allauth's forms for two-factor log-in and passkeys, in our words. Broken keys cause no 500."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from setframework.accounts.forms.entrance import word
from setframework.people import guesses
from setframework.people.models import User
from setframework.web.forms.editing import EditForm
from setframework.web.forms.words import OneLineField

CODE = _("Code")
CODE_HINT = _("6 digits from your app, or one of your recovery codes.")
PASSKEY_NAME = _("Name of the passkey")
PASSKEY_NAME_HINT = _("For example the device it lives on.")
PASSKEY_NAME_LENGTH = 60
# Real answers of an authenticator have a handful of levels.
CREDENTIAL_LENGTH = 65_536


def check_rate_limit(user: User, error_key: str | None = None) -> Callable[[], None]:
    """Count a code before it is looked at; returns what takes the count back.

    It stands in for allauth's, by which wrong codes from anywhere lock the person out.
    """
    guess = guesses.count(
        context.request, f"code of {user.pk}", user, everywhere="login_failed_codes"
    )
    if guess is None:
        raise get_account_adapter().validation_error(error_key or "too_many_login_attempts")
    return guess.take_back


for module in (base_forms, totp_forms, webauthn_forms):
    vars(module)["check_rate_limit"] = check_rate_limit


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word(self.fields["code"], CODE, _("The 6 digits that the app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AuthenticateForm(base_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word(self.fields["code"], CODE, CODE_HINT)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ReauthenticateForm(base_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word(self.fields["code"], CODE, CODE_HINT)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CredentialField(forms.JSONField):
    """The answer of an authenticator. Anything else counts as a wrong code."""

    def __init__(self) -> None:
        super().__init__(required=True, widget=forms.HiddenInput)
        self.error_messages["required"] = _("Your browser sent no passkey. Try again.")

    def bound_data(self, data: Any, initial: Any) -> None:
        """None: an answer works once, so the page neither shows nor parses it again."""

    def prepare_value(self, value: Any) -> str:
        return ""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > CREDENTIAL_LENGTH:
            raise _no_passkey()
        try:
            credential = super().to_python(value)
        except RecursionError:
            raise _no_passkey() from None
        if credential is not None and not isinstance(credential, dict):
            raise _no_passkey()
        return credential


class AddWebAuthnForm(webauthn_forms.AddWebAuthnForm):
    name = OneLineField(required=False)
    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _word_name(self.fields["name"])
        field = self.fields["passwordless"]
        field.initial = True
        word(field, _("Log in with this passkey alone, without a password"))

    def clean(self) -> dict[str, Any]:
        with_credential: dict[str, Any] = _checked(super().clean)
        return with_credential


class EditWebAuthnForm(EditForm, webauthn_forms.EditWebAuthnForm):
    name = OneLineField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _word_name(self.fields["name"])


class AuthenticateWebAuthnForm(webauthn_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


class LoginWebAuthnForm(webauthn_forms.LoginWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


class ReauthenticateWebAuthnForm(webauthn_forms.ReauthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


def _checked(check: Any) -> Any:
    """Run the check. Made-up input fails in many ways, and each one means: no such passkey."""
    try:
        return check()
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        if isinstance(error, forms.ValidationError):
            raise
        raise _no_passkey() from error


def _no_passkey() -> forms.ValidationError:
    return get_adapter().validation_error("incorrect_code")


def _word_name(field: forms.Field) -> None:
    word(field, PASSKEY_NAME, PASSKEY_NAME_HINT)
    field.validators = [*field.validators, MaxLengthValidator(PASSKEY_NAME_LENGTH)]
    field.widget.attrs["maxlength"] = PASSKEY_NAME_LENGTH
