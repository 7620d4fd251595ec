"""The focus that a team works on, and the earlier ones."""

from assessments.teams.models.focus import TeamFocus
from assessments.teams.models.teams import Team

# A page shows no older ones.
MOST_EARLIER = 20


def find_focus(team: Team) -> TeamFocus | None:
    """The open focus, None without one."""
    return TeamFocus.objects.filter(team=team, closed_at=None).first()


def list_focuses(team: Team) -> list[TeamFocus]:
    """The open focus, if any, then the earlier ones, newest first; one query."""
    focuses = TeamFocus.objects.filter(team=team).order_by("-agreed_at", "-pk")
    return sorted(focuses[: MOST_EARLIER + 1], key=lambda each: each.closed_at is not None)
