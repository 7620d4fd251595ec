"""Founding, renaming, moving, handing over and dissolving a team."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams import emails
from assessments.teams.models.membership import Membership
from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import get_member
from assessments.teams.selectors.teams import (
    get_managed_team,
    get_team,
    list_line,
    list_managed_teams,
)
from assessments.teams.services.membership import end
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.refusals import Refused

# Nobody leads more teams than that, and a script must not fill the site with them.
MAX_TEAMS = 30


class OnlyStaffMay(Refused):
    says = _("On this site teams are founded by staff. Ask them for yours.")
    api_says = _("On this site teams are founded by staff.")
    status = 403


class TooManyTeams(Refused):
    """The person manages MAX_TEAMS teams already."""

    says = _("You run as many teams as one can. Hand one over, or dissolve it.")
    api_says = _("You manage as many teams as one person can. Dissolve one first.")


class TeamNameTaken(Refused):
    """The person manages another team of this name, `team`."""

    says = _("You run a team of this name already. It is listed above.")
    field = "name"

    def __init__(self, team: Team):
        super().__init__()
        self.team = team


class Circle(Refused):
    says = _("A team can't be part of one that is part of it. Choose another.")
    field = "parent"


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
def hand_over(*, person: User, code: UUID | str, to: UUID | str, at: datetime) -> Team:
    """Make another member the manager, and send them a letter.

    `to` is the code of their membership. Raises Team.DoesNotExist, Membership.DoesNotExist.
    """
    team = get_managed_team(person, code, for_update=True)
    saw = _list_managers([team])
    manager = team.manager = get_member(team, to).person
    team.save(update_fields=["manager"])
    _restart_memberships(saw - _list_managers([team]), [team], at)
    if manager != person:
        emails.send_handed_over(team, to=manager, by=person)
    return team


@transaction.atomic
def set_parent(*, person: User, code: UUID | str, parent: UUID | str | None, at: datetime) -> Team:
    """Make the team part of another one that the manager is in or manages; None: of no team.

    Raises Team.DoesNotExist, Circle.
    """
    _lock_tree()
    team = get_managed_team(person, code)
    above = None if parent is None else get_team(person, parent)
    if above is not None and team in list_line([above.pk]):
        raise Circle
    saw = _list_managers([team])
    team.parent = above
    team.save(update_fields=["parent"])
    _restart_memberships(saw - _list_managers([team]), [team], at)
    return team


@transaction.atomic
def dissolve_team(*, person: User, code: UUID | str, at: datetime) -> Team:
    """Dissolve the team: its members leave, and its parts join the team above it.

    Its releases stay. Raises Team.DoesNotExist unless the person manages the team.
    """
    _lock_tree()
    team = get_managed_team(person, code)
    parts = list(Team.objects.filter(parent=team).order_by("pk"))
    saw = _list_managers(parts)
    for membership in Membership.objects.filter(team=team, left_at=None).order_by("pk"):
        end(membership, at)
    TeachingOffer.objects.filter(team=team).delete()
    Team.objects.filter(parent=team).update(parent=team.parent_id)
    team.dissolved_at = max(at, team.created_at)
    team.save(update_fields=["dissolved_at"])
    _restart_memberships(saw - _list_managers(parts), parts, at)
    return team


@transaction.atomic
def arrange_team(
    *, team: Team, name: str, manager: User | None, parent: Team | None, at: datetime
) -> Team:
    """Staff set the name of a team, its manager and its place in the tree.

    A new manager gets a letter. Raises Circle.
    """
    _lock_tree()
    team = Team.objects.get(pk=team.pk)
    if parent is not None and team in list_line([parent.pk]):
        raise Circle
    saw, is_new = _list_managers([team]), team.manager != manager
    team.name, team.manager, team.parent = name, manager, parent
    team.save(update_fields=["name", "manager", "parent"])
    _restart_memberships(saw - _list_managers([team]), [team], at)
    if manager is not None and is_new:
        emails.send_handed_over(team, to=manager)
    return team


def _lock_tree() -> None:
    """Lock all teams: two moves at once could make a circle that neither makes alone."""
    list(Team.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _list_managers(teams: Iterable[Team]) -> set[int]:
    """Keys of the managers of the teams and of every team above them."""
    line = list_line(team.pk for team in teams)
    return {each.manager_id for each in line if each.manager_id is not None}


def _restart_memberships(people: set[int], teams: Iterable[Team], at: datetime) -> None:
    """The people managed the teams until now. Their memberships there, or below, start again today.

    So a release that is made late never counts a person who was a manager when its half-year
    closed.
    """
    moved = {team.pk for team in teams}
    open_ones = Membership.objects.filter(person__in=people, left_at=None)
    for old in open_ones.order_by("pk"):
        if moved & {team.pk for team in list_line([old.team_id])}:
            end(old, at)
            Membership.objects.create(
                person_id=old.person_id,
                team_id=old.team_id,
                joined_at=at,
                consent_at=old.consent_at,
                withdrawn_at=old.withdrawn_at,
            )
