"""Teams under a manager, their members, and every release about them."""

# Django finds the models of an app by importing this package.
from assessments.teams.models import (  # noqa: F401
    acts,
    answer_weeks,
    commitments,
    doubts,
    focus,
    invitations,
    membership,
    releases,
    restores,
    roll_ups,
    teaching,
    teams,
    ties,
)
