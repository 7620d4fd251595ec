"""The change since the result before: facts, the band, and the earlier answers."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.pages.history import words
from assessments.scoring.change import ScaleChange, change, values_in
from assessments.selectors.result import Result


@dataclass(frozen=True)
class ResultChange:
    """The change of one scale since the result before."""

    change: ScaleChange
    facts: str
    since: str
    band: str


class ResultChanges:
    """The change of every scale, computed when asked for. Empty without a result before."""

    def __init__(self, result: Result, previous: Result | None):
        self.previous = None if previous is None else previous.assessment
        self._then = None if previous is None else previous.answers
        self.at = result.assessment.completed_at
        self.now = result.answers

    @cached_property
    def changes(self) -> dict[str, ScaleChange]:
        if self._then is None:
            return {}
        return {each.key: each for each in change(self._then, self.now)}

    @cached_property
    def before(self) -> dict[str, int]:
        """Item key -> the number in the result before, for the items that compare."""
        if self._then is None:
            return {}
        return values_in(self.now.questionnaire, self._then)

    def moved(self) -> str:
        """For example "3 answers up since October, none lower."; empty without a result before."""
        since, ups = self.since, sum(each.ups for each in self.changes.values())
        if not since:
            return ""
        if not self.compared:
            return _("Too few answers in common to compare with %(since)s.") % {"since": since}
        if not ups + self.downs:
            return _("No answer changed since %(since)s.") % {"since": since}
        if not ups:
            return ngettext(
                "%(downs)d answer lower since %(since)s, none up.",
                "%(downs)d answers lower since %(since)s, none up.",
                self.downs,
            ) % {"downs": self.downs, "since": since}
        lower = _("%(downs)d lower") % {"downs": self.downs} if self.downs else _("none lower")
        return ngettext(
            "%(ups)d answer up since %(since)s, %(lower)s.",
            "%(ups)d answers up since %(since)s, %(lower)s.",
            ups,
        ) % {"ups": ups, "since": since, "lower": lower}

    @property
    def downs(self) -> int:
        """The number of answers that are lower than in the result before."""
        return sum(each.downs for each in self.changes.values())

    @property
    def compared(self) -> int:
        """The number of answers that were compared."""
        return sum(each.items_compared for each in self.changes.values())

    def of(self, scale: str) -> ResultChange | None:
        found = self.changes.get(scale)
        if found is None:
            return None
        same = found.items_compared - found.ups - found.downs
        facts = words.facts(found.ups, found.downs, same)
        return ResultChange(found, facts, self.since, words.band(found))

    def basis(self) -> str:
        """The source of the measurement error behind the bands; empty without a band."""
        return words.basis(list(self.changes.values()))

    @property
    def since(self) -> str:
        """The month of the result before where that is clear, else its day; empty without one."""
        if self.previous is None or self.previous.completed_at is None or self.at is None:
            return ""
        return words.since(self.previous.completed_at, self.at)
