"""allauth's forms for sign-up, log-in and passwords, in our words and with one password field."""

from typing import Any, cast

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from setframework.people import visitors
from setframework.people.models import User
from setframework.web.addresses import canonical, read_canonically

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_HINT = _("At least 10 characters. A few words in a row are easy to keep.")
STAY = _("Stay logged in on this browser")
STAY_HINT = _("For 30 days at most. Without it, closing the browser logs you out.")
EMAIL_LENGTH = User._meta.get_field("email").max_length or 254


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word_email(self.fields["login"])
        word(self.fields["password"], PASSWORD)
        word(self.fields["remember"], STAY, STAY_HINT)


class SignupForm(allauth_forms.SignupForm):
    # The adapter reads it, as it does that of the log-in.
    remember = forms.BooleanField(label=STAY, help_text=STAY_HINT, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"], is_strict=True)
        word(self.fields["password1"], PASSWORD, PASSWORD_HINT)
        self.order_fields(["email", "password1", "remember"])

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Save in one transaction. The second of two clicks finds the account of the first."""
        if self.account_already_exists:
            return self._pretend(request)
        try:
            with transaction.atomic():
                saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
                return saved
        except IntegrityError:
            return self._respond_to_second_click(request)

    def _pretend(self, request: HttpRequest) -> tuple[None, HttpResponse | None]:
        """Look as if the address had no account. The time it takes is the same too."""
        User().set_password(self.cleaned_data["password1"])
        visitors.set_aside(request.session, self.cleaned_data["email"])
        saved: tuple[None, HttpResponse | None] = super().try_save(request)
        return saved

    def _respond_to_second_click(self, request: HttpRequest) -> tuple[None, HttpResponse | None]:
        try:
            self.validate_unique_email(self.cleaned_data["email"])
        except forms.ValidationError as error:
            messages.error(request, error.message)
            return None, redirect("account_login")
        self.account_already_exists = True
        return self._pretend(request)


class AddEmailForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"], _("New e-mail address"), is_strict=True)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"])

    def clean_email(self) -> str:
        """Only the address of the log-in opens an account, not a new one that is unconfirmed."""
        email: str = super().clean_email()
        # Letter by letter: databases take some look-alikes for the same letter without its case.
        self.users = [person for person in self.users if person.email == email]
        # Accounts of an earlier release may have what is no address by today's rules.
        return email if self.users else canonical(email)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word(self.fields["oldpassword"], _("Current password"))
        ask_once(self, NEW_PASSWORD)

    def clean_oldpassword(self) -> str:
        """A wrong one counts, and stands in the security log, as it does at the log-in."""
        adapter, password = get_adapter(), str(self.cleaned_data["oldpassword"])
        person = cast(User, self.user)
        found = adapter.authenticate(context.request, email=person.email, password=password)
        if found != person:
            raise adapter.validation_error("enter_current_password")
        return password


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ask_once(self, NEW_PASSWORD)


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ask_once(self, NEW_PASSWORD)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        word(self.fields["password"], PASSWORD)


def word(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Set our label and hint. A placeholder would only repeat the label, in grey."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def word_email(field: forms.Field, label: Any = EMAIL, *, is_strict: bool = False) -> None:
    word(field, label)
    read_canonically(field, is_strict=is_strict)
    # A longer one would be cut off when stored.
    field.validators = [*field.validators, MaxLengthValidator(EMAIL_LENGTH)]
    field.widget.attrs["maxlength"] = EMAIL_LENGTH


def ask_once(form: forms.Form, label: Any) -> None:
    word(form.fields["password1"], label, PASSWORD_HINT)
    del form.fields["password2"]
