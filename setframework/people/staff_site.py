"""The admin: only for staff, and only after a second factor. It has no log-in of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from setframework.people.factors import list_factors, was_factor_shown


class StaffSite(AdminSite):
    """Whoever may enter comes through the site's log-in and shows a second factor there.

    Who has none sets one up at the first visit, and comes back.
    """

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return super().admin_view(_after_second_factor(view), cacheable)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        index = reverse("admin:index")
        if self.has_permission(request):
            return redirect(index)
        if request.user.is_authenticated:
            raise PermissionDenied
        return _lead_to("account_login", get_next_redirect_url(request) or index)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The site's own page knows the limits, writes to the person, and ends their tokens."""
        return redirect("account_change_password")


def _after_second_factor(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def enter(request: Any, *args: Any, **parts: Any) -> HttpResponse:
        factors = list_factors(request.user)
        if not factors:
            messages.info(
                request, _("The admin opens only with a second step. Set it up here, then go on.")
            )
            return _lead_to("mfa_activate_totp", request.get_full_path())
        if not was_factor_shown(request):
            has_codes = factors != {Authenticator.Type.WEBAUTHN}
            way = "mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn"
            return _lead_to(way, request.get_full_path())
        response: HttpResponse = view(request, *args, **parts)
        return response

    return enter


def _lead_to(page: str, back_to: str) -> HttpResponse:
    return redirect(f"{reverse(page)}?{urlencode({'next': back_to})}")
