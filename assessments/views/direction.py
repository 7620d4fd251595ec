"""The page of a person's direction, and of the technologies that they rate."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.direction import TechnologyForm, WholeDirectionForm
from assessments.models.direction import KeyTechnology
from assessments.pages.direction import DirectionPage
from assessments.scoring.questionnaire import AnswerScale, Questionnaire
from assessments.selectors.direction import (
    find_direction,
    get_key_technology,
    list_key_technologies,
)
from assessments.selectors.questionnaires import find_site_questionnaire
from assessments.services import direction
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import refusals_in

# In the session: the technology that was removed last.
REMOVED = "removed-technology"


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@person_only
def page(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    form = WholeDirectionForm(
        request.POST, questionnaire=_questionnaire(), direction=find_direction(request.user)
    )
    if not form.is_valid():
        return _show(request, form=form)
    direction.set_direction(person=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Your direction is saved."))
    if form.unsaved:
        # Shown at once: a redirect would have to store it.
        return _show(request, unsaved=form.unsaved)
    return redirect("assessments:direction")


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def technologies(request: PersonRequest) -> HttpResponse:
    """Adds a technology."""
    if request.method != "POST":
        return redirect("assessments:direction")
    form = TechnologyForm(request.POST, scale=_scale())
    if form.is_valid():
        with refusals_in(form):
            direction.add_key_technology(
                person=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("The technology is saved."))
            return redirect("assessments:direction")
    return _show(request, technology_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@person_only
def technology(request: PersonRequest, code: UUID) -> HttpResponse:
    """Rates a technology again."""
    found = _own(request, code)
    form = TechnologyForm(request.POST or None, scale=_scale(), technology=found)
    if request.method == "POST" and form.is_valid():
        try:
            direction.change_key_technology(
                person=request.user, code=code, at=timezone.now(), **form.cleaned_data
            )
        except direction.TechnologyNamed:
            form.add_error("name", _("You have already named this one."))
        except KeyTechnology.DoesNotExist:  # removed in another tab
            raise Http404 from None
        else:
            messages.success(request, _("The technology is saved."))
            return redirect("assessments:direction")
    context = {"form": form, "technology": found}
    return render(request, "assessments/technology.html", context)


@require_POST
@person_only
def remove_technology(request: PersonRequest, code: UUID) -> HttpResponse:
    try:
        direction.remove_key_technology(person=request.user, code=code)
    except KeyTechnology.DoesNotExist:
        # The second of two clicks goes where the first one went; any other code is unknown here.
        if request.session.get(REMOVED) != str(code):
            raise Http404 from None
    else:
        request.session[REMOVED] = str(code)
        messages.success(request, _("The technology is removed."))
    return redirect("assessments:direction")


def _show(
    request: PersonRequest,
    *,
    form: WholeDirectionForm | None = None,
    technology_form: TechnologyForm | None = None,
    unsaved: frozenset[str] = frozenset(),
) -> HttpResponse:
    questionnaire = _questionnaire()
    page = DirectionPage(
        questionnaire,
        find_direction(request.user),
        list_key_technologies(request.user),
        unsaved,
    )
    # The summary of errors at the top belongs to the form that was sent.
    context: dict[str, Any] = {"page": page, "sent": technology_form or form}
    context["form"] = form or WholeDirectionForm(
        questionnaire=questionnaire, direction=page.direction
    )
    if technology_form is None and len(page.technologies) < direction.MOST_TECHNOLOGIES:
        technology_form = TechnologyForm(scale=page.scale) if page.scale else None
    context["technology_form"] = technology_form
    return render(request, "assessments/direction.html", context)


def _own(request: PersonRequest, code: UUID) -> KeyTechnology:
    try:
        return get_key_technology(request.user, code)
    except KeyTechnology.DoesNotExist:
        raise Http404 from None


def _questionnaire() -> Questionnaire:
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        raise Http404("nothing is published")
    return questionnaire


def _scale() -> AnswerScale:
    scale = _questionnaire().key_technology_scale
    if scale is None:
        raise Http404("this questionnaire rates no technologies")
    return scale
