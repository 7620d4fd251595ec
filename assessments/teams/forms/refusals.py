"""What a refused step means and what to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.teams.services import doubts, invitations, membership, teams

WORDS: dict[type[Exception], Any] = {
    teams.EmailNotVerified: _(
        "Confirm your e-mail address first. The account page sends the mail again."
    ),
    teams.OnlyStaffMay: _("On this site teams are founded by staff. Ask them for yours."),
    teams.TeamNameTaken: _("You run a team of this name already. It is listed above."),
    teams.TooManyTeams: _("You run as many teams as one can. Hand one over, or dissolve it."),
    invitations.AlreadyInvited: _(
        "This address is invited already. Revoke its invitation to send a new one."
    ),
    invitations.TooManyInvitations: _("As many invitations are open as there can be. Revoke one."),
    invitations.HasHomeTeam: _("You are in another team. Leave that one first."),
    teams.Circle: _("A team can't be part of one that is part of it. Choose another."),
    membership.NotAMember: _("Only members of the team can do that."),
    doubts.NotDoubted: _("Nobody doubts this person any more, so nobody has to vouch."),
    doubts.OwnDoubt: _("You said that you don't know this person. Take that back first."),
    doubts.SeesTheTeam: _("You run this team, so it is for others to vouch."),
}
REFUSED = tuple(WORDS)


def say(error: Exception) -> Any:
    """The words for one of REFUSED."""
    return WORDS[type(error)]
