"""A worker's part of a run. It has its own module because the solver takes long to import.

A worker claims a run by a conditional UPDATE. It stores all pairs and the receipt in one
transaction, and only if it still holds the claim. So a killed worker leaves nothing behind, and a
slow one that lost its claim stores nothing. After MOST_ATTEMPTS workers the run has failed: its
organiser is told, and may start it again.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.matching.assignment import Assignment, assign
from mentors.matching.cohort import Cohort, chosen, cohort, left_out
from mentors.matching.rank import BANDS, band
from mentors.models.programmes import Participant
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.selectors.cohort import Joined, get_joined
from mentors.selectors.facts import APART
from mentors.services.runs import fail_if_spent, rows_if_due

logger = logging.getLogger(__name__)

State = ProgrammeRun.State

# Progress in percent: after reading, after comparing everybody, after solving.
READ, COMPARED, SOLVED = 5, 80, 95
STORED_AT_ONCE = 500


class LostClaim(Exception):
    """Another worker has taken the run over."""


@dataclass(frozen=True)
class Outcome:
    """`pairs` are (mentor, mentee, band) with the people's keys."""

    pairs: tuple[tuple[int, int, str], ...]
    receipt: dict[str, Any]


def run_programme(*, run: int, at: datetime) -> bool:
    """Find the pairs of that run. Returns whether this call stored them.

    An error is raised again. The run waits for its next attempt, or fails after the last one.
    """
    questionnaire = find_site_questionnaire()
    claim = uuid4()
    if questionnaire is None or not _take(run, claim, at):
        return False
    try:
        found = ProgrammeRun.objects.select_related("programme").get(pk=run, claim=claim)
        joined = get_joined(found.programme, questionnaire, at)
        _tell(run, claim, READ)
        outcome = _match(joined, run, claim)
        return _store(found, claim, outcome)
    except (LostClaim, ProgrammeRun.DoesNotExist):
        return False
    except Exception:
        logger.exception("A run of a programme broke off: %s", run)
        _mine(run, claim).update(state=State.QUEUED, progress=0)
        fail_if_spent(run=run, at=at)
        raise


def _take(run: int, claim: UUID, at: datetime) -> bool:
    left = rows_if_due(run, at).filter(attempts__lt=ProgrammeRun.MOST_ATTEMPTS)
    taken = {"state": State.RUNNING, "claim": claim, "claimed_at": at, "progress": 0}
    return bool(left.update(attempts=F("attempts") + 1, **taken))


def _mine(run: int, claim: UUID) -> Any:
    return ProgrammeRun.objects.filter(pk=run, state=State.RUNNING, claim=claim)


def _tell(run: int, claim: UUID, progress: int) -> None:
    """Store the progress at once, for the page. Raises LostClaim."""
    if not _mine(run, claim).update(progress=progress):
        raise LostClaim


def _match(joined: Joined, run: int, claim: UUID) -> Outcome:
    def seen(done: int) -> None:
        part = done / max(1, len(joined.mentees))
        _tell(run, claim, READ + round((COMPARED - READ) * part))

    found = cohort(joined.mentees, joined.mentors, joined.facts, joined.first, seen)
    assignment = assign(found.edges)
    while twice := _both_ways(joined, found, assignment):
        joined = _kept_apart(joined, twice)
        found = cohort(joined.mentees, joined.mentors, joined.facts, joined.first, seen)
        assignment = assign(found.edges)
    _tell(run, claim, SOLVED)
    pairs = tuple(_pairs(joined, found, assignment))
    return Outcome(pairs, _receipt(joined, found, assignment, pairs))


def _both_ways(joined: Joined, found: Cohort, assignment: Assignment) -> list[tuple[int, int]]:
    """(mentee, mentor) to keep apart, because the two got each other in both roles."""
    pairs = {(mentee, mentor) for mentor, mentee, _ in _pairs(joined, found, assignment)}
    return [(one, other) for one, other in pairs if one > other and (other, one) in pairs]


def _kept_apart(joined: Joined, pairs: list[tuple[int, int]]) -> Joined:
    facts = dict(joined.facts)
    for mentee, mentor in pairs:
        known = facts[mentee]
        facts[mentee] = replace(known, apart={**known.apart, mentor: APART})
    return replace(joined, facts=facts)


def _pairs(joined: Joined, found: Cohort, assignment: Assignment) -> Iterator[tuple[int, int, str]]:
    for mentee, mentor, score in chosen(found, assignment):
        yield joined.mentors[mentor].person, joined.mentees[mentee].person, band(score)


def _receipt(
    joined: Joined,
    found: Cohort,
    assignment: Assignment,
    pairs: tuple[tuple[int, int, str], ...],
) -> dict[str, Any]:
    bands = Counter(each for _, _, each in pairs)
    price = 100 * assignment.price / assignment.optimum if assignment.optimum else 0.0
    without = left_out(found, assignment)
    return {
        "mentees": len(joined.mentees),
        "matched": assignment.matched,
        "total": round(assignment.total, 2),
        "optimum": round(assignment.optimum, 2),
        "price": round(price, 3),
        "worst": band(assignment.worst) if pairs else "",
        "bands": {each: bands[each] for each in BANDS},
        "without": {
            str(joined.rows[joined.mentees[mentee].person]): why for mentee, why in without.items()
        },
    }


@transaction.atomic
def _store(run: ProgrammeRun, claim: UUID, outcome: Outcome) -> bool:
    """Store everything or nothing. Returns whether the claim still held."""
    done = {"state": State.DONE, "progress": 100, "receipt": outcome.receipt}
    if not _mine(run.pk, claim).update(**done):
        return False
    rows = Participant.objects.filter(programme=run.programme)
    there = set(rows.values_list("person_id", flat=True))  # somebody may be erased by now
    ProposedPair.objects.bulk_create(
        [
            ProposedPair(run=run, mentor_id=mentor, mentee_id=mentee, band=fit)
            for mentor, mentee, fit in outcome.pairs
            if {mentor, mentee} <= there
        ],
        batch_size=STORED_AT_ONCE,
    )
    return True
