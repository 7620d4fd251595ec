"""A line of the log of releases."""

from assessments.teams.models.releases import TrendRelease
from assessments.teams.pages import words


class Line:
    """A release as the log shows it."""

    def __init__(self, release: TrendRelease):
        self.release = release

    @property
    def half_year(self) -> str:
        return words.half_year_name(self.release.half_year.closes_at)

    @property
    def values(self) -> list[tuple[str, str]]:
        """(pillar, number in words), in the order of the pillars; empty where it is held."""
        values = self.release.values
        return [(name, words.about(values[key])) for key, name in self.release.pillars if values]
