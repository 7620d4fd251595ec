"""Programmes, as participants and organisers may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from assessments.teams.selectors.managers import list_above
from assessments.teams.selectors.teams import list_managed_teams
from mentors.models.blocks import Block
from mentors.models.programmes import Participant, Programme
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.selectors.people import is_taken_off, name_of
from setframework.people.models import User

# The number of pairs of a run, or of people without a pair, that a page lists.
MOST_SHOWN = 200


@dataclass(frozen=True)
class Organised:
    """The latest run of a programme, if any, with its pairs and the people without one."""

    run: ProgrammeRun | None
    pairs: Sequence[ProposedPair]
    left_out: Sequence[Participant]


def may_open_programmes(person: User) -> bool:
    """Staff and managers of a team may."""
    return bool(person.is_staff) or manages_somebody(person)


def manages_somebody(person: User) -> bool:
    return list_managed_teams(person).exists()


def may_join(person: User, programme: Programme) -> bool:
    """Whether the programme is for the person now. One query, or none if it is for everybody.

    A programme of teams is for the organiser, and for the people in the organiser's teams and in
    the parts of these. It is not for everybody who may not be matched with the organiser.
    """
    if programme.open_to == Programme.OpenTo.EVERYBODY:
        return True
    organiser = programme.organiser_id
    return organiser == person.pk or organiser in _list_line(person)


def list_programmes(person: User, at: datetime) -> QuerySet[Programme]:
    """Programmes that the person can still join, has joined or organises, the latest first.

    Each has `has_joined`, and `waits`: whether a proposed pair waits for the person's answer.
    """
    joined = Participant.objects.filter(programme=OuterRef("pk"), person=person)
    open_ones = list_proposals_to_answer(person, at)
    programmes = Programme.objects.annotate(
        has_joined=Exists(joined), waits=Exists(open_ones.filter(run__programme=OuterRef("pk")))
    )
    if not person.is_staff:
        for_all = Q(open_to=Programme.OpenTo.EVERYBODY)
        to_join = Q(closes_at__gt=at) & (for_all | Q(organiser__in=_list_line(person)))
        programmes = programmes.filter(to_join | Q(has_joined=True) | Q(organiser=person))
    return programmes.order_by("-closes_at", "-pk")


def get_programme(person: User, code: UUID | str) -> Programme:
    """One that the person may join, has joined or organises. Staff count as organisers.

    It has `has_joined` and `is_mentee` for the person, `is_published` for its pairs, and the sums
    `mentees`, `mentors` and `places`. Raises DoesNotExist.
    """
    joined = Participant.objects.filter(programme=OuterRef("pk")).order_by()
    programmes = Programme.objects.annotate(
        has_joined=Exists(joined.filter(person=person)),
        is_mentee=Exists(joined.filter(person=person, is_mentee=True)),
        is_published=Exists(
            ProgrammeRun.objects.filter(programme=OuterRef("pk"), published_at__isnull=False)
        ),
        organiser_name=name_of("organiser"),
        mentees=_sum(joined.filter(is_mentee=True), Count("pk")),
        mentors=_sum(joined.filter(places__gt=0), Count("pk")),
        places=_sum(joined, Sum("places")),
    )
    found = programmes.get(code=code)
    is_own = is_organiser(person, found) or found.has_joined
    if not is_own and not may_join(person, found):
        raise Programme.DoesNotExist
    return found


def get_organised(person: User, code: UUID | str, *, for_update: bool = False) -> Programme:
    """One that the person organises. Staff count as organisers. Raises DoesNotExist.

    `for_update` locks its row until the transaction ends.
    """
    programmes = Programme.objects.select_for_update() if for_update else Programme.objects.all()
    if not person.is_staff:
        programmes = programmes.filter(organiser=person)
    return programmes.get(code=code)


def is_organiser(person: User, programme: Programme) -> bool:
    return bool(person.is_staff) or programme.organiser_id == person.pk


def find_participation(person: User, programme: Programme) -> Participant | None:
    return Participant.objects.filter(programme=programme, person=person).first()


def find_latest_run(programme: Programme) -> ProgrammeRun | None:
    return ProgrammeRun.objects.filter(programme=programme).order_by("-number").first()


def find_last_published_run(programme: Programme) -> ProgrammeRun | None:
    published = ProgrammeRun.objects.filter(programme=programme, published_at__isnull=False)
    return published.order_by("-number").first()


def get_organised_part(programme: Programme) -> Organised:
    """The latest run as an organiser sees it: all pairs, and the people without one."""
    run = find_latest_run(programme)
    if run is None:
        return Organised(None, (), ())
    pairs = list_pairs(run) if run.state == ProgrammeRun.State.DONE else ()
    keys = sorted(map(int, run.receipt.get("without", {})))[:MOST_SHOWN]
    return Organised(run, list(pairs), list(list_left_out(programme, keys)) if keys else ())


def list_due_runs(at: datetime, stale_before: datetime) -> QuerySet[ProgrammeRun]:
    """Runs that no worker holds, or a worker that has been silent since that moment."""
    waiting = Q(state=ProgrammeRun.State.QUEUED)
    stale = Q(state=ProgrammeRun.State.RUNNING, claimed_at__lte=stale_before)
    return ProgrammeRun.objects.filter(waiting | stale).order_by("pk")


def list_untold_runs(stale_before: datetime) -> QuerySet[ProgrammeRun]:
    """Published runs with letters left to send, which no worker has worked on since then."""
    stale = Q(telling_at=None) | Q(telling_at__lte=stale_before)
    untold = ProgrammeRun.objects.filter(stale, published_at__isnull=False, told_at=None)
    return untold.order_by("pk")


def list_untold(run: ProgrammeRun, most: int) -> list[Participant]:
    """The next `most` people without a letter about the run, in a pair or left out."""
    pairs = ProposedPair.objects.filter(run=run).order_by().values_list("mentor", "mentee")
    asked = {person for pair in pairs for person in pair}
    untold = Participant.objects.filter(
        ~is_taken_off("person"),
        programme=run.programme,
        told_of__lt=run.number,
        person__is_active=True,
    )
    rows = untold.order_by("pk").values_list("pk", "person")
    # Few keys at a time: a database limits how many a statement may have.
    left = set(map(int, run.receipt.get("without", {})))
    next_ones = [pk for pk, person in rows if person in asked or pk in left][:most]
    found = Participant.objects.filter(pk__in=next_ones).select_related("person")
    return list(found.order_by("pk"))


def list_pairs(run: ProgrammeRun) -> QuerySet[ProposedPair]:
    """All pairs of a run, for its organiser, by the mentees' names."""
    return _named(ProposedPair.objects.filter(run=run)).order_by("mentee_name", "pk")


