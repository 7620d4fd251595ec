"""The answer weeks of a team as its pages show them."""

from datetime import datetime
from typing import Any

from assessments.teams.disclosure.answer_weeks import coming_answer_weeks
from assessments.teams.models.teams import Team


def show_answer_weeks(team: Team, at: datetime) -> dict[str, Any] | None:
    """The weeks that are open or come next, for teams/_answer_weeks.html.

    None where the team agreed on none.
    """
    if team.answer_weeks is None:
        return None
    coming = coming_answer_weeks(at, team.answer_weeks)
    return {"days": coming, "is_open": coming.is_open(at)}
