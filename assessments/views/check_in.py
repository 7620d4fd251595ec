"""The short retake: first what is asked anew, then each scale: still the same?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments import services
from assessments.forms import AskedForm, StillForm
from assessments.models import Assessment
from assessments.scoring.questionnaire import Scale, UnknownKey
from assessments.selectors import CheckIn, find_check_in, get_notes
from assessments.services import AlreadyCompleted, Evidence
from assessments.views.access import own_assessment
from assessments.views.question import tell_completed


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_assessment
def check_in(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """`?part=` names a scale; without it the items of the plan and of the focus are asked."""
    if assessment.is_completed:
        return tell_completed(request, assessment)
    found = find_check_in(assessment)
    if found is None:
        return redirect("assessments:start")
    scale = _scale(request, found)
    form = _asked(request, found) if scale is None else _still(request, found, scale)
    if request.method != "POST" or not form.is_valid():
        return _show(request, found, scale, form)
    try:
        _save(request, assessment, form)
    except AlreadyCompleted:
        return tell_completed(request, assessment)
    return redirect(_next(found, scale))


def _scale(request: HttpRequest, found: CheckIn) -> Scale | None:
    part = request.GET.get("part")
    try:
        return found.questionnaire.scale(part) if part else None
    except UnknownKey as unknown:
        raise Http404(str(unknown)) from None


def _asked(request: HttpRequest, found: CheckIn) -> AskedForm:
    notes = get_notes(found.draft)
    return AskedForm(
        request.POST or None,
        items=found.asked,
        questionnaire=found.questionnaire,
        responses=found.draft.responses,
        notes={item: note.text for item, note in notes.items()},
    )


def _still(request: HttpRequest, found: CheckIn, scale: Scale) -> StillForm:
    return StillForm(
        request.POST or None,
        items=found.rest(scale.key),
        questionnaire=found.questionnaire,
        then=found.then,
        responses=found.draft.responses,
        carried_over=found.draft.carried_over,
    )


def _save(request: HttpRequest, draft: Assessment, form: AskedForm | StillForm) -> None:
    parts: dict[str, Any] = {"answers": form.answers}
    if isinstance(form, StillForm):
        parts["same"] = form.same
    else:
        days = {item: note.happened_on for item, note in get_notes(draft).items()}
        parts["notes"] = {item: Evidence(text, days.get(item)) for item, text in form.texts.items()}
    services.save_check_in(person=request.user, code=draft.code, **parts)


def _steps(found: CheckIn) -> list[Scale | None]:
    """What is asked anew, if anything is; then the scales of which something is left."""
    scales = [scale for scale in found.questionnaire.scales if found.rest(scale.key)]
    return [*([None] if found.asked else []), *scales]


def _url(found: CheckIn, scale: Scale | None) -> str:
    url = reverse("assessments:check_in", args=[found.draft.code])
    return url if scale is None else f"{url}?part={scale.key}"


def _next(found: CheckIn, scale: Scale | None) -> str:
    steps = _steps(found)
    place = steps.index(scale) + 1 if scale in steps else 0
    if place < len(steps):
        return _url(found, steps[place])
    return reverse("assessments:check", args=[found.draft.code])


def _show(request: HttpRequest, found: CheckIn, scale: Scale | None, form: Form) -> HttpResponse:
    steps = _steps(found)
    place = steps.index(scale) if scale in steps else 0
    context: dict[str, Any] = {
        "found": found,
        "scale": scale,
        "position": found.questionnaire.scales.index(scale) if scale else None,
        "form": form,
        "step": place + 1,
        "steps": len(steps),
        "back_url": _url(found, steps[place - 1]) if place else reverse("assessments:start"),
        "then": _words(found),
    }
    return render(request, "assessments/check_in.html", context)


def _words(found: CheckIn) -> dict[str, str]:
    """Item key -> what was answered then, in the words of its option."""
    words = {}
    for item in found.asked:
        value = found.then.get(item.key)
        if type(value) is int:
            words[item.key] = item.answer_scale.option(value).label
        elif isinstance(value, str):
            words[item.key] = found.questionnaire.special_answer(value).label
    return words
