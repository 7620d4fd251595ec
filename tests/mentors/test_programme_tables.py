"""Rows of programmes that the tables refuse."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mentors.models.programmes import Participant, Programme
from mentors.models.runs import ProgrammeRun, ProposedPair
from tests.factories import NOW, make_mentorship, make_participant, make_programme, make_proposal


def refused(work):
    with pytest.raises(IntegrityError), transaction.atomic():
        work()


@pytest.fixture
def programme(db):
    return make_programme()


@pytest.fixture
def run(programme):
    return ProgrammeRun.objects.create(programme=programme, number=1)


@pytest.fixture
def pair(programme, ada, grace):
    return make_proposal(programme, grace, ada)


@pytest.mark.parametrize(
    "values", [{"closes_at": NOW - timedelta(days=7)}, {"most": 1}, {"open_to": "x"}]
)
def test_programme_that_can_not_be_is_refused(programme, values):
    refused(lambda: Programme.objects.update(**values))


@pytest.mark.parametrize("values", [{"is_mentee": False}, {"places": 21}])
def test_participant_that_can_not_be_is_refused(programme, ada, values):
    make_participant(programme, ada)

    refused(lambda: Participant.objects.update(**values))


def test_everybody_joins_a_programme_once(programme, ada):
    make_participant(programme, ada)
    make_participant(make_programme(), ada)

    refused(lambda: make_participant(programme, ada, places=1))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"progress": 101},
        {"state": "running"},
        {"state": "running", "claim": uuid.uuid4()},
        {"published_at": NOW},
        {"told_at": NOW},
        {"attempts": 4},
    ],
)
def test_run_that_can_not_be_is_refused(run, values):
    refused(lambda: ProgrammeRun.objects.update(**values))


def test_programme_has_one_unfinished_run(programme, run):
    refused(lambda: ProgrammeRun.objects.create(programme=programme, number=2))
    ProgrammeRun.objects.update(state="done")
    refused(lambda: ProgrammeRun.objects.create(programme=programme, number=1))
    ProgrammeRun.objects.create(programme=programme, number=2)


@pytest.mark.parametrize(
    "values",
    [
        {"band": "great"},
        {"expires_at": None, "mentor_says": True},
        {"expires_at": None, "mentee_says": False},
    ],
)
def test_pair_that_can_not_be_is_refused(pair, values):
    refused(lambda: ProposedPair.objects.update(**values))


def test_pair_is_two_people_and_a_mentee_has_one_a_run(pair, ada, grace, mallory):
    refused(lambda: ProposedPair.objects.update(mentor=ada))
    refused(
        lambda: ProposedPair.objects.create(run=pair.run, mentor=mallory, mentee=ada, band="good")
    )


@pytest.mark.parametrize("values", [{}, {"mentor_says": True}, {"mentee_says": True}])
def test_pair_begins_only_when_both_agree(pair, ada, grace, values):
    mentorship = make_mentorship(grace, ada)

    refused(lambda: ProposedPair.objects.update(mentorship=mentorship, **values))
    ProposedPair.objects.update(mentorship=mentorship, mentor_says=True, mentee_says=True)


@pytest.mark.parametrize(
    ("says", "days", "state"),
    [
        ((None, None), 9, "proposed"),
        ((True, None), 9, "proposed"),
        ((True, None), 10, "expired"),
        ((None, False), 9, "declined"),
        ((True, False), 10, "declined"),
    ],
)
def test_state_is_worked_out_from_answers_and_date(pair, says, days, state):
    pair.mentor_says, pair.mentee_says = says

    assert pair.state_at(NOW + timedelta(days=days)) == state
