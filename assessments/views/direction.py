"""Where one is and wants to be, what fits that, and the technologies of one's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import services
from assessments.forms import TechnologyForm, WholeDirectionForm
from assessments.models import KeyTechnology
from assessments.scoring.questionnaire import AnswerScale, Counsel, Questionnaire
from assessments.selectors import (
    find_direction,
    find_site_questionnaire,
    get_key_technology,
    list_key_technologies,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def direction(request: HttpRequest) -> HttpResponse:
    questionnaire = _questionnaire()
    newest = find_direction(request.user)
    form = WholeDirectionForm(request.POST or None, questionnaire=questionnaire, direction=newest)
    if request.method != "POST" or not form.is_valid():
        return _show(request, questionnaire, form)
    services.set_direction(person=request.user, at=timezone.now(), **form.cleaned_data)
    unsaved = _unsaved(questionnaire, form.cleaned_data.get("holds_back", []))
    if unsaved:
        # Said once in this answer and kept nowhere, so there is nothing to redirect to.
        return _show(request, questionnaire, form, unsaved=unsaved)
    messages.success(request, _("Your direction is saved."))
    return redirect("assessments:direction")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def technologies(request: HttpRequest) -> HttpResponse:
    """Names one more."""
    questionnaire = _questionnaire()
    form = TechnologyForm(request.POST or None, scale=_scale(questionnaire))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_key_technology(person=request.user, at=timezone.now(), **form.cleaned_data)
        except services.TechnologyNamed:
            form.add_error("name", _("You have named this one already. Change its rating below."))
        except services.TooManyTechnologies:
            form.add_error(None, _("Three are enough. Remove one before you name another."))
        else:
            messages.success(request, _("The technology is saved."))
            return redirect("assessments:direction")
    return _show(request, questionnaire, None, technology_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def technology(request: HttpRequest, code: UUID) -> HttpResponse:
    """Rates one anew."""
    found = _own(request, code)
    form = TechnologyForm(request.POST or None, scale=_scale(_questionnaire()), technology=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_key_technology(
                person=request.user, code=code, at=timezone.now(), **form.cleaned_data
            )
        except services.TechnologyNamed:
            form.add_error("name", _("You have named this one already."))
        else:
            messages.success(request, _("The technology is saved."))
            return redirect("assessments:direction")
    context = {"form": form, "technology": found}
    return render(request, "assessments/technology.html", context)


@require_POST
@login_required
def remove_technology(request: HttpRequest, code: UUID) -> HttpResponse:
    _own(request, code)
    services.remove_key_technology(person=request.user, code=code)
    messages.success(request, _("The technology is removed."))
    return redirect("assessments:direction")


def _show(
    request: HttpRequest,
    questionnaire: Questionnaire,
    form: WholeDirectionForm | None,
    *,
    technology_form: TechnologyForm | None = None,
    unsaved: list[Counsel] | None = None,
) -> HttpResponse:
    newest = find_direction(request.user)
    scale = questionnaire.key_technology_scale
    named = list(list_key_technologies(request.user)) if scale else []
    if form is None:
        form = WholeDirectionForm(questionnaire=questionnaire, direction=newest)
    if technology_form is None and scale and len(named) < services.MOST_TECHNOLOGIES:
        technology_form = TechnologyForm(scale=scale)
    context: dict[str, Any] = {
        "form": form,
        "technology_form": technology_form,
        "technologies": [(each, scale.option(each.value).label) for each in named] if scale else [],
        "scale": scale,
        "direction": newest,
        "counsel": _counsel(questionnaire, newest),
        "unsaved": unsaved or [],
        # The summary of errors at the top is of the form that was sent.
        "sent": technology_form if technology_form and technology_form.is_bound else form,
    }
    return render(request, "assessments/direction.html", context)


def _counsel(questionnaire: Questionnaire, direction: Any) -> list[Counsel]:
    """What is said to that which the person has chosen."""
    content = questionnaire.direction
    if content is None or direction is None:
        return []
    brings = [each for each in content.brings if each.key == direction.brings]
    return brings + [each for each in content.holds_back if each.key in direction.holds_back]


def _unsaved(questionnaire: Questionnaire, chosen: list[str]) -> list[Counsel]:
    content = questionnaire.direction
    if content is None:
        return []
    keys = set(chosen) & set(content.unsaved)
    return [each for each in content.holds_back if each.key in keys]


def _own(request: HttpRequest, code: UUID) -> KeyTechnology:
    try:
        return get_key_technology(request.user, code)
    except KeyTechnology.DoesNotExist:
        raise Http404 from None


def _questionnaire() -> Questionnaire:
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        raise Http404("nothing is published")
    return questionnaire


def _scale(questionnaire: Questionnaire) -> AnswerScale:
    if questionnaire.key_technology_scale is None:
        raise Http404("this questionnaire rates no technologies")
    return questionnaire.key_technology_scale
