"""Print what the answers of consenting people say about how well each scale measures."""

from argparse import ArgumentParser
from collections.abc import Sequence
from math import floor
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import Questionnaire, Scale
from assessments.scoring.reliability import (
    NotEstimable,
    Sitting,
    complete_rows,
    cronbach_alpha,
    retest_pairs,
    retest_reliability,
    standard_deviation,
)
from assessments.scoring.score import score
from assessments.selectors.measurement import list_measured
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_version,
    read_questionnaire,
)

# Fewer people would say more about themselves than about the questions.
FEWEST_PEOPLE = 100
# People have hardly changed within so many days, so what differs is mostly error.
RETEST_DAYS = 31

People = Sequence[Sequence[Assessment]]


class Command(BaseCommand):
    help = (
        "Print the [measurement.*] tables that the answers of consenting people suggest for the "
        f"next version of a questionnaire. Needs {FEWEST_PEOPLE} people; stores nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--questionnaire", default=settings.QUESTIONNAIRE, help="its key")
        parser.add_argument(
            "--within-days",
            type=int,
            default=RETEST_DAYS,
            help="the longest time between test and retest (%(default)s)",
        )

    def handle(self, *args: Any, questionnaire: str, within_days: int, **options: Any) -> None:
        try:
            version = get_version(questionnaire)
        except UnknownQuestionnaire:
            raise CommandError(f"No questionnaire {questionnaire!r} is published.") from None
        people = list_measured(version)
        _refuse_few(len(people), f"have answered {questionnaire} {version.version}")
        asked = read_questionnaire(version)
        tables = [_table(asked, scale, people, within_days) for scale in asked.scales]
        self.stdout.write("\n\n".join(tables))


def _refuse_few(number: int, what: str) -> None:
    if number < FEWEST_PEOPLE:
        raise CommandError(
            f"{number} consenting people {what}; an estimate needs {FEWEST_PEOPLE}. "
            "Until then the assumed values hold."
        )


def _table(asked: Questionnaire, scale: Scale, people: People, within_days: int) -> str:
    """Each person counts once, with their first assessment; a retest is the second one."""
    first = [each[0] for each in people]
    rows = complete_rows([each.responses.get(item.key) for item in scale.items] for each in first)
    _refuse_few(len(rows), f"answered every question of {scale.key}")
    scores = [
        value for value in (_score(asked, scale, each) for each in first) if value is not None
    ]
    sittings = [[_sitting(asked, scale, one) for one in each[:2]] for each in people]
    pairs = retest_pairs(sittings, within_days)
    try:
        alpha, sd = cronbach_alpha(rows), standard_deviation(scores)
        retest = retest_reliability(pairs) if len(pairs) >= FEWEST_PEOPLE else None
    except NotEstimable as error:
        raise CommandError(f"{scale.key}: {error}.") from None
    reliability = min(alpha, alpha if retest is None else retest)
    if not 0 <= reliability < 1:
        raise CommandError(f"{scale.key}: a reliability of {reliability:.2f} is of no use.")
    stability = f"{retest:.2f}" if retest is not None else "too few to say"
    return "\n".join(
        [
            f"# alpha {alpha:.2f} from {len(rows)} people; "
            f"test-retest {stability}, {len(pairs)} within {within_days} days",
            f"[measurement.{scale.key}]",
            f"reliability = {_down(reliability)}",
            f"sd = {sd:.1f}",
            'basis = "observed"',
            f"n = {len(scores)}",
        ]
    )


def _down(reliability: float) -> float:
    """Two decimals, never more than it is: 0.999 must not become 1."""
    return floor(reliability * 100) / 100


def _score(asked: Questionnaire, scale: Scale, assessment: Assessment) -> float | None:
    return score(asked, assessment.responses).scale(scale.key).score


def _sitting(asked: Questionnaire, scale: Scale, assessment: Assessment) -> Sitting:
    return assessment.when_completed, _score(asked, scale, assessment)
