"""The history page: all results of one person in the order and words of the page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.charts import lines
from assessments.models.direction import Direction
from assessments.models.look_back import LookBack
from assessments.models.taking import Note
from assessments.pages.history import words
from assessments.pages.history.entries import Aim, Entry, aims_of, make_entry
from assessments.pages.history.items import RECENT, Items
from assessments.pages.history.seen_later import SeenLater, list_seen_later, mean_words, scores_of
from assessments.pages.result.parts import ColouredScale, coloured_scales
from assessments.scoring.change import Answers, Moves, ScaleChange, change, moves
from assessments.scoring.questionnaire import UnknownKey
from assessments.scoring.score import ScaleScore
from assessments.selectors.history import History, Sitting


@dataclass(frozen=True)
class Moved:
    """The change of one scale since the result before."""

    coloured: ColouredScale
    facts: str
    change: ScaleChange
    band: str


class ScoreRow(NamedTuple):
    """One row of a table: the means in words, in the order of the scales, and the moves."""

    day: str
    url: str
    means: tuple[str, ...]
    facts: str


class HistoryPage:
    """The parts of the page, each computed where a template asks for it."""

    def __init__(
        self,
        history: History,
        scale: str | None,
        *,
        look_backs: Mapping[int, LookBack],
        directions: Sequence[Direction],
        notes: Mapping[int, Sequence[Note]],
        year: str | None = None,
    ):
        """UnknownKey for a scale or year that does not exist; without a scale the first is shown.

        Only the named one of the years before the recent results is shown.
        """
        self.history = history
        self.questionnaire = history.questionnaire
        self.scale = self.questionnaire.scale(scale) if scale else self.questionnaire.scales[0]
        self.coloured_scales = coloured_scales(self.questionnaire)
        self.coloured = self.coloured_scales[self.scale.key]
        self.look_backs = look_backs
        self.directions = directions
        self.notes = notes
        self.year = self._find_year(year) if year else None

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        return self.history.sittings

    @property
    def is_first(self) -> bool:
        return len(self.sittings) == 1

    @property
    def newest(self) -> Sitting:
        return self.sittings[-1]

    @property
    def before(self) -> Sitting:
        return self.sittings[-2]

    @cached_property
    def moments(self) -> list[datetime]:
        return [sitting.completed_at for sitting in self.sittings]

    @cached_property
    def days(self) -> list[str]:
        return words.short_days(self.moments)

    # What moved

    def summary(self) -> SafeString:
        answers, moments = self.history.answers, self.moments
        first = None
        if len(answers) > 2:
            first = words.counts(moves(answers[0], answers[-1]))
        return words.summary(
            words.counts(self.moves[-1]),
            words.since(moments[-2], moments[-1]),
            first,
            words.since(moments[0], moments[-1]),
        )

    @cached_property
    def changes(self) -> tuple[ScaleChange, ...]:
        return change(*self.history.answers[-2:])

    @property
    def moved(self) -> list[Moved]:
        return [
            Moved(
                self.coloured_scales[each.key],
                words.facts(each.ups, each.downs, each.items_compared - each.ups - each.downs),
                each,
                words.band(each),
            )
            for each in self.changes
        ]

    def basis(self) -> str:
        return words.basis(self.changes)

    def rests_on(self) -> str:
        compared = sum(each.items_compared for each in self.changes)
        return words.rests_on(compared, len(self.questionnaire.items))

    @cached_property
    def moves(self) -> list[tuple[Moves, ...]]:
        """The moves from each result to the next one: one fewer than there are results."""
        return [moves(before, after) for before, after in pairwise(self.history.answers)]

    # The lines

    @cached_property
    def chart(self) -> dict[str, Any]:
        drawn = lines.lines(self.moments, [self._line(key) for key in self.coloured_scales])
        return drawn | {"dates": self.days}

    @property
    def drawings(self) -> list[Mapping[str, Any]]:
        """The chart as a drawing for a wide window, and as one for a narrow window."""
        span = self.moments[-1] - self.moments[0]
        return [
            lines.lines_svg(self.chart, frame, self.moments, lambda at: words.tick(at, span))
            for frame in (lines.WIDE, lines.NARROW)
        ]

    def _line(self, key: str) -> lines.Line:
        coloured = self.coloured_scales[key]
        joins = [False]
        joins += [any(each.compares for each in step if each.key == key) for step in self.moves]
        return lines.Line(
            key=key,
            name=coloured.scale.name,
            letter=coloured.scale.letter,
            glyph=coloured.scale.glyph,
            colour=coloured.colour,
            values=[scores[key].mean if key in scores else None for scores in self.scores],
            joins=joins,
            seen_later=[
                scores[key].mean if key in scores else None for scores in self.seen_later_scores
            ],
        )

    @cached_property
    def scores(self) -> list[dict[str, ScaleScore]]:
        return [scores_of(answers) for answers in self.history.answers]

    @cached_property
    def seen_later_scores(self) -> list[dict[str, ScaleScore]]:
        """The scores of each date with its re-rated answers; empty without a look-back."""
        found: list[dict[str, ScaleScore]] = []
        for sitting, answers in zip(self.sittings, self.history.answers, strict=True):
            seen = self.look_backs.get(sitting.pk)
            rated = {} if seen is None else {**sitting.responses, **seen.responses}
            found.append(scores_of(Answers(answers.questionnaire, rated)) if rated else {})
        return found

    # The table

    @property
    def recent_rows(self) -> list[ScoreRow]:
        """Newest first."""
        return [self._row(index) for index in reversed(self._recent_indexes)]

    @cached_property
    def older_years(self) -> dict[int, int]:
        """Year -> its number of older results, newest year first; 0 if only the aim changed."""
        found = Counter(self._years[:-RECENT])
        found.update(dict.fromkeys(map(_year, self._older_aims), 0))
        return dict(sorted(found.items(), reverse=True))

    @property
    def older(self) -> int:
        """The number of results before the recent ones."""
        return len(self.sittings[:-RECENT])

    @property
    def year_rows(self) -> list[ScoreRow]:
        """Rows of the chosen year, newest first."""
        return [self._row(index) for index in reversed(self._year_indexes)]

    @property
    def year_aims(self) -> list[Aim]:
        """Aims of the chosen year, newest first."""
        return [aim for aim in reversed(self._older_aims) if _year(aim) == self.year]

    @cached_property
    def _years(self) -> list[int]:
        zone = timezone.get_current_timezone()
        return [moment.astimezone(zone).year for moment in self.moments]

    @property
    def _older_aims(self) -> list[Aim]:
        return [aim for aim in self.aims if aim.at < self._recent_from]

    def _find_year(self, year: str) -> int:
        for found in self.older_years:
            if str(found) == year:
                return found
        raise UnknownKey("year", year)

    @property
    def _recent_indexes(self) -> range:
        return range(len(self.sittings))[-RECENT:]

    @cached_property
    def _year_indexes(self) -> list[int]:
        """Indexes of the older results of the chosen year."""
        return [index for index, year in enumerate(self._years[:-RECENT]) if year == self.year]

    def _row(self, index: int) -> ScoreRow:
        entry, scores = self.entries[index], self.scores[index]
        facts = f"{entry.facts}; {entry.carried_over}" if entry.carried_over else entry.facts
        means = tuple(mean_words(scores.get(key)) for key in self.coloured_scales)
        return ScoreRow(entry.day, entry.url, means, facts)

    # Each item

    @cached_property
    def items(self) -> Items:
        return Items(self.history, self.scale, self.look_backs, self.days)

    # Looking back

    @property
    def seen_later(self) -> list[SeenLater]:
        """Newest date first; only scales with a re-rated answer."""
        scores = (self.scores, self.seen_later_scores)
        return list_seen_later(
            self.history, self.look_backs, scores, self.coloured_scales, self.days
        )

    # The dated list

    @cached_property
    def entries(self) -> dict[int, Entry]:
        """Index in the history -> the result there, for those that are shown; oldest first."""
        return {index: self._entry(index) for index in (*self._year_indexes, *self._recent_indexes)}

    def _entry(self, index: int) -> Entry:
        facts = _("Your starting point")
        if index:
            facts = words.row_facts(*words.counts(self.moves[index - 1]))
        return make_entry(self.history, index, self.days[index], facts, self.notes)

    @cached_property
    def aims(self) -> list[Aim]:
        """Oldest first."""
        return aims_of(self.directions, self.questionnaire)

    @property
    def recent_entries(self) -> list[Entry | Aim]:
        """Recent results and changes of the aim, newest first."""
        recent: list[Entry | Aim] = [aim for aim in self.aims if aim.at >= self._recent_from]
        recent += [self.entries[index] for index in self._recent_indexes]
        return sorted(recent, key=lambda entry: entry.at, reverse=True)

    @property
    def _recent_from(self) -> datetime:
        """In a short history everything is recent, even an aim from before the first result."""
        if len(self.sittings) > RECENT:
            return self.sittings[-RECENT].completed_at
        return min([self.moments[0], *(each.created_at for each in self.directions)])


def _year(aim: Aim) -> int:
    return timezone.localtime(aim.at).year
