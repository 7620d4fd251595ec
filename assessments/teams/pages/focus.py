"""The focus of a team as its page shows it."""

from collections.abc import Sequence
from typing import Any

from assessments.teams.models.focus import TeamFocus


def find_open(focuses: Sequence[TeamFocus]) -> TeamFocus | None:
    """The open one out of list_focuses, which puts it first."""
    return focuses[0] if focuses and focuses[0].closed_at is None else None


def show_focuses(focuses: Sequence[TeamFocus]) -> dict[str, Any]:
    """The open focus, if any, and the earlier ones."""
    current = find_open(focuses)
    return {"current": current, "earlier": [each for each in focuses if each != current]}
