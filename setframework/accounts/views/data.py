"""What this site holds about a person, and the way to erase it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from setframework.accounts import selectors, services
from setframework.accounts.forms import DeletionForm
from setframework.accounts.models import User


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101
    form = DeletionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _erase(request)
    holds = selectors.count_data(request.user, timezone.now())
    return render(request, "account/data.html", {"form": form, "holds": holds})


@reauthentication_required
def _erase(request: HttpRequest) -> HttpResponse:
    """Who left a browser open must not lose everything to the next one who sits down there."""
    assert isinstance(request.user, User)  # noqa: S101
    services.delete_person(person=request.user)
    logout(request)
    messages.success(request, _("Your account and everything in it is erased."))
    return redirect("landing")
