"""How a team is run, for its manager alone: small forms, each with an address of its own."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.teams.forms.names import RenameForm
from assessments.teams.forms.settings import HandOverForm, InviteForm, ParentForm, WindowForm
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.teams import Team
from assessments.teams.selectors.teams import (
    has_dissolved,
    is_managed_by_another,
    list_invitations,
    list_roster,
    list_teams,
)
from assessments.teams.services import answer_weeks, invitations, teams
from assessments.teams.views.access import TeamPage, managed_team
from setframework.people.access import own_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest
from setframework.web.mail.letters import address_of
from setframework.web.refusals import refusals_in

GET_AND_POST = ["GET", "HEAD", "POST"]
HAND_OVER = "teams.hand-over"  # the salt of what its form proves


@managed_team
@require_safe
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    return _render_settings(request, page)


@require_http_methods(GET_AND_POST)
@managed_team
def rename(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method != "POST":
        return _render_settings(request, page)
    form = RenameForm(request.POST)
    if form.is_valid():
        teams.rename_team(person=request.user, code=page.code, **form.cleaned_data)
        messages.success(request, _("The name is saved."))
        return redirect("teams:settings", page.code)
    return _render_settings(request, page, rename_form=form)


@never_cache
@require_http_methods(GET_AND_POST)
@managed_team
def invite(request: PersonRequest, page: TeamPage) -> HttpResponse:
    """Shows the link in this one response; only a hash of it is kept."""
    if request.method != "POST":
        return _render_settings(request, page)
    refused = ratelimit.consume_or_429(request, action="team_invitation", user=request.user)
    if refused is not None:
        return refused
    form, made = _invite(request, page)
    if made is None:
        return _render_settings(request, page, invite_form=form)
    invitation, token = made
    context = {"page": page, "invitation": invitation, "url": address_of("teams:join", token)}
    return render(request, "teams/invitation.html", context)


@managed_team
@require_POST
def revoke_invitation(request: PersonRequest, page: TeamPage, invitation: UUID) -> HttpResponse:
    try:
        invitations.revoke_invitation(person=request.user, code=page.code, invitation=invitation)
        messages.success(request, _("Revoked. The link opens nothing any more."))
    except Invitation.DoesNotExist:
        messages.info(request, _("This invitation is not open any more."))
    return redirect("teams:settings", page.code)


@require_http_methods(GET_AND_POST)
@managed_team
def parent(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method != "POST":
        return _render_settings(request, page)
    form = _parent_form(page, request.POST)
    if form.is_valid():
        with refusals_in(form):
            if form.is_changed:
                above = form.cleaned_data["parent"] or None
                teams.set_parent(
                    person=request.user, code=page.code, parent=above, at=timezone.now()
                )
            messages.success(request, _("Saved."))
            return redirect("teams:settings", page.code)
    return _render_settings(request, page, parent_form=form)


@require_http_methods(GET_AND_POST)
@managed_team
def window(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method != "POST":
        return _render_settings(request, page)
    form = WindowForm(request.POST, team=page.team, at=timezone.now())
    if form.is_valid():
        answer_weeks.agree_window(person=request.user, code=page.code, **form.cleaned_data)
        messages.success(request, _("Saved. Everybody in the team sees it on the team page."))
        return redirect("teams:settings", page.code)
    return _render_settings(request, page, window_form=form)


@require_http_methods(GET_AND_POST)
@own_only
def hand_over(request: PersonRequest, code: UUID) -> HttpResponse:
    """The page that asks once more. Who clicks twice, or in two tabs, learns that it is done."""
    was_shown = request.method == "POST" and _was_shown_hand_over(request, code)
    if was_shown and is_managed_by_another(request.user, code):
        return _handed_over(request)
    return _hand_over(request, code=code)


@managed_team
def _hand_over(request: PersonRequest, page: TeamPage) -> HttpResponse:
    others = [each for each in list_roster(page.team, request.user) if not each.is_self]
    proof = signing.dumps([str(page.code), str(page.person.code)], salt=HAND_OVER)
    sent = request.POST if request.method == "POST" else None
    form = HandOverForm(sent, members=others, proof=proof)
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            teams.hand_over(person=request.user, code=page.code, to=to, at=timezone.now())
        except Team.DoesNotExist:  # by another click in the meantime
            return _handed_over(request)
        name = dict(form.fields["to"].choices)[to]  # type: ignore[attr-defined]
        messages.success(request, _("%(name)s runs the team from now on.") % {"name": name})
        return redirect("teams:index")
    context = {"page": page, "form": form, "others": others}
    return render(request, "teams/hand_over.html", context)


def _was_shown_hand_over(request: PersonRequest, code: UUID) -> bool:
    """Whether the page was the person's own when it was shown; nobody else learns anything."""
    person: User = request.user
    try:
        shown = signing.loads(request.POST.get("proof", ""), salt=HAND_OVER)
    except signing.BadSignature:
        return False
    return bool(shown == [str(code), str(person.code)])


def _handed_over(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("The team is handed over: somebody else runs it now."))
    return redirect("teams:index")


@require_http_methods(GET_AND_POST)
@own_only
def dissolve(request: PersonRequest, code: UUID) -> HttpResponse:
    """The page that asks once more. Who clicks twice has dissolved it all the same."""
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


def _invite(
    request: PersonRequest, page: TeamPage
) -> tuple[InviteForm, tuple[Invitation, str] | None]:
    """The form, and what came of it."""
    form = InviteForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            made = invitations.invite(
                person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
            )
            return form, made
    return form, None


def _parent_form(page: TeamPage, data: Any = None) -> ParentForm:
    return ParentForm(data, team=page.team, choices=list_teams(page.person))


def _render_settings(request: HttpRequest, page: TeamPage, **forms: Any) -> HttpResponse:
    team, now = page.team, timezone.now()
    context = {
        "page": page,
        "rename_form": RenameForm(initial={"name": team.name}),
        "invite_form": InviteForm(),
        "window_form": WindowForm(team=team, at=now),
        "invitations": list_invitations(team, now),
        # The summary of errors at the top of the page is this form's.
        "form": next(iter(forms.values()), None),
    }
    if "parent_form" not in forms:
        forms["parent_form"] = _parent_form(page)
    return render(request, "teams/settings.html", context | forms)
