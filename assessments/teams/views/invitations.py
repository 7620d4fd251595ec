"""Invitations: a manager sends and revokes them, and the link opens the way into the team."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.teams.forms.invitations import InviteForm, JoinForm
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.teams import Team
from assessments.teams.pages.access import TeamPage
from assessments.teams.selectors.invitations import find_invitation
from assessments.teams.selectors.membership import find_membership
from assessments.teams.services import invitations
from assessments.teams.views.access import managed_team
from assessments.teams.views.settings import render_settings
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.people.verified import is_email_verified
from setframework.web.mail.letters import address_of
from setframework.web.refusals import refusals_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@managed_team
def invite(request: PersonRequest, page: TeamPage) -> HttpResponse:
    """Show the link in this one response. Only a hash of it is kept."""
    if request.method != "POST":
        return render_settings(request, page)
    form, made = _invite(request, page)
    if made is None:
        return render_settings(request, page, invite_form=form)
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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def join(request: PersonRequest, token: str) -> HttpResponse:
    at = timezone.now()
    invitation = find_invitation(request.user, token, at)
    if invitation is None:
        return _gone(request)
    home = find_membership(request.user)
    if home is not None and home.team_id == invitation.team_id:
        return redirect("teams:you", home.team.code)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if home is None and request.method == "POST" and form.is_valid():
        return _join(request, token, invitation.team, at, **form.cleaned_data)
    context = {
        "team": invitation.team,
        "home": home,
        "form": form,
        "is_verified": is_email_verified(request.user),
    }
    return render(request, "teams/join.html", context)


def _invite(
    request: PersonRequest, page: TeamPage
) -> tuple[InviteForm, tuple[Invitation, str] | None]:
    """The form and, if it was accepted, the invitation with its token."""
    form = InviteForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            made = invitations.invite(
                person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
            )
            return form, made
    return form, None


def _join(
    request: PersonRequest, token: str, team: Team, at: datetime, **given: Any
) -> HttpResponse:
    try:
        invitations.accept_invitation(person=request.user, token=token, at=at, **given)
    except invitations.InvitationGone:
        return _gone(request)
    except invitations.HasHomeTeam:  # joined by another link in the meantime
        return redirect("teams:join", token)
    messages.success(request, _("You are in the team %(name)s.") % {"name": team.name})
    return redirect("teams:you", team.code)


def _gone(request: HttpRequest) -> HttpResponse:
    """The same page for every link that does not work, so nobody learns why."""
    return render(request, "teams/join_gone.html", status=404)
