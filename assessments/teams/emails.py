"""Letters about teams. They say who asks for what, and where to look: no number, no answer."""

import re

from django.core.mail import EmailMultiAlternatives
from django.utils.formats import date_format

from assessments.teams.disclosure.answer_weeks import AnswerWeeks
from assessments.teams.disclosure.parameters import SEASONED
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from setframework.people.models import User
from setframework.web.mail.letters import (
    address_of,
    check_receiver,
    compose_reminder,
    send_letter,
    send_to_other,
)

# Text that a mail program may turn into a link.
LINK = re.compile(r"://|\w\.\w\w")


def send_invitation(invitation: Invitation, token: str, *, by: User) -> None:
    context = {
        "manager": _name_of(by),
        "team": _without_link(invitation.team.name),
        "url": address_of("teams:join", token),
        "day": date_format(invitation.expires_at, "DATE_FORMAT"),
    }
    send_to_other("team_invitation", invitation.email, context, by=by.code, must_arrive=True)


def compose_answer_weeks_reminder(
    membership: Membership, reminder: AnswerWeeksReminder, answer_weeks: AnswerWeeks
) -> EmailMultiAlternatives:
    """Everybody in a team gets the same mail. Only the name in it is the person's own."""
    person, team = membership.person, membership.team
    context = {
        "person": person,
        "team": _without_link(team.name),
        "weeks": answer_weeks,
        "start_url": address_of("assessments:start"),
        "you_url": address_of("teams:you", team.code),
    }
    stop_url = address_of("teams:stop_reminders", reminder.stop_token)
    return compose_reminder("team_answer_weeks", person.email, stop_url, context)


def send_offered(team: Team, *, to: User, by: User | None = None) -> None:
    """Ask whoever is to run the team. `by` is its manager, None where staff decided."""
    context = {
        "manager": _name_of(by) if by else "",
        "team": _without_link(team.name),
        "url": address_of("teams:take_over", team.code),
    }
    if by is None:
        send_letter("team_handed_over", to.email, context)
    else:
        send_to_other("team_handed_over", to.email, context, by=by.code)


def send_taken_over(team: Team, *, to: User, by: User) -> None:
    """Tell the former manager that somebody runs the team now. Staff may have asked them."""
    context = {
        "manager": _name_of(by),
        "team": _without_link(team.name),
        "url": address_of("teams:index"),
    }
    send_letter("team_taken_over", to.email, context)


def send_tied(tie: Tie, *, to: User) -> None:
    """Tell a member that their team is part of another one from now on.

    It has to arrive: the numbers of the teams are put together some time after it. Two managers who
    end and agree again and again fill nobody's mailbox: TooManyLetters refuses the tie.
    """
    check_receiver(to.email)
    context = {
        "team": _without_link(tie.team.name),
        "above": _without_link(tie.parent.name),
        "days": SEASONED.days,
        "url": address_of("teams:team", tie.team.code),
    }
    send_letter("team_tied", to.email, context)


def _name_of(person: User) -> str:
    return _without_link(person.name) if person.name else str(person.email)


def _without_link(name: str) -> str:
    """The name, or an empty text if it could be a link.

    Anybody may give a team any name, but a letter of this site must link to this site alone.
    """
    return "" if LINK.search(name) else name
