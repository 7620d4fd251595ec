"""Handing a team over: its manager or staff ask somebody, and who is asked accepts or not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.teams import emails
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from assessments.teams.selectors.membership import get_member
from assessments.teams.selectors.teams import get_managed_team, get_offered_team
from assessments.teams.services.standing import list_managers, lock_tree, settle
from setframework.people.models import User
from setframework.web.security_log import record


@transaction.atomic
def offer_team(*, person: User, code: UUID | str, to: UUID | str) -> Team:
    """Ask another member to run the team, by a letter. Until they accept nothing changes.

    `to` is the code of their membership. Asking somebody else takes the first question back.
    Raises Team.DoesNotExist, Membership.DoesNotExist.
    """
    team = get_managed_team(person, code, for_update=True)
    to_person = get_member(team, to).person
    if to_person != person:
        ask(team, to_person, by=person)
    return team


@transaction.atomic
def take_back_offer(*, person: User, code: UUID | str) -> Team:
    """Raises Team.DoesNotExist."""
    team = get_managed_team(person, code, for_update=True)
    team.next_manager = None
    team.save(update_fields=["next_manager"])
    return team


@transaction.atomic
def accept_team(*, person: User, code: UUID | str, at: datetime) -> Team:
    """Run the team from now on; a letter tells its former manager.

    Raises Team.DoesNotExist unless the person is asked to.
    """
    lock_tree()
    team = get_offered_team(person, code)
    former = team.manager
    change_manager(team, person, at)
    if former is not None and former.is_active:
        emails.send_taken_over(team, to=former, by=person)
    return team


@transaction.atomic
def decline_team(*, person: User, code: UUID | str) -> Team:
    """Raises Team.DoesNotExist unless the person is asked to run the team."""
    team = get_offered_team(person, code, for_update=True)
    team.next_manager = None
    team.save(update_fields=["next_manager"])
    return team


def ask(team: Team, person: User, by: User | None = None) -> None:
    """Ask the person by a letter; whoever was asked before is not any more. A second time, nothing.

    `by` is None where staff decided. The row of the team is locked.
    """
    if team.next_manager != person:
        team.next_manager = person
        team.save(update_fields=["next_manager"])
        emails.send_offered(team, to=person, by=by)


def change_manager(team: Team, manager: User | None, at: datetime) -> None:
    """Its questions to other teams end, as the former manager asked them. All teams are locked."""
    saw, former = list_managers([team]), team.manager
    team.manager, team.next_manager = manager, None
    team.save(update_fields=["manager", "next_manager"])
    Tie.objects.filter(team=team, agreed_at=None, ended_at=None).update(ended_at=at)
    settle([team], saw, at)
    for person, event in ((former, "role.taken"), (manager, "role.given")):
        if person is not None:
            record(event, person=person, role="manager", scope=team.code)