def list_left_out(programme: Programme, keys: Iterable[int]) -> QuerySet[Participant]:
    """The participants with those keys who are still there, by name."""
    found = Participant.objects.filter(programme=programme, pk__in=keys)
    return found.annotate(name=name_of("person")).order_by("name", "pk")


def list_proposals(person: User) -> QuerySet[ProposedPair]:
    """Pairs proposed to the person, newest first.

    Pairs with people who are blocked or gone are left out. So are pairs that have not begun if a
    moderator has taken one of the two off the list.
    """
    own = Q(mentor=person) | Q(mentee=person)
    published = ProposedPair.objects.filter(own, run__published_at__isnull=False)
    there = published.filter(mentor__is_active=True, mentee__is_active=True)
    apart = Block.objects.filter(
        Q(person=OuterRef("mentor"), blocked=OuterRef("mentee"))
        | Q(person=OuterRef("mentee"), blocked=OuterRef("mentor"))
    )
    has_begun = Q(mentorship__isnull=False)
    there = there.exclude(Exists(apart))
    named = _named(there.filter(has_begun | ~(is_taken_off("mentor") | is_taken_off("mentee"))))
    related = named.select_related("mentor", "mentee", "run__programme", "mentorship")
    return related.order_by("-run__published_at", "-pk")


def list_proposals_to_answer(person: User, at: datetime) -> QuerySet[ProposedPair]:
    """Pairs that the person can still say yes or no to, and to which nobody said no."""
    own = Q(mentor=person, mentor_says=None) | Q(mentee=person, mentee_says=None)
    nobody_said_no = ~Q(mentor_says=False) & ~Q(mentee_says=False)
    return list_proposals(person).filter(own, nobody_said_no, expires_at__gt=at)


def list_proposals_in(programme: Programme, person: User) -> QuerySet[ProposedPair]:
    return list_proposals(person).filter(run__programme=programme)


def get_proposal(person: User, code: UUID | str) -> ProposedPair:
    """One of the person's proposals. Raises DoesNotExist."""
    return list_proposals(person).get(code=code)


def _list_line(person: User) -> set[int]:
    """The managers whose programmes for their teams are for the person."""
    return list_above([person], only_line=True)[person.pk]


def _named(pairs: QuerySet[ProposedPair]) -> QuerySet[ProposedPair]:
    return pairs.annotate(mentor_name=name_of("mentor"), mentee_name=name_of("mentee"))


def _sum(rows: QuerySet[Any], what: Any) -> Subquery:
    counted = rows.annotate(group=F("programme")).values("group")
    return Subquery(counted.annotate(n=what).values("n"))
