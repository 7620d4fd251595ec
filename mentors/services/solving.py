"""A worker's part of a run. Not among the other verbs, as the solver takes long to import.

A run is claimed by a conditional UPDATE. Whoever holds the claim stores all pairs and the receipt
in one transaction, and only if the claim is still theirs: a killed worker leaves nothing behind,
and a slow one that was taken over stores nothing. A run that so many workers could not finish has
failed: its organiser is told, and may start it anew.
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

# Of a hundred: reading is done, everybody was compared with everybody, the solver is done.
READ, COMPARED, SOLVED = 5, 80, 95
STORED_AT_ONCE = 500


class LostClaim(Exception):
    """Another worker has taken the run over."""


@dataclass(frozen=True)
class Outcome:
    """(mentor, mentee, band) by their keys, and the receipt."""

    pairs: tuple[tuple[int, int, str], ...]
    receipt: dict[str, Any]


def run_programme(*, run: int, at: datetime) -> bool:
    """Find the pairs of that run; whether this call stored them.

    An error goes on, and the run waits for its next attempt, or has failed with the last one.
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
    """Written at once, for the page; and the first to notice that the claim is lost."""
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
    """(mentee, mentor) to part, where two were given each other in either part."""
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
    """All of it or nothing, under the own claim."""
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
