"""What a refused step means and what to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.teams import services

WORDS: dict[type[Exception], Any] = {
    services.EmailNotVerified: _(
        "Confirm your e-mail address first. The account page sends the mail again."
    ),
    services.OnlyStaffMay: _("On this site teams are founded by staff. Ask them for yours."),
    services.TeamNameTaken: _("You run a team of this name already. It is listed above."),
    services.TooManyTeams: _("You run as many teams as one can. Hand one over, or dissolve it."),
    services.AlreadyInvited: _(
        "This address is invited already. Revoke its invitation to send a new one."
    ),
    services.TooManyInvitations: _("As many invitations are open as there can be. Revoke one."),
    services.HasHomeTeam: _("You are in another team. Leave that one first."),
    services.Circle: _("A team can't be part of one that is part of it. Choose another."),
    services.NotAMember: _("Only members of the team can do that."),
    services.NotDoubted: _("Nobody doubts this person any more, so nobody has to vouch."),
    services.OwnDoubt: _("You said that you don't know this person. Take that back first."),
    services.SeesTheTeam: _("You run this team, so it is for others to vouch."),
}
REFUSED = tuple(WORDS)


def say(error: Exception) -> Any:
    """The words for one of REFUSED."""
    return WORDS[type(error)]
