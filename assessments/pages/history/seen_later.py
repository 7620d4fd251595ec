"""The part about look-backs: scores of an earlier date then, as seen later, and now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from assessments.models.look_back import LookBack
from assessments.pages.history import words
from assessments.pages.result.parts import ColouredScale
from assessments.scoring.change import Answers
from assessments.scoring.score import ScaleScore, score
from assessments.selectors.history import History

# Scale key -> its score, of one sitting.
Scores = dict[str, ScaleScore]


@dataclass(frozen=True)
class SeenLater:
    """One scale of an earlier date: then, then as seen later, and now."""

    day: str
    seen_on: str
    coloured: ColouredScale
    then: str
    later: str
    now: str


def list_seen_later(
    history: History,
    look_backs: Mapping[int, LookBack],
    scores: tuple[Sequence[Scores], Sequence[Scores]],
    coloured_scales: Mapping[str, ColouredScale],
    days: Sequence[str],
) -> list[SeenLater]:
    """Newest date first; only scales with a re-rated answer.

    `scores` are those of each sitting, then and as seen later; `days` name the sittings.
    """
    found = []
    for number, sitting in enumerate(history.sittings):
        seen = look_backs.get(sitting.pk)
        if seen is not None:
            touched = _touched(history.answers[number], seen)
            found.append(list(_rows(number, seen, touched, scores, coloured_scales, days)))
    return [row for rows in reversed(found) for row in rows]


def _rows(
    number: int,
    seen: LookBack,
    touched: set[str],
    scores: tuple[Sequence[Scores], Sequence[Scores]],
    coloured_scales: Mapping[str, ColouredScale],
    days: Sequence[str],
) -> Iterator[SeenLater]:
    made, (then, later) = words.short_days([seen.made_at])[0], scores
    for key, coloured in coloured_scales.items():
        if key in touched:
            of_then, of_later = (
                mean_words(then[number].get(key)),
                mean_words(later[number].get(key)),
            )
            yield SeenLater(
                days[number], made, coloured, of_then, of_later, mean_words(then[-1].get(key))
            )


def _touched(answers: Answers, seen: LookBack) -> set[str]:
    """Keys of the scales with a re-rated item."""
    return {item.scale for item in answers.questionnaire.items if item.key in seen.responses}


def scores_of(answers: Answers) -> Scores:
    return {each.key: each for each in score(answers.questionnaire, answers.responses).scales}


def mean_words(score: ScaleScore | None) -> str:
    return "–" if score is None or score.mean is None else number_format(score.mean, 1)
