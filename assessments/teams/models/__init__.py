"""Groups under a manager, who is in them, and what was ever published about them."""

# Django finds the models of an app by importing this package.
from assessments.teams.models import (  # noqa: F401
    answer_weeks,
    commitments,
    doubts,
    focus,
    invitations,
    membership,
    releases,
    teaching,
    teams,
)
