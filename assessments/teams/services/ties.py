"""Making a team part of another: the managers of both agree, and either ends it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams import emails
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from assessments.teams.selectors.membership import list_open_memberships
from assessments.teams.selectors.teams import get_managed_team, get_team, list_line
from assessments.teams.selectors.ties import find_tie, list_ties_of_parts
from assessments.teams.services.standing import list_managers, lock_tree, settle
from setframework.people.models import User
from setframework.people.verified import has_verified_email
from setframework.web.mail.letters import count_sender
from setframework.web.refusals import Refused


class Circle(Refused):
    says = _("A team can't be part of one that is part of it. Choose another.")
    field = "parent"


@transaction.atomic
def set_parent(*, person: User, code: UUID | str, parent: UUID | str | None, at: datetime) -> Team:
    """Ask that the team becomes part of another one that its manager is in or manages.

    Who manages both has agreed for both. None ends what was asked or agreed, and so does another
    parent; the same one changes nothing. Raises Team.DoesNotExist, Circle, TooManyLetters.
    """
    lock_tree()
    team = get_managed_team(person, code)
    above = None if parent is None else get_team(person, parent)
    tie = find_tie(team)
    if tie is not None and above == tie.parent:
        return team
    if above is not None:
        _refuse_circle(team, above)
    if tie is not None:
        _end(tie, at)
    if above is not None:
        tie = Tie.objects.create(team=team, parent=above, asked_at=at)
        if above.manager_id == person.pk:
            _agree(tie, person, at)
    return Team.objects.get(pk=team.pk)


@transaction.atomic
def agree_tie(*, person: User, code: UUID | str, tie: UUID | str, at: datetime) -> Tie:
    """Agree, as the manager of the team `code`, that another becomes part of it.

    The members of that team are told by a letter. Raises Team.DoesNotExist, Tie.DoesNotExist,
    Circle, TooManyLetters.
    """
    lock_tree()
    asked = list_ties_of_parts(get_managed_team(person, code)).get(code=tie)
    if asked.agreed_at is None:
        _refuse_circle(asked.team, asked.parent)
        _agree(asked, person, at)
    return asked


@transaction.atomic
def end_tie(*, person: User, code: UUID | str, tie: UUID | str, at: datetime) -> None:
    """End, as the manager of the team `code`, that another is part of it, or refuse it.

    Raises Team.DoesNotExist, Tie.DoesNotExist.
    """
    lock_tree()
    _end(list_ties_of_parts(get_managed_team(person, code)).get(code=tie), at)


def end_ties(team: Team, at: datetime) -> None:
    """The team is part of none, and none of it: it is being dissolved. All teams are locked."""
    own = find_tie(team)
    for tie in [*([own] if own else []), *list_ties_of_parts(team)]:
        _end(tie, at)


def _agree(tie: Tie, person: User, at: datetime) -> None:
    count_sender(person.code)
    _put(tie.team, tie.parent, at)
    tie.agreed_at = at
    tie.save(update_fields=["agreed_at"])
    members = list_open_memberships().filter(
        has_verified_email("person"), team=tie.team, person__is_active=True
    )
    for member in members.select_related("person").order_by("pk"):
        emails.send_tied(tie, to=member.person)


def _end(tie: Tie, at: datetime) -> None:
    if tie.agreed_at is not None:
        _put(tie.team, None, at)
    tie.ended_at = at
    tie.save(update_fields=["ended_at"])


def _put(team: Team, above: Team | None, at: datetime) -> None:
    saw = list_managers([team])
    team.parent = above
    team.save(update_fields=["parent"])
    settle([team], saw, at)


def _refuse_circle(team: Team, above: Team) -> None:
    if team in list_line([above.pk]):
        raise Circle
