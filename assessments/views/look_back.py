"""An earlier date with today's eyes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import services
from assessments.forms import LookBackForm
from assessments.models import Assessment
from assessments.selectors import find_latest_completed, find_look_back, read_questionnaire
from assessments.views.access import own_assessment


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_assessment
def look_back(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    latest = find_latest_completed(request.user)
    if not assessment.is_completed or latest is None or latest == assessment:
        return _tell_nothing_later(request, assessment)
    kept = find_look_back(assessment, latest)
    questionnaire = read_questionnaire(assessment.version)
    form = LookBackForm(
        request.POST or None,
        items=questionnaire.items,
        then=assessment.responses,
        seen=kept.responses if kept else {},
    )
    if request.method != "POST" or not form.is_valid():
        scales = [(scale, form.rows_of(scale.key)) for scale in questionnaire.scales]
        context = {"assessment": assessment, "latest": latest, "form": form, "scales": scales}
        return render(request, "assessments/look_back.html", context)
    services.save_look_back(
        person=request.user, code=assessment.code, responses=form.responses, at=timezone.now()
    )
    messages.success(request, _("Saved beside your answers of that day, which stay as they are."))
    return redirect("assessments:look_back", assessment.code)


def _tell_nothing_later(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    messages.info(
        request, _("One looks back from a later result. Take the assessment again first.")
    )
    return redirect("assessments:result", assessment.code)
