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
from django.views.decorators.http import require_http_methods, require_POST

from assessments.selectors import find_measurement_consent
from assessments.services import set_measurement_consent
from setframework.accounts import selectors, services
from setframework.accounts.forms import DeletionForm, MeasurementForm
from setframework.accounts.models import User


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101
    form = DeletionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _erase(request)
    return _show(request, form)


@login_required
@require_POST
def measurement(request: HttpRequest) -> HttpResponse:
    """Gives or withdraws the consent; a box that is not ticked is a no."""
    form = MeasurementForm(request.POST)
    form.full_clean()  # one optional box: nothing can be wrong with it
    is_given = form.cleaned_data["is_given"]
    set_measurement_consent(person=request.user, is_given=is_given, at=timezone.now())
    if is_given:
        messages.success(request, _("Thank you. Your answers may be used from now on."))
    else:
        messages.success(request, _("Your answers are not used."))
    return redirect("accounts:data")


def _show(request: HttpRequest, form: DeletionForm) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101
    consent = find_measurement_consent(request.user)
    context = {
        "form": form,
        "holds": selectors.count_data(request.user, timezone.now()),
        "consent": consent,
        "measurement_form": MeasurementForm(initial={"is_given": consent is not None}),
    }
    return render(request, "account/data.html", context)


@reauthentication_required
def _erase(request: HttpRequest) -> HttpResponse:
    """Who left a browser open must not lose everything to the next one who sits down there."""
    assert isinstance(request.user, User)  # noqa: S101
    services.delete_person(person=request.user)
    logout(request)
    messages.success(request, _("Your account and everything in it is erased."))
    return redirect("landing")
