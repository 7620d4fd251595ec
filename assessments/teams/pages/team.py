"""The half-years of a team on its front page."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.teams.models.releases import TrendRelease
from assessments.teams.pages import words
from assessments.teams.pages.releases import Line
from assessments.teams.pages.rules import RulesChange, find_rules_change
from assessments.teams.pages.trend import Series, of_team

# The page itself shows so many of the newest releases.
LATEST = 3


class Trend:
    """The releases as the page shows them. Each part is computed when the template asks for it."""

    held = words.HELD

    def __init__(self, releases: Sequence[TrendRelease], at: datetime):
        """`releases`: all releases of the team, newest first."""
        self.releases, self.at = releases, at

    @cached_property
    def series(self) -> Series | None:
        """The series of the version that the newest release was made with."""
        return self._series[0] if self._series else None

    @property
    def earlier(self) -> list[Series]:
        return self._series[1:]

    @property
    def is_published(self) -> bool:
        return any(release.is_published for release in self.releases)

    @property
    def finding(self) -> SafeString | str:
        if self.series is not None and self.series.newest:
            return self.series.finding()
        if self.is_published:
            return _("The questions have changed: a new line begins with the next average.")
        return _("No average of this team has been published yet.")

    @property
    def latest(self) -> list[Line]:
        return [Line(release) for release in self.releases[:LATEST]]

    @property
    def rules_change(self) -> RulesChange | None:
        return find_rules_change(self.releases)

    @cached_property
    def rules(self) -> dict[str, object]:
        return words.rules(self.at)

    @cached_property
    def _series(self) -> list[Series]:
        return of_team(self.releases)
