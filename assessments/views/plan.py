"""The plan: goals are added, changed, ticked and deleted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.plan import GoalForm
from assessments.models.plan import Goal
from assessments.pages.plan import PlanPage, draft_goal, draft_step, make_row
from assessments.pages.result.goals import step_code
from assessments.scoring.questionnaire import Questionnaire, find_item
from assessments.selectors.plan import (
    follow_goals,
    get_goal,
    get_goal_version,
    list_goals,
)
from assessments.selectors.questionnaires import UnknownQuestionnaire, read_questionnaire
from assessments.services import follow_ups, plan
from assessments.views.result import compared
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import refusals_in, refusals_told

# The goal deleted last in a session: a second click on the button finds it gone and not unknown.
DELETED = "deleted_goal"
EDITED = ("text", "expects", "due_on", "note")


@require_safe
@person_only
def page(request: PersonRequest) -> HttpResponse:
    followed = follow_goals(request.user, list_goals(request.user))
    page = PlanPage(followed, timezone.localdate())
    return render(request, "assessments/plan.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def add_goal(request: PersonRequest) -> HttpResponse:
    """`?item=` with `&action=` or `&lean_on=` fills in what a result proposes."""
    questionnaire = _questionnaire(request)
    today = timezone.localdate()
    initial = draft_goal(questionnaire, request.GET, today)
    form = GoalForm(request.POST or None, questionnaire=questionnaire, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            plan.add_goal(
                person=request.user,
                questionnaire=questionnaire.key,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("It is in your plan."))
            return redirect("assessments:plan")
    item = find_item(questionnaire, str(form["item"].value() or ""))
    return render(request, "assessments/goal_add.html", {"form": form, "item": item})


@require_POST
@person_only
def take_step(request: PersonRequest) -> HttpResponse:
    """Plan at once what the result with the code `result` proposes, and go back there."""
    result = _result_code(request)
    questionnaire = _questionnaire(request)
    draft = draft_step(questionnaire, request.POST, timezone.localdate())
    if result is None or draft is None:
        return redirect("assessments:add_goal")
    uses_strength = draft["route"] == Goal.Route.BALANCE
    step = f"{draft['item']}/{draft['route'] if uses_strength else draft['action']}"
    draft["code"] = step_code(result, step)
    with refusals_told(request):
        plan.add_goal(
            person=request.user, questionnaire=questionnaire.key, at=timezone.now(), **draft
        )
    return _back(request, result)


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@person_only
def edit_goal(request: PersonRequest, code: UUID) -> HttpResponse:
    goal = _own_goal(request, code)
    (followed,) = follow_goals(request.user, [goal])
    initial = {name: getattr(goal, name) for name in EDITED}
    form = GoalForm(
        request.POST or None, questionnaire=followed.questionnaire, goal=goal, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            plan.update_goal(person=request.user, code=code, at=timezone.now(), **form.touched)
            messages.success(request, _("Your changes are saved."))
            return redirect("assessments:plan")
    row = make_row(followed, timezone.localdate())
    return render(request, "assessments/goal_edit.html", {"form": form, "row": row})


@require_POST
@person_only
def tick_goal(request: PersonRequest, code: UUID) -> HttpResponse:
    """`done` is the wanted state, so a second click changes nothing. `home` leads back there."""
    _own_goal(request, code)
    if request.POST.get("done"):
        plan.finish_goal(person=request.user, code=code, at=timezone.now())
    else:
        plan.reopen_goal(person=request.user, code=code)
    if request.POST.get("home"):
        messages.success(request, _("Done. Your plan keeps it."))
        return redirect("landing")
    return redirect("assessments:plan")


@require_POST
@person_only
def follow_up(request: PersonRequest, code: UUID) -> HttpResponse:
    """`wanted` is the wanted state, so a second click changes nothing."""
    _own_goal(request, code)
    with refusals_told(request):
        if request.POST.get("wanted"):
            goal = follow_ups.ask_for_follow_up(person=request.user, code=code, at=timezone.now())
            if goal.follow_up_on:
                day = date_format(goal.follow_up_on)
                messages.success(request, _("We send you one e-mail on %(day)s.") % {"day": day})
        else:
            follow_ups.cancel_follow_up(person=request.user, code=code)
            messages.success(request, _("We send you no e-mail about this step."))
    if result := _result_code(request):
        return _back(request, result)
    return redirect(f"{reverse('assessments:plan')}#goal-{code}")


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def delete_goal(request: PersonRequest, code: UUID) -> HttpResponse:
    try:
        goal = get_goal(request.user, code)
    except Goal.DoesNotExist:
        if request.session.get(DELETED) == str(code):
            result = _result_code(request)
            return _back(request, result) if result else redirect("assessments:plan")
        raise Http404 from None
    if request.method != "POST":
        return render(request, "assessments/goal_delete.html", {"goal": goal})
    plan.delete_goal(person=request.user, code=code)
    request.session[DELETED] = str(code)
    if result := _result_code(request):
        return _back(request, result)
    messages.success(request, _("The goal is deleted."))
    return redirect("assessments:plan")


def _own_goal(request: PersonRequest, code: UUID) -> Goal:
    try:
        return get_goal(request.user, code)
    except Goal.DoesNotExist:
        raise Http404 from None


def _result_code(request: PersonRequest) -> UUID | None:
    """The result that the form stands on; None on other pages."""
    try:
        return UUID(request.POST.get("result", ""))
    except ValueError:
        return None


def _back(request: PersonRequest, result: UUID) -> HttpResponse:
    """To the same place of the result, compared as before; that page says who may see it."""
    query = compared(QueryDict(request.POST.get("query", "")))
    place = slugify(request.POST.get("place", ""))
    path = reverse("assessments:result", args=[result])
    return redirect(f"{path}{'?' if query else ''}{query}#{place}")


def _questionnaire(request: PersonRequest) -> Questionnaire:
    """The questionnaire with the keys that a new goal names."""
    try:
        version = get_goal_version(request.user)
    except UnknownQuestionnaire:
        raise Http404 from None
    return read_questionnaire(version)
