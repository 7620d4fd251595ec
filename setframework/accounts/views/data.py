"""The data of a person: export, import, the list of those who saw it, erasing."""

import json
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.selectors.measurement import find_measurement_consent
from assessments.services.measurement import set_measurement_consent
from setframework.accounts.forms.data import DeletionForm, ImportForm, MeasurementForm
from setframework.accounts.pages.data import describe_import, list_readings
from setframework.accounts.selectors.data import (
    count_data,
    list_newest_reads,
    list_newest_visits,
)
from setframework.accounts.services.data import delete_person
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.portable.exporting import export_document
from setframework.portable.format import as_json
from setframework.portable.importing import import_records
from setframework.web.limits import find_wait
from setframework.web.one_by_one import one_by_one


@person_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PersonRequest) -> HttpResponse:
    form = DeletionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        erased: HttpResponse = _erase(request)
        return erased
    return _show(request, form=form, deletion_form=form)


@person_only
@never_cache
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """One JSON file, laid out so that a person can read it too."""
    if is_reauthentication_required(request, app="allauth.account"):
        # Not back to the file itself: a browser that is given a file goes on showing the question.
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return redirect(f"{way}?{urlencode({'next': reverse('accounts:data')})}")
    if find_wait("export", str(request.user.pk)) is not None:
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    now = timezone.now()
    document = {"exported_at": as_json(now), **export_document(request.user)}
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=1) + "\n", content_type="application/json"
    )
    name = f"set-framework-{now:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@person_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: PersonRequest) -> HttpResponse:
    is_sent, now = request.method == "POST", timezone.now()
    if is_sent and find_wait("import", str(request.user.pk)) is not None:
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    form = ImportForm(request.POST, request.FILES, at=now) if is_sent else ImportForm(at=now)
    if not is_sent or not form.is_valid():
        return _show(request, form=form, import_form=form)
    records = form.cleaned_data["file"]
    done = import_records(person=request.user, records=records, at=now)
    messages.success(request, describe_import(done))
    return redirect("accounts:data")


@one_by_one
@person_only
@require_POST
def measurement(request: PersonRequest) -> HttpResponse:
    """Give or withdraw the consent. A box that is not ticked withdraws it."""
    consent = find_measurement_consent(request.user)
    form = MeasurementForm(request.POST, initial={"is_given": consent is not None})
    form.full_clean()  # one optional box: nothing can be wrong with it
    is_given = form.cleaned_data["is_given"]
    set_measurement_consent(person=request.user, is_given=is_given, at=timezone.now())
    if is_given:
        messages.success(request, _("Thank you. Your answers may be used from now on."))
    else:
        messages.success(request, _("Your answers are not used."))
    return redirect("accounts:data")


@reauthentication_required
def _erase(request: PersonRequest) -> HttpResponse:
    """Ask for the password: somebody else may sit at a browser that was left open."""
    delete_person(person=request.user)
    logout(request)
    messages.success(request, _("Your account and everything in it is erased."))
    return redirect("landing")


def _show(request: PersonRequest, **forms: Any) -> HttpResponse:
    person = request.user
    consent = find_measurement_consent(person)
    context = {
        "deletion_form": DeletionForm(person=person),
        "import_form": ImportForm(at=timezone.now()),
        "holds": count_data(person, timezone.now()),
        "readings": list_readings(list_newest_visits(person), list_newest_reads(person)),
        "consent": consent,
        "measurement_form": MeasurementForm(initial={"is_given": consent is not None}),
    }
    return render(request, "account/data.html", context | forms)
