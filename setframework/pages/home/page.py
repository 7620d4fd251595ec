"""Home: where somebody stands, what moved, and what to do next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.charts import radar
from assessments.pages.history.words import since
from assessments.pages.ladder import Rung, make_ladder
from assessments.pages.result.change import ResultChanges
from assessments.pages.result.parts import ColouredScale, coloured_scales
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import MAX_VALUE, Questionnaire
from assessments.selectors.result import Result
from setframework.pages.home import words
from setframework.pages.home.next_rows import Next, Row
from setframework.pages.home.quarter import Part, list_parts
from setframework.pages.home.shapes import Shape, Shapes
from setframework.selectors.home import Home


class HomePage:
    """The page of somebody with a result."""

    def __init__(self, home: Home, latest: Result, at: datetime):
        self.home, self.latest, self.at = home, latest, at
        self.max = MAX_VALUE
        self.code = latest.assessment.code
        self.changes = ResultChanges(latest, home.previous)
        self._shapes = Shapes(latest, self.changes)

    @property
    def questionnaire(self) -> Questionnaire:
        return self.latest.questionnaire

    @cached_property
    def level(self) -> str:
        """Key of the level that the person is at; empty where none is known."""
        direction = self.home.direction
        return self._known(direction.level if direction else self.latest.assessment.level)

    @cached_property
    def aim(self) -> str:
        direction = self.home.direction
        return self._known(direction.aims_at) if direction else ""

    def sentence(self) -> SafeString:
        names = {level.key: level.name for level in self.questionnaire.levels}
        return words.sentence(
            self.latest.profile, names.get(self.level, ""), names.get(self.aim, "")
        )

    def change(self) -> str:
        return words.change(self.changes, self.latest.profile)

    def ladder(self) -> list[Rung]:
        return make_ladder(self.questionnaire.levels, self.level, self.aim)

    @cached_property
    def shapes(self) -> list[Shape]:
        return self._shapes.list_shapes()

    @property
    def legend(self) -> list[dict[str, str]]:
        """The kinds of lines that the shapes have, as the legend takes them: the last one first."""
        has_before = bool(self.changes.before)
        kinds = ["target", *(["before"] if has_before else []), "now"]
        return [{"kind": kind} for kind in kinds]

    @property
    def names(self) -> dict[str, str]:
        """Kind of line -> its name in the legend."""
        profile, previous = self.latest.profile, self.changes.previous
        names = {"now": _("Now"), "before": _("Last time"), "target": _("Yes starts here")}
        if profile.level is not None:
            names["target"] = self.questionnaire.level(profile.level).name
        if previous is not None and previous.completed_at and self.changes.at:
            names["before"] = since(previous.completed_at, self.changes.at)
        return names

    @cached_property
    def rows(self) -> list[Row]:
        today = timezone.localdate(self.at)
        return Next(self.home, self._shapes.badges, self.at, today).list_rows()

    def quarter(self) -> list[Part]:
        return list_parts(self.home, self.at)

    def _known(self, level: str) -> str:
        return level if level in {each.key for each in self.questionnaire.levels} else ""


class NewPage:
    """The page of somebody without a result: four steps to begin."""

    def __init__(self, home: Home, questionnaire: Questionnaire, at: datetime):
        self.name = home.person.name.split()[0] if home.person.name.split() else ""
        self.questionnaire = questionnaire
        self.has_draft = home.draft is not None
        responses = {} if home.draft is None else home.draft.responses
        self.progress = Unfinished(questionnaire, responses)
        self.rows: list[Row] = Next(home, {}, at, timezone.localdate(at)).list_answers()

    def shapes(self) -> list[tuple[ColouredScale, Mapping[str, Any]]]:
        """The empty shapes that answers will fill."""
        return [
            (each, radar.small_radar_svg(radar.radar(self.questionnaire, key, {}, {})))
            for key, each in coloured_scales(self.questionnaire).items()
        ]
