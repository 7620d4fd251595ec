"""Who sees a team and so is not counted in it, and what a change of that does."""

from collections.abc import Iterable
from datetime import datetime

from assessments.teams.models.acts import TeamAct
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import list_open_memberships
from assessments.teams.selectors.teams import list_line
from assessments.teams.services.membership import end


def lock_tree() -> None:
    """Lock all teams: two moves at once could make a circle that neither makes alone."""
    list(Team.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def list_managers(teams: Iterable[Team]) -> set[int]:
    """Keys of the managers of the teams and of every team above them."""
    line = list_line(team.pk for team in teams)
    return {each.manager_id for each in line if each.manager_id is not None}


def settle(teams: Iterable[Team], saw: set[int], at: datetime) -> None:
    """Bring memberships in line after the managers of the teams, or above them, have changed.

    `saw` are the managers before. Who sees a team from now on can't be counted there, or in a team
    below. Who saw it until now starts anew there today, so a release that is made late never
    counts somebody who was a manager when its half-year closed. Both hold the half-year.
    """
    moved = list(teams)
    see = list_managers(moved)
    for membership in _list_memberships(saw ^ see, {team.pk for team in moved}):
        if membership.person_id in see:
            kind = TeamAct.Kind.BARRED
        else:
            kind = TeamAct.Kind.RESTARTED
            _restart(membership, at)
        TeamAct.objects.create(team_id=membership.team_id, kind=kind, acted_at=at)


def _list_memberships(people: set[int], teams: set[int]) -> list[Membership]:
    """Those of the people in one of the teams, or below it."""
    found = list_open_memberships().filter(person__in=people).select_related("person", "team")
    return [
        each
        for each in found.order_by("pk")
        if teams & {team.pk for team in list_line([each.team_id])}
    ]


def _restart(old: Membership, at: datetime) -> None:
    end(old, at)
    Membership.objects.create(
        person=old.person,
        team=Team.objects.get(pk=old.team_id),
        joined_at=at,
        consent_at=old.consent_at,
        withdrawn_at=old.withdrawn_at,
    )
