"""Pages of allauth about second factors that do more here than in allauth."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base import views as base_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from setframework.accounts.services.factors import use_up_first_code
from setframework.people.factors import remember_new_factor
from setframework.people.models import User


class ActivateTOTPView(NextRedirectMixin, totp_views.ActivateTOTPView):
    """Sets up the app once, however often the form is sent; its first code is used up by it.

    `?next=` leads back to the page that asked for it.
    """

    def form_valid(self, form: Any) -> HttpResponse:
        person = cast(User, self.request.user)
        with transaction.atomic():
            User.objects.lock(person)
            if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
                return redirect("mfa_index")
            response: HttpResponse = super().form_valid(form)
            use_up_first_code(person=person, code=form.cleaned_data["code"])
        remember_new_factor(self.request, Authenticator.Type.TOTP)
        return response


class AddWebAuthnView(NextRedirectMixin, webauthn_views.AddWebAuthnView):
    """Adds a passkey, which this session has shown by that."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        remember_new_factor(self.request, Authenticator.Type.WEBAUTHN)
        return response


def _readable(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Lead to the account page with the reason if this site's key opens no secret."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *args, **parts)
            if hasattr(response, "render"):
                response.render()
            return response
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return redirect("accounts:account")

    return shown


# The picture of the code is part of the page, which the site's policy forbids elsewhere.
activate_totp = csp_update({"img-src": ["data:"]})(ActivateTOTPView.as_view())
add_webauthn = AddWebAuthnView.as_view()
index = _readable(base_views.index)
view_recovery_codes = _readable(recovery_views.view_recovery_codes)
download_recovery_codes = _readable(recovery_views.download_recovery_codes)
generate_recovery_codes = _readable(recovery_views.generate_recovery_codes)
