"""Running a team, for its manager only: small forms, each with its own address."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.teams.forms.answer_weeks import AnswerWeeksForm
from assessments.teams.forms.invitations import InviteForm
from assessments.teams.forms.teams import HandOverForm, ParentForm, RenameForm
from assessments.teams.pages.access import TeamPage
from assessments.teams.selectors.invitations import list_invitations
from assessments.teams.selectors.roster import list_roster
from assessments.teams.selectors.teams import has_dissolved, list_teams
from assessments.teams.selectors.ties import find_tie, list_ties_of_parts
from assessments.teams.services import managers, teams, ties
from assessments.teams.views.access import managed_team
from setframework.people.access import own_only
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import refusals_in

GET_AND_POST = ["GET", "HEAD", "POST"]


@managed_team
@require_safe
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    return render_settings(request, page)


@require_http_methods(GET_AND_POST)
@one_by_one
@managed_team
def rename(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method != "POST":
        return render_settings(request, page)
    form = RenameForm(request.POST, team=page.team)
    if form.is_valid():
        teams.rename_team(person=request.user, code=page.code, **form.cleaned_data)
        messages.success(request, _("The name is saved."))
        return redirect("teams:settings", page.code)
    return render_settings(request, page, rename_form=form)


@require_http_methods(GET_AND_POST)
@one_by_one
@managed_team
def parent(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method != "POST":
        return render_settings(request, page)
    form = _parent_form(page, request.POST)
    if form.is_valid():
        with refusals_in(form):
            if form.is_changed:
                above = form.cleaned_data["parent"] or None
                ties.set_parent(
                    person=request.user, code=page.code, parent=above, at=timezone.now()
                )
            messages.success(request, _("Saved."))
            return redirect("teams:settings", page.code)
    return render_settings(request, page, parent_form=form)


@require_http_methods(GET_AND_POST)
@managed_team
def hand_over(request: PersonRequest, page: TeamPage) -> HttpResponse:
    """The page that asks a member to run the team; nothing changes before they accept."""
    others = [each for each in list_roster(page.team, request.user) if not each.is_self]
    if request.method == "POST" and request.POST.get("step") == "take-back":
        managers.take_back_offer(person=request.user, code=page.code)
        messages.success(request, _("Taken back. You still run the team."))
        return redirect("teams:settings", page.code)
    form = HandOverForm(request.POST if request.method == "POST" else None, members=others)
    if form.is_valid():
        to = form.cleaned_data["to"]
        managers.offer_team(person=request.user, code=page.code, to=to)
        name = dict(form.fields["to"].choices)[to]  # type: ignore[attr-defined]
        messages.success(request, _("%(name)s is asked, and has to accept.") % {"name": name})
        return redirect("teams:settings", page.code)
    context = {"page": page, "form": form, "others": others}
    return render(request, "teams/hand_over.html", context)


@require_http_methods(GET_AND_POST)
@own_only
def dissolve(request: PersonRequest, code: UUID) -> HttpResponse:
    """The page that asks once more. A second click finds that the team is dissolved."""
    if request.method == "POST" and has_dissolved(request.user, code):
        return redirect("teams:index")
    return _dissolve(request, code=code)


@managed_team
def _dissolve(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method == "POST":
        teams.dissolve_team(person=request.user, code=page.code, at=timezone.now())
        messages.success(request, _("The team %(name)s is dissolved.") % {"name": page.name})
        return redirect("teams:index")
    return render(request, "teams/dissolve.html", {"page": page})


def _parent_form(page: TeamPage, data: Any = None) -> ParentForm:
    return ParentForm(
        data, team=page.team, tie=find_tie(page.team), choices=list_teams(page.person)
    )


def render_settings(request: HttpRequest, page: TeamPage, **forms: Any) -> HttpResponse:
    """The whole page. `forms` has the form that was sent, with its errors."""
    team, now = page.team, timezone.now()
    context = {
        "page": page,
        "rename_form": RenameForm(team=team),
        "invite_form": InviteForm(),
        "answer_weeks_form": AnswerWeeksForm(team=team, at=now),
        "invitations": list_invitations(team, now),
        "ties_of_parts": list_ties_of_parts(team),
        # The summary of errors at the top of the page is this form's.
        "form": next(iter(forms.values()), None),
    }
    if "parent_form" not in forms:
        forms["parent_form"] = _parent_form(page)
    context["tie"] = forms["parent_form"].tie
    return render(request, "teams/settings.html", context | forms)
