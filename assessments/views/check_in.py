"""The short retake: first what is asked anew, then each scale: still the same?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.forms.check_in import CheckInForm
from assessments.models.taking import Assessment, Note
from assessments.scoring.questionnaire import Scale, UnknownKey
from assessments.selectors.check_in import CheckIn, find_check_in
from assessments.selectors.taking import get_notes
from assessments.services import check_in
from assessments.services.check_in import NothingToConfirm
from assessments.services.taking import AlreadyCompleted, Evidence
from assessments.views.access import own_assessment
from assessments.views.question import tell_completed
from setframework.people.requests import PersonRequest
from setframework.web.middleware import unsent


@unsent.shown_in_place
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_assessment
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """`?part=` names a scale; without it the items of the plan and of the focus are asked."""
    if assessment.is_completed:
        return tell_completed(request, assessment)
    found = find_check_in(assessment)
    if found is None:
        return redirect("assessments:start")
    scale = _scale(request, found)
    notes = get_notes(assessment)
    form = _form(request, found, scale, notes)
    if request.method != "POST" or not form.is_valid():
        return _show(request, found, scale, form)
    try:
        _save(request, form, notes)
    except AlreadyCompleted:
        return tell_completed(request, assessment)
    except NothingToConfirm:  # the earlier result went a moment ago
        return redirect(_url(found, scale))
    return redirect("assessments:start" if "leave" in request.POST else _next(found, scale))


def open_part_url(found: CheckIn) -> str:
    """Where a check-in goes on: its first part with something open, else the check page."""
    for scale in _steps(found):
        items = found.asked if scale is None else found.fresh(scale.key) + found.still(scale.key)
        if found.is_open(items):
            return _url(found, scale)
    return reverse("assessments:check", args=[found.draft.code])


def _scale(request: HttpRequest, found: CheckIn) -> Scale | None:
    part = request.GET.get("part")
    try:
        return found.questionnaire.scale(part) if part else None
    except UnknownKey as unknown:
        raise Http404(str(unknown)) from None


def _form(
    request: HttpRequest, found: CheckIn, scale: Scale | None, notes: dict[str, Note]
) -> CheckInForm:
    return CheckInForm(
        unsent.sent(request),
        found=found,
        asked=found.asked if scale is None else found.fresh(scale.key),
        still=() if scale is None else found.still(scale.key),
        notes={item: note.text for item, note in notes.items()},
    )


def _save(request: PersonRequest, form: CheckInForm, notes: dict[str, Note]) -> None:
    days = {item: note.happened_on for item, note in notes.items()}
    check_in.save_check_in(
        person=request.user,
        code=form.found.draft.code,
        answers=form.answers,
        # Who leaves has not said of anything yet that it is still the same.
        same=() if "leave" in request.POST else form.same,
        can_gain=form.can_gain,
        notes={item: Evidence(text, days.get(item)) for item, text in form.notes.items()},
    )


def _steps(found: CheckIn) -> list[Scale | None]:
    """What is asked anew, if anything is; then the scales of which something is left."""
    asked = {item.key for item in found.asked}
    scales = found.questionnaire.scales
    left = [scale for scale in scales if not asked.issuperset(item.key for item in scale.items)]
    return [*([None] if asked else []), *left]


def _url(found: CheckIn, scale: Scale | None) -> str:
    url = reverse("assessments:check_in", args=[found.draft.code])
    return url if scale is None else f"{url}?part={scale.key}"


def _next(found: CheckIn, scale: Scale | None) -> str:
    steps = _steps(found)
    place = steps.index(scale) + 1 if scale in steps else 0
    if place < len(steps):
        return _url(found, steps[place])
    return reverse("assessments:check", args=[found.draft.code])


def _show(
    request: HttpRequest, found: CheckIn, scale: Scale | None, form: CheckInForm
) -> HttpResponse:
    steps = _steps(found)
    place = steps.index(scale) if scale in steps else 0
    scales = found.questionnaire.scales
    context: dict[str, Any] = {
        "found": found,
        "scale": scale,
        "position": scales.index(scale) if scale else None,
        "positions": {each.key: number for number, each in enumerate(scales)},
        "form": form,
        "step": place + 1,
        "steps": len(steps),
        "url": _url(found, scale),
        "back_url": _url(found, steps[place - 1]) if place else reverse("assessments:start"),
    }
    return render(request, "assessments/check_in.html", context)
