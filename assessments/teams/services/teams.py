"""Founding, renaming and dissolving a team, and what staff arrange."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import list_open_memberships
from assessments.teams.selectors.teams import get_managed_team, list_managed_teams
from assessments.teams.services.managers import ask, change_manager
from assessments.teams.services.membership import end
from assessments.teams.services.standing import lock_tree
from assessments.teams.services.ties import end_ties
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.refusals import Refused

# Nobody leads more teams than that, and a script must not fill the site with them.
MAX_TEAMS = 30


class OnlyStaffMay(Refused):
    says = _("On this site, staff start teams. Ask them for yours.")
    api_says = _("On this site teams are founded by staff.")
    status = 403


class TooManyTeams(Refused):
    """The person manages MAX_TEAMS teams already."""

    says = _("You run as many teams as one person can. Hand one over, or dissolve it.")
    api_says = _("You manage as many teams as one person can. Dissolve one first.")


class TeamNameTaken(Refused):
    """The person manages another team of this name, `team`."""

    says = _("You already run a team of this name. It is listed above.")
    field = "name"

    def __init__(self, team: Team):
        super().__init__()
        self.team = team


@transaction.atomic
def found_team(*, person: User, name: str, at: datetime, again: bool = False) -> Team:
    """Make a team with the person as its manager.

    The manager is not in the team, and their answers never count in it. `again` founds one more
    team beside one of the same name. Raises EmailNotVerified, OnlyStaffMay,
    TeamNameTaken, TooManyTeams.
    """
    # A second click waits here for the first, and finds its team.
    User.objects.lock(person)
    if not is_email_verified(person):
        raise EmailNotVerified
    if settings.ONLY_STAFF_FOUND_TEAMS and not person.is_staff:
        raise OnlyStaffMay
    managed = list(list_managed_teams(person))
    for team in managed:
        if not again and team.name.casefold() == name.casefold():
            raise TeamNameTaken(team)
    if len(managed) >= MAX_TEAMS:
        raise TooManyTeams
    return Team.objects.create(name=name, manager=person, created_at=at)


@transaction.atomic
def rename_team(*, person: User, code: UUID | str, name: str) -> Team:
    """Raises Team.DoesNotExist unless the person manages the team."""
    team = get_managed_team(person, code, for_update=True)
    team.name = name
    team.save(update_fields=["name"])
    return team


@transaction.atomic
def dissolve_team(*, person: User, code: UUID | str, at: datetime) -> Team:
    """Dissolve the team: its members leave, and its parts stand on their own.

    Its releases stay. Raises Team.DoesNotExist unless the person manages the team.
    """
    lock_tree()
    team = get_managed_team(person, code)
    for membership in list_open_memberships().filter(team=team).order_by("pk"):
        end(membership, at)
    TeachingOffer.objects.filter(team=team).delete()
    end_ties(team, at)
    team = Team.objects.get(pk=team.pk)
    team.dissolved_at, team.next_manager = max(at, team.created_at), None
    team.save(update_fields=["dissolved_at", "next_manager"])
    return team


@transaction.atomic
def arrange_team(*, team: Team, name: str, manager: User | None, at: datetime) -> Team:
    """Staff set the name of a team, and ask a new manager by a letter; None takes it from one."""
    lock_tree()
    team = Team.objects.get(pk=team.pk)
    team.name = name
    team.save(update_fields=["name"])
    if manager is None and team.manager is not None:
        change_manager(team, None, at)
    elif manager is not None and manager != team.manager:
        ask(team, manager)
    return team
