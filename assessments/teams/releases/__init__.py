"""The only place where scores become a number about a team; runs when a half-year has closed."""

from assessments.teams.releases.chain import compute_hash, get_last_hash, list_broken
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import assessment_token, person_token

__all__ = [
    "assessment_token",
    "compute_hash",
    "get_last_hash",
    "list_broken",
    "person_token",
    "release_trends",
]
