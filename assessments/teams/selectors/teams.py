"""Teams, and the teams above them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from assessments.teams.selectors.membership import list_open_memberships
from setframework.people.models import User

# It climbs the tree in one query. UNION drops rows that it met already, so even a circle ends.
_LINE = """
WITH RECURSIVE line (id, depth) AS (
    SELECT id, 0 FROM teams_team WHERE id IN ({marks})
    UNION
    SELECT team.parent_id, line.depth + 1
    FROM teams_team team JOIN line ON team.id = line.id
    WHERE team.parent_id IS NOT NULL AND line.depth < 100
)
SELECT team.*, line.depth FROM teams_team team JOIN line ON team.id = line.id
ORDER BY line.depth, team.id
"""


def list_teams(person: User) -> QuerySet[Team]:
    """The person's home team and the teams they manage."""
    return _visible(person).order_by("name", "pk")


def get_team(person: User, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person is in or manages; DoesNotExist for everybody else.

    Its `is_member` says whether the person is in it. `for_update` locks its row until the
    transaction ends, and a release of the team waits for that.
    """
    teams = _visible(person)
    return (teams.select_for_update(of=("self",)) if for_update else teams).get(code=code)


def get_managed_team(person: User, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person manages; DoesNotExist for everybody else."""
    team = get_team(person, code, for_update=for_update)
    if team.manager_id != person.pk:
        raise Team.DoesNotExist
    return team


def list_managed_teams(person: User) -> QuerySet[Team]:
    return Team.objects.filter(manager=person, dissolved_at=None).order_by("name", "pk")


def get_offered_team(person: User, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person is asked to run; DoesNotExist for everybody else."""
    offered = list_offered_teams(person)
    return (offered.select_for_update(of=("self",)) if for_update else offered).get(code=code)


def find_offered_team(person: User, code: UUID | str) -> Team | None:
    return list_offered_teams(person).filter(code=code).first()


def list_offered_teams(person: User) -> QuerySet[Team]:
    """The teams that the person is asked to run."""
    offered = Team.objects.filter(next_manager=person, dissolved_at=None)
    return offered.select_related("manager").order_by("name", "pk")


def has_dissolved(person: User, code: UUID | str) -> bool:
    """Whether the person was the manager of the team when it was dissolved."""
    dissolved = Team.objects.filter(manager=person, dissolved_at__isnull=False)
    return dissolved.filter(code=code).exists()


def list_line(teams: Iterable[int]) -> list[Team]:
    """The teams of these ids and every team above them, nearest first; one query."""
    ids = list(teams)
    if not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    line: dict[int, Team] = {}
    for team in Team.objects.raw(_LINE.format(marks=marks), ids):
        line.setdefault(team.pk, team)
    return list(line.values())


def _visible(person: User) -> QuerySet[Team]:
    """The teams that the person may see, with what pages show: manager, parent and since when.

    `has_parts` stays true where something was put together and the parts have gone.
    """
    is_member = Exists(list_open_memberships().filter(team=OuterRef("pk"), person=person))
    parts = Exists(Team.objects.filter(parent=OuterRef("pk")))
    has_parts = parts | Exists(RollUp.objects.filter(team=OuterRef("pk")))
    tie = Tie.objects.filter(team=OuterRef("pk"), ended_at=None).values("agreed_at")
    teams = Team.objects.annotate(
        is_member=is_member, has_parts=has_parts, part_since=Subquery(tie)
    )
    teams = teams.select_related("manager", "parent")
    return teams.filter(Q(is_member=True) | Q(manager=person), dissolved_at=None)
