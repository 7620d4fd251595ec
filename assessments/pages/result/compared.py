"""The level and path that a result is compared with: in a sentence, as a ladder and as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.models.direction import Direction
from assessments.models.taking import Assessment
from assessments.pages.history.words import since
from assessments.pages.ladder import Rung, make_ladder
from assessments.scoring.questionnaire import Level, Questionnaire


@dataclass(frozen=True)
class Choice:
    """A level or path to compare with; `query` is the part of an address after its "?"."""

    name: str
    query: str
    is_chosen: bool


class Compared:
    """`level` and `path` are what the page compares with; None compares with no level."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        assessment: Assessment,
        level: Level | None,
        path: str | None,
        directions: Sequence[Direction] = (),
        previous: Assessment | None = None,
    ):
        """`directions` are the person's, oldest first; none for a visitor."""
        self.questionnaire, self.assessment = questionnaire, assessment
        self.level, self.path, self.previous = level, path, previous
        self._directions = directions

    def sentence(self) -> str:
        """For example "You now compare with Senior Staff, your aim since November."."""
        if self.level is None:
            return _("You compare with no level: a yes is what counts.")
        names = {"level": self.level.name}
        if self.level.key != self.assessment.level:
            return _("You compare with %(level)s for now.") % names
        names["since"] = self._aimed_since()
        is_new = self.previous is not None and self.previous.level != self.level.key
        if names["since"] and is_new:
            return _("You now compare with %(level)s, your aim since %(since)s.") % names
        if names["since"]:
            return _("You compare with %(level)s, your aim since %(since)s.") % names
        if is_new:
            return _("You now compare with %(level)s.") % names
        return _("You compare with %(level)s.") % names

    def ladder(self) -> list[Rung]:
        """Each level that is not compared with leads to the page that does."""
        newest = self._directions[-1] if self._directions else None
        links = {
            level.key: f"?{self._query(level.key, self.path)}"
            for level in self.questionnaire.levels
            if level != self.level
        }
        now = newest.level if newest else ""
        aim = newest.aims_at if newest else self.assessment.level
        return make_ladder(self.questionnaire.levels, now, aim, links)

    def levels(self) -> list[Choice]:
        """Every level, and none."""
        chosen = "" if self.level is None else self.level.key
        choices = [
            ("", _("No level")),
            *((each.key, each.name) for each in self.questionnaire.levels),
        ]
        return [Choice(name, self._query(key, self.path), key == chosen) for key, name in choices]

    def paths(self) -> list[Choice]:
        """Empty where there is but one."""
        level, paths = "" if self.level is None else self.level.key, self.questionnaire.paths
        return [
            Choice(path.name, self._query(level, path.key), path.key == self.path)
            for path in (paths if len(paths) > 1 else ())
        ]

    def _query(self, level: str, path: str | None) -> str:
        return urlencode({"level": level, **({"path": path} if path else {})})

    def _aimed_since(self) -> str:
        """The month in which the person began to aim at this level; empty if they do not."""
        found, done = None, self.assessment.completed_at
        for direction in reversed(self._directions):
            if self.level is None or direction.aims_at != self.level.key:
                break
            found = direction
        if found is None or done is None:
            return ""
        return since(found.created_at, max(found.created_at, done))
