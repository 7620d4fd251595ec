"""Random histories of an organisation: every invariant holds after every step."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.teams.histories import EVENTS, play

pytestmark = pytest.mark.django_db

NAMES = [name for name, weight in EVENTS.items() for _ in range(weight)]
EVENT = st.tuples(st.sampled_from(NAMES), st.integers(0, 2**12), st.integers(0, 2**12))
HISTORY = st.lists(EVENT, min_size=20, max_size=40)


def played(history, answers):
    """The log of one history, in a world that is gone afterwards."""
    with transaction.atomic():
        log = play(history, answers).log
        transaction.set_rollback(True)
    return log


# Without shrinking, which would play a failing history for minutes.
steady = {"suppress_health_check": list(HealthCheck), "phases": [Phase.explicit, Phase.generate]}


def test_every_invariant_holds_after_every_step(set_version):
    published = []

    @settings(max_examples=8, **steady)
    @given(HISTORY, st.integers(0, 99))
    def walk(history, answers):
        log = played(history, answers)
        published.extend(entry for entry in log if entry[2] == "published")

    walk()
    assert len(published) >= 10  # else nothing would have been looked at


@settings(max_examples=3, **steady)
@given(HISTORY)
def test_other_answers_of_the_same_people_at_the_same_times_decide_the_same(set_version, history):
    assert played(history, answers=1) == played(history, answers=2)
