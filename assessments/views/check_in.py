"""The short retake: some items are asked again, then each scale is confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.forms.check_in import CheckInForm
from assessments.models.taking import Assessment, Note
from assessments.pages.check_in import CheckInPage
from assessments.scoring.questionnaire import Scale, UnknownKey
from assessments.selectors.check_in import CheckIn, find_check_in
from assessments.selectors.taking import get_notes
from assessments.services import check_in
from assessments.services.check_in import NothingToConfirm
from assessments.services.taking import AlreadyCompleted, Evidence
from assessments.views.access import own_assessment
from assessments.views.question import tell_completed
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.middleware import unsent
from setframework.web.one_by_one import one_by_one


@unsent.shown_in_place
@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@person_only
@own_assessment
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """`?part=` names a scale; without it the items of the plan and of the focus are asked."""
    if assessment.is_completed:
        return tell_completed(request, assessment)
    found = find_check_in(assessment)
    if found is None:
        return redirect("assessments:start")
    page = CheckInPage(found, _scale(request, found), request.GET.get("chosen", ""))
    notes = get_notes(assessment)
    form = _form(request, page, notes)
    if request.method != "POST" or not form.is_valid():
        return render(request, "assessments/check_in.html", {"page": page, "form": form})
    try:
        _save(request, form, notes)
    except AlreadyCompleted:
        return tell_completed(request, assessment)
    except NothingToConfirm:  # the earlier result went a moment ago
        return redirect(page.url)
    return redirect("assessments:start" if "leave" in request.POST else page.next_url)


def _scale(request: HttpRequest, found: CheckIn) -> Scale | None:
    part = request.GET.get("part")
    try:
        return found.questionnaire.scale(part) if part else None
    except UnknownKey as unknown:
        raise Http404(str(unknown)) from None


def _form(request: HttpRequest, page: CheckInPage, notes: dict[str, Note]) -> CheckInForm:
    found, scale = page.found, page.scale
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
        # A person who leaves has not confirmed anything yet.
        same=() if "leave" in request.POST else form.same,
        can_gain=form.can_gain,
        notes={item: Evidence(text, days.get(item)) for item, text in form.notes.items()},
    )
