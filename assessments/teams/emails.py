"""Letters about teams: who asks for what, and where to look. Never a number, never an answer."""

import re
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.formats import date_format

from assessments.teams.disclosure import TeamWindow
from assessments.teams.models import Invitation, Membership, Team, WindowReminder
from setframework.web.mail import address_of, compose_reminder, send_after_commit

# What a mail program may make a link of.
LINK = re.compile(r"://|\w\.\w\w")


def send_invitation(invitation: Invitation, token: str, *, by: Any) -> None:
    context = {
        "manager": _name_of(by),
        "team": _without_link(invitation.team.name),
        "url": address_of("teams:join", token),
        "day": date_format(invitation.expires_at, "DATE_FORMAT"),
    }
    send_after_commit("team_invitation", invitation.email, context)


def compose_window_reminder(
    membership: Membership, reminder: WindowReminder, window: TeamWindow
) -> EmailMultiAlternatives:
    """The mail that goes to everybody in a team alike: of the person it has the name alone."""
    person, team = membership.person, membership.team
    context = {
        "person": person,
        "team": _without_link(team.name),
        "window": window,
        "start_url": address_of("assessments:start"),
        "you_url": address_of("teams:you", team.code),
    }
    stop_url = address_of("teams:stop_reminders", reminder.stop_token)
    return compose_reminder("team_window", person.email, stop_url, context)


def send_handed_over(team: Team, *, by: Any = None) -> None:
    """To who manages the team from now on; `by` is who did until now, None where staff decided."""
    manager: Any = team.manager
    context = {
        "manager": _name_of(by) if by else "",
        "team": _without_link(team.name),
        "url": address_of("teams:settings", team.code),
    }
    send_after_commit("team_handed_over", manager.email, context)


def _name_of(person: Any) -> str:
    return _without_link(person.name) if person.name else str(person.email)


def _without_link(name: str) -> str:
    """The name; nothing if it could be a link.

    Anybody may call a team what they like, and a letter of this site must lead nowhere else.
    """
    return "" if LINK.search(name) else name
