"""The start page: start an assessment, or continue the open one."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.core import ratelimit
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.forms.taking import StartForm
from assessments.models.direction import Direction
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.pages.check_in import open_part_url
from assessments.pages.question import next_url
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.check_in import find_check_in, find_earlier
from assessments.selectors.direction import find_direction
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_site_version,
    read_questionnaire,
)
from assessments.selectors.taking import find_draft, find_latest_completed, is_free_code
from assessments.services.taking import start_assessment
from assessments.views.access import find_unconfirmed, find_waiting, holder_of
from assessments.views.pace import pace_of
from setframework.people import visitors
from setframework.people.visitors import Holder

# The two clicks of a double click are never further apart.
DOUBLE_CLICK = timedelta(minutes=1)
CODE_SALT = "assessments.start"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    draft = find_draft(holder_of(request))
    if draft is not None:
        return _resume(request, draft)
    version = _site_version()
    questionnaire = read_questionnaire(version)
    if request.method != "POST":
        return _offer(request, questionnaire)
    if not request.user.is_authenticated and not ratelimit.consume(request, action="visitor"):
        return ratelimit.respond_429(request)
    form = StartForm(request.POST, questionnaire=questionnaire)
    if not form.is_valid():
        return _offer(request, questionnaire, form)
    draft = start_assessment(
        holder=_new_holder(request), version=version, at=timezone.now(), **form.cleaned_data
    )
    if draft.person is None:
        visitors.remember(request.session, draft.code)
    return _go_on(request, draft)


def _go_on(request: HttpRequest, draft: Assessment) -> HttpResponse:
    """Goes to the short retake if that was chosen, else to the next question or the result."""
    if draft.is_completed:
        return redirect("assessments:result", draft.code)
    found = find_check_in(draft) if "check_in" in request.POST else None
    if found is not None:
        return redirect(open_part_url(found))
    return redirect(next_url(draft, read_questionnaire(draft.version)))


def _resume(request: HttpRequest, draft: Assessment) -> HttpResponse:
    if request.method == "POST":
        return _go_on(request, draft)
    questionnaire = read_questionnaire(draft.version)
    context: dict[str, Any] = {
        "draft": draft,
        "earlier": find_earlier(draft) if draft.person_id else None,
        "progress": Unfinished(questionnaire, draft.responses, pace_of(request)),
        "waiting": _find_waiting(request),
    }
    return render(request, "assessments/start.html", context)


def _offer(
    request: HttpRequest, questionnaire: Questionnaire, form: StartForm | None = None
) -> HttpResponse:
    direction = find_direction(request.user) if request.user.is_authenticated else None
    context: dict[str, Any] = {
        "form": form or _form(questionnaire, direction),
        "earlier": _find_latest(request, questionnaire.key),
        "progress": Unfinished(questionnaire, {}),
        "waiting": _find_waiting(request),
        "unconfirmed": find_unconfirmed(request),
        "visitor_code": None if request.user.is_authenticated else _sign(uuid4()),
        "direction": direction,
    }
    return render(request, "assessments/start.html", context)


def _form(questionnaire: Questionnaire, direction: Direction | None) -> StartForm:
    initial = {"level": direction.aims_at, "path": direction.path} if direction else None
    return StartForm(questionnaire=questionnaire, initial=initial)


def _find_latest(request: HttpRequest, questionnaire: str) -> Assessment | None:
    """The result that a short retake starts from."""
    if not request.user.is_authenticated:
        return None
    return find_latest_completed(request.user, questionnaire)


def _find_waiting(request: HttpRequest) -> Assessment | None:
    """Answers given in this browser before the log-in, which nobody has claimed yet."""
    return find_waiting(request) if request.user.is_authenticated else None


def _new_holder(request: HttpRequest) -> Holder:
    """A visitor gets the code of the form, so that two clicks on it make one draft."""
    if request.user.is_authenticated:
        return Holder(person=request.user)
    code = _unsign(request.POST.get("visitor", ""))
    if code is None or not is_free_code(code, since=timezone.now() - DOUBLE_CLICK):
        code = uuid4()
    return Holder(draft_code=code)


def _sign(code: UUID) -> str:
    return signing.dumps(str(code), salt=CODE_SALT)


def _unsign(text: str) -> UUID | None:
    try:
        return UUID(signing.loads(text, salt=CODE_SALT, max_age=timedelta(days=1)))
    except signing.BadSignature:
        return None


def _site_version() -> QuestionnaireVersion:
    try:
        return get_site_version()
    except UnknownQuestionnaire as unknown:
        raise Http404(f"not published: {unknown}") from None
