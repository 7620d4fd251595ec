"""What this site holds about a person: to carry away, to bring in, to look through, to erase."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.selectors.measurement import find_measurement_consent
from assessments.services.measurement import set_measurement_consent
from setframework.accounts import selectors, services
from setframework.accounts.forms.account import DeletionForm, MeasurementForm
from setframework.accounts.forms.data import ImportForm
from setframework.people.requests import PersonRequest
from setframework.portable.exporting import export_document
from setframework.portable.format import as_json
from setframework.portable.importing import Imported, import_records


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PersonRequest) -> HttpResponse:
    form = DeletionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _erase(request)
    return _show(request, form=form, deletion_form=form)


@login_required
@never_cache
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """One JSON file, laid out so that a person can read it too."""
    now = timezone.now()
    document = {"exported_at": as_json(now), **export_document(request.user)}
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=1) + "\n", content_type="application/json"
    )
    name = f"set-framework-{now:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: PersonRequest) -> HttpResponse:
    is_sent, now = request.method == "POST", timezone.now()
    form = ImportForm(request.POST, request.FILES, at=now) if is_sent else ImportForm(at=now)
    if not is_sent or not form.is_valid():
        return _show(request, form=form, import_form=form)
    records = form.cleaned_data["file"]
    done = import_records(person=request.user, records=records, at=now)
    messages.success(request, _say(done))
    return redirect("accounts:data")


def _say(done: Imported) -> str:
    """What came in, in one or more sentences."""
    sentences = [
        ngettext("%(count)d record came in.", "%(count)d records came in.", done.imported)
        % {"count": done.imported}
    ]
    if done.already_there:
        sentences.append(
            ngettext(
                "%(count)d was there already.", "%(count)d were there already.", done.already_there
            )
            % {"count": done.already_there}
        )
    if "assessments" in done.left_out:
        sentences.append(_("The open draft was left out, as you have one here."))
    if "key_technologies" in done.left_out:
        sentences.append(_("Key technologies were left out, as you have named enough here."))
    return " ".join(sentences)


@login_required
@require_POST
def measurement(request: PersonRequest) -> HttpResponse:
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


@reauthentication_required
def _erase(request: PersonRequest) -> HttpResponse:
    """Who left a browser open must not lose everything to the next one who sits down there."""
    services.delete_person(person=request.user)
    logout(request)
    messages.success(request, _("Your account and everything in it is erased."))
    return redirect("landing")


def _show(request: PersonRequest, **forms: Any) -> HttpResponse:
    person = request.user
    consent = find_measurement_consent(person)
    context = {
        "deletion_form": DeletionForm(person=person),
        "import_form": ImportForm(at=timezone.now()),
        "holds": selectors.count_data(person, timezone.now()),
        "readings": selectors.list_readings(person),
        "consent": consent,
        "measurement_form": MeasurementForm(initial={"is_given": consent is not None}),
    }
    return render(request, "account/data.html", context | forms)
