"""A team, and whether the person who looks is a member or the manager."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.teams.models.teams import Team
from setframework.people.models import User


class TeamPage:
    """A team from get_team, and whether the person is a member or the manager of it."""

    def __init__(self, team: Team, person: User):
        row: Any = team
        self.team, self.person = team, person
        self.is_member: bool = row.is_member
        self.is_manager = team.manager_id == person.pk

    @property
    def code(self) -> UUID:
        return self.team.code

    @property
    def name(self) -> str:
        return self.team.name

    @property
    def manager_name(self) -> str:
        """Nobody runs the team after its manager's account was erased, until staff name another."""
        manager = self.team.manager
        return manager.get_short_name() if manager else _("nobody at present")
