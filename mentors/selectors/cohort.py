"""The participants of a programme that a run has to match, as matching sees them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from assessments.scoring.questionnaire import Questionnaire
from mentors.matching.pairing import Facts
from mentors.matching.profile import Profile
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant, Programme
from mentors.models.runs import ProposedPair
from mentors.selectors.crowd import to_profile
from mentors.selectors.facts import APART, get_facts
from mentors.selectors.programmes import find_last_published_run

State = ProposedPair.State


@dataclass(frozen=True)
class Joined:
    """`first` marks mentees left out last time. `rows` maps a person to their Participant."""

    mentees: tuple[Profile, ...]
    mentors: tuple[Profile, ...]
    facts: Mapping[int, Facts]
    first: tuple[bool, ...]
    rows: Mapping[int, int]


@dataclass(frozen=True)
class Earlier:
    """The results of earlier runs of the programme, by the people's keys.

    `met` has all people that somebody was proposed to. `settled` are mentees who have a mentor or
    are still asked. `taken` and `asked` count a mentor's agreed and open pairs.
    """

    met: Mapping[int, frozenset[int]]
    settled: frozenset[int]
    taken: Mapping[int, int]
    asked: Mapping[int, int]


def get_joined(programme: Programme, questionnaire: Questionnaire, at: datetime) -> Joined:
    """Reads with a fixed number of statements, always in the same order."""
    rows = list(Participant.objects.filter(programme=programme).order_by("pk"))
    profiles = {
        profile.person_id: (profile.person, to_profile(profile, questionnaire, at))
        for profile in _list_profiles(programme)
    }
    here = [row for row in rows if row.person_id in profiles]
    earlier = _read_earlier(programme, at)
    mentees = [row for row in here if row.is_mentee and row.person_id not in earlier.settled]
    people = [profiles[row.person_id][0] for row in here]
    facts = get_facts(people, at, among=profiles)
    waited = _left_last_time(programme)
    return Joined(
        mentees=tuple(profiles[row.person_id][1] for row in mentees),
        mentors=tuple(
            _with_places(profiles[row.person_id][1], row.places, earlier)
            for row in here
            if row.places
        ),
        facts={pk: _never_again(known, earlier, pk) for pk, known in facts.items()},
        first=tuple(row.pk in waited for row in mentees),
        rows={row.person_id: row.pk for row in here},
    )


def _list_profiles(programme: Programme) -> QuerySet[MentorProfile]:
    """Profiles of participants, except those that a moderator has taken off the list."""
    people = Participant.objects.filter(programme=programme).values("person")
    profiles = MentorProfile.objects.filter(person__in=people, taken_off_at=None)
    return profiles.select_related("person").order_by("pk")


def _with_places(profile: Profile, offered: int, earlier: Earlier) -> Profile:
    """Places offered here, or free if those are fewer. Each open proposal keeps one of them."""
    person = profile.person
    here = offered - earlier.taken.get(person, 0)
    places = min(here, profile.places) - earlier.asked.get(person, 0)
    return replace(profile, places=max(0, places))


def _never_again(facts: Facts, earlier: Earlier, person: int) -> Facts:
    met = earlier.met.get(person, frozenset())
    return replace(facts, apart={**facts.apart, **dict.fromkeys(met, APART)})


def _left_last_time(programme: Programme) -> set[int]:
    run = find_last_published_run(programme)
    return set(map(int, run.receipt.get("without", {}))) if run else set()


def _read_earlier(programme: Programme, at: datetime) -> Earlier:
    met: dict[int, set[int]] = {}
    settled: set[int] = set()
    taken: Counter[int] = Counter()
    asked: Counter[int] = Counter()
    published = ProposedPair.objects.filter(
        run__programme=programme, run__published_at__isnull=False
    )
    for pair in published.order_by("pk"):
        met.setdefault(pair.mentor_id, set()).add(pair.mentee_id)
        met.setdefault(pair.mentee_id, set()).add(pair.mentor_id)
        state = pair.state_at(at)
        if state in {State.AGREED, State.PROPOSED}:
            settled.add(pair.mentee_id)
            (taken if state == State.AGREED else asked)[pair.mentor_id] += 1
    return Earlier(
        {pk: frozenset(others) for pk, others in met.items()}, frozenset(settled), taken, asked
    )
