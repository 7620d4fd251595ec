"""Pages of allauth that do more here than in allauth, and discarding a visitor's answers."""

from contextlib import suppress
from typing import Any

from allauth.account import views as account_views
from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.models.taking import Assessment
from assessments.services.taking import AlreadyCompleted, discard_draft
from assessments.views.access import find_unconfirmed
from setframework.accounts.selectors import entrance
from setframework.people import visitors
from setframework.people.visitors import Holder
from setframework.web.addresses import readable


class SignupView(account_views.SignupView):
    """Shows which answers the new account will have."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"draft": _find_waiting(self.request)}


class VerificationSentView(account_views.EmailVerificationSentView):
    """Leads back to the result that this browser shows meanwhile."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"unconfirmed": find_unconfirmed(self.request)}


class ConfirmEmailView(account_views.ConfirmEmailView):
    """A link that is too old offers a new one, and a second click on it does no harm."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if "send_again" in self.request.POST:
            return self._send_again()
        try:
            response: HttpResponse = super().post(*args, **kwargs)
        except Http404:
            self.object = None
            response = self.render_to_response(self.get_context_data())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.object is None:
            context["address"] = entrance.find_address_of_key(self.kwargs["key"])
        return context

    def _send_again(self) -> HttpResponse:
        address = entrance.find_address_of_key(self.kwargs["key"])
        if address is None or address.verified:
            return redirect("account_login")
        key = address.email.lower()
        if ratelimit.consume(self.request, action="confirm_email", key=key):
            address.send_confirmation(self.request)
        messages.info(
            self.request,
            _("We sent a new link to %(email)s.") % {"email": readable(address.email)},
        )
        return redirect("account_email_verification_sent")


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest) -> HttpResponse:
    """Throw away the answers that a visitor's session holds, after asking."""
    waiting = _find_waiting(request)
    if waiting is None:
        visitors.forget(request.session)
        return redirect("landing")
    if request.method != "POST":
        return render(request, "account/discard.html", {"draft": waiting})
    with suppress(Assessment.DoesNotExist, AlreadyCompleted):  # another tab was first
        discard_draft(holder=Holder(draft_code=waiting.code), code=waiting.code)
    visitors.forget(request.session)
    messages.success(request, _("Your answers are deleted."))
    return redirect("landing")


def _find_waiting(request: HttpRequest) -> entrance.WaitingDraft | None:
    code = visitors.read(request.session)
    return entrance.find_waiting_draft(code) if code else None


signup = SignupView.as_view()
verification_sent = VerificationSentView.as_view()
confirm_email = ConfirmEmailView.as_view()
