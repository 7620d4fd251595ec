"""A finished programme with its receipt and pairs, and one that people can still join."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from mentors.models.programmes import Programme
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.selectors.programmes import may_join
from mentors.services import programmes, proposals, runs
from mentors.services.solving import run_programme
from setframework.people.models import User

DAY = timedelta(days=1)
JOINING = 40


def fill_programmes(people: Sequence[User], organiser: User, now: datetime) -> None:
    finished = programmes.open_programme(
        person=organiser,
        name="Autumn pairs",
        text="Three months with somebody from another team, every second week.",
        open_to=Programme.OpenTo.TEAMS,
        opens_at=now - 60 * DAY,
        closes_at=now - 40 * DAY,
    )
    own = [person for person in people if may_join(person, finished)]
    _join(finished, own[:JOINING], now - 50 * DAY)
    run, _is_new = runs.start_run(person=organiser, code=finished.code, at=now - 39 * DAY)
    run_programme(run=run.pk, at=now - 39 * DAY)
    runs.publish(person=organiser, code=finished.code, at=now - 38 * DAY)
    # These people get no mail.
    ProgrammeRun.objects.filter(pk=run.pk).update(told_at=now - 38 * DAY)
    _answer(ProposedPair.objects.filter(run=run).order_by("pk"), now - 36 * DAY)
    joining = programmes.open_programme(
        person=organiser,
        name="Winter pairs",
        text="The same again, this time for everybody.",
        opens_at=now - 5 * DAY,
        closes_at=now + 16 * DAY,
    )
    _join(joining, people[-9:], now - 2 * DAY)


def _join(programme: Programme, people: Sequence[User], at: datetime) -> None:
    """Every third person joins as a mentor with two places, the others as mentees."""
    for number, person in enumerate(people):
        places = 0 if number % 3 else 2
        programmes.sign_up(
            person=person, code=programme.code, is_mentee=not places, places=places, at=at
        )


def _answer(pairs: Iterable[ProposedPair], at: datetime) -> None:
    """Both say yes. In every fifth pair, one says no."""
    for number, pair in enumerate(pairs):
        proposals.confirm(person=pair.mentor, code=pair.code, at=at)
        answer = proposals.confirm if number % 5 else proposals.turn_down
        answer(person=pair.mentee, code=pair.code, at=at)
