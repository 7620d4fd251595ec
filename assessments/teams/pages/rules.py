"""What changed in the rules between the releases of a team, and from when."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.teams.disclosure.parameters import VERSION
from assessments.teams.models.releases import TrendRelease
from assessments.teams.pages import words


@dataclass(frozen=True)
class RulesChange:
    """The present version, for a team that has releases by earlier rules."""

    version: int
    since: str  # the first half-year decided by it


def find_rules_change(releases: Sequence[TrendRelease]) -> RulesChange | None:
    """`releases`: all releases of the team, newest first. None where one version decided all."""
    if not releases or releases[-1].parameters == VERSION:
        return None
    newer = [each for each in releases if each.parameters == VERSION]
    since = words.half_year_name(newer[-1].half_year.closes_at) if newer else _("the next one")
    return RulesChange(VERSION, since)
