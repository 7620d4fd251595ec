"""The adapters by which allauth lets a site change its behaviour."""

import logging
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.contrib import messages
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment
from assessments.selectors.taking import find_visitor_draft
from assessments.services.taking import DraftExists, attach_draft
from setframework.accounts.selectors.entrance import is_email_of_another
from setframework.accounts.services.closing import shut_others_out
from setframework.people import devices, guesses, visitors
from setframework.people.models import User
from setframework.people.recent import was_confirmed_recently
from setframework.people.sealing import UnreadableSecret, seal, unseal
from setframework.web.addresses import canonical_or_same
from setframework.web.limits import find_wait
from setframework.web.mail.queue import KIND
from setframework.web.middleware import sessions, unsent
from setframework.web.security_log import record

logger = logging.getLogger(__name__)


# E-mails that anybody can have sent to any address -> what they have in common.
LINKS = {
    "account/email/account_already_exists": "signup",
    "account/email/email_confirmation": "confirm",
    "account/email/email_confirmation_signup": "signup",
    "account/email/password_reset_key": "reset",
    "account/email/unknown_account": "reset",
}
# Their forms ask whether to stay logged in.
ASK_TO_STAY = {"account_login", "account_signup", "mfa_login_webauthn"}


class AccountAdapter(DefaultAccountAdapter):
    """Like allauth, except for the methods below."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already your address."),
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "email_taken": _("There is an account with this e-mail address. Log in instead."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        person = cast(User, super().save_user(request, user, form, commit))
        code = visitors.read(request.session)
        if code is not None:
            try:
                attach_draft(person=person, code=code, at=timezone.now())
            except (Assessment.DoesNotExist, DraftExists):  # gone: the sign-up goes on without it
                visitors.forget(request.session)
        visitors.set_aside(request.session, person.email)
        return person

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Instead of allauth's count, by which five guesses from anywhere lock an address out."""
        email = canonical_or_same(str(credentials.get("email") or "")).lower()
        person = devices.find_owner(request, email)
        self._guess = guesses.count(request, email, person, everywhere="login_failed_address")
        if self._guess is None:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        if self._guess is not None:
            self._guess.take_back()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        email = canonical_or_same(str(credentials.get("email") or "")).lower()
        guesses.forgive(request, email, everywhere="login_failed_address")

    def pre_login(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and match.url_name in ASK_TO_STAY:
            sessions.choose(request.session, stays=bool(request.POST.get("remember")))
        response: HttpResponse | None = super().pre_login(request, *args, **kwargs)
        return response

    def post_login(
        self, request: HttpRequest, user: Any, *, redirect_url: str | None, **kwargs: Any
    ) -> HttpResponse:
        visitors.take_back(request.session, user.email)
        sessions.apply_choice(request.session)
        # Before any ?next=: the person decides first what becomes of the answers that wait.
        keep_url = _keep_url(request)
        if keep_url is None:
            visitors.forget(request.session)
        redirect_url = keep_url or redirect_url
        response = super().post_login(request, user, redirect_url=redirect_url, **kwargs)
        unsent.remember_writer(response, user.pk)
        devices.remember(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return _keep_url(request) or super().get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One rule for all pages and the API: a log-in counts for as long as a confirmation."""
        is_asked: bool = super().is_reauthentication_required(app=app, **kwargs)
        return is_asked and not was_confirmed_recently(context.request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        # Another account may have the address, unconfirmed. People log in with their address,
        # so it can't move to a second account while the first one has it.
        if is_email_of_another(email_address.user, email_address.email):
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return super().confirm_email(request, email_address)

    def send_mail(self, template_prefix: str, email: str, facts: dict[str, Any]) -> None:
        """Send it, unless the address has had many such links, which work for days.

        The page says the same in each case, so that nobody learns who has an account.
        """
        if template_prefix in LINKS and _has_had_many(LINKS[template_prefix], email):
            record("limit.hit", result="refused", limit="account_letter", status=200)
            return
        super().send_mail(template_prefix, email, facts)

    def render_mail(self, template_prefix: str, *args: Any, **kwargs: Any) -> EmailMessage:
        """The mail as text, and the same as HTML with links to click."""
        message = super().render_mail(template_prefix, *args, **kwargs)
        if isinstance(message, EmailMultiAlternatives):
            html = render_to_string("emails/message.html", {"text": message.body})
            message.attach_alternative(html, "text/html")
        message.extra_headers[KIND] = template_prefix.rsplit("/", 1)[-1]
        return message


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    """The list of browsers that are logged in."""

    def end_sessions(self, sessions: Any) -> None:
        """Who logs out everywhere else may have lost more than a browser: the rest ends too."""
        super().end_sessions(sessions)
        record("logout.elsewhere", person=context.request.user)
        shut_others_out(person=context.request.user)


class MFAAdapter(DefaultMFAAdapter):
    """Two-factor log-in, in this site's words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Turn off two-factor log-in before you add an address."),
        "cannot_delete_authenticator": _("Two-factor log-in can't be turned off now."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes come with an authenticator app or a passkey. Add one of them first."
        ),
        "incorrect_code": _("This code or key is not right. Try again."),
        "unverified_email": _(
            "Confirm your e-mail address first, so that a lost key never locks you out."
        ),
        "unreadable_secret": _(
            "We can't check codes at the moment, because this site's key for them has changed. "
            "Your codes are still good. Please tell the people who run this site. A passkey "
            "works meanwhile."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return unseal(encrypted_text)
        except UnreadableSecret as error:
            logger.error("MFA_KEY and MFA_KEY_FALLBACKS do not open the secret of a second factor.")
            raise self.validation_error("unreadable_secret") from error

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def _has_had_many(kind: str, email: str) -> bool:
    """Count such a link to the address, by the network that asks for it and from anywhere."""
    address = f"{kind}:{email.casefold()}"
    here = f"{address}:{get_ip(context.request)}"
    return (
        find_wait("account_letter", here) is not None
        or find_wait("account_letter_anywhere", address) is not None
    )


def _keep_url(request: HttpRequest) -> str | None:
    code = visitors.read(request.session)
    if find_visitor_draft(code) is None:
        return None
    return reverse("assessments:keep", args=[code])
