"""Everybody clicks at once: on the real database, each click in its own connection."""

from datetime import timedelta

import pytest
from django.core import mail

from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.services import (
    blocks,
    clock,
    mentorships,
    programmes,
    proposals,
    requests,
    solving,
    telling,
)
from mentors.services.requests import send_request
from mentors.services.states import WrongState
from tests.factories import (
    NOW,
    make_mentor,
    make_participant,
    make_programme,
    make_proposal,
    make_request,
    make_user,
)
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

State = MentorshipRequest.State


def kinds(outcomes):
    return sorted(type(each).__name__ for each in outcomes)


def person(**values):
    found = make_user()
    make_mentor(found, **values)
    return found


def accept(request, at=NOW):
    return lambda: requests.accept(person=request.receiver, code=request.code, at=at)


def withdraw(request):
    return lambda: requests.withdraw(person=request.sender, code=request.code, at=NOW)


def ask(sender, receiver, kind="peer"):
    return lambda: send_request(
        sender=sender, code=receiver.code, kind=kind, goal="", message="Hello.", at=NOW
    )[0]


def active(mentor):
    return MentorProfile.objects.get(person=mentor).active


def test_eight_accepts_for_one_place_give_one_mentorship():
    mentor = person(capacity=1)
    requests = [make_request(person(), mentor) for _ in range(8)]

    outcomes = at_once(*(accept(each) for each in requests))

    assert kinds(outcomes) == sorted(["Mentorship"] + ["NoPlace"] * 7)
    assert (Mentorship.objects.count(), active(mentor)) == (1, 1)
    assert MentorshipRequest.objects.filter(state=State.PENDING).count() == 7


def test_eight_clicks_on_accept_give_one_mentorship():
    mentor = person(capacity=5)
    request = make_request(person(), mentor)

    outcomes = at_once(*[accept(request)] * 8)

    assert len({each.pk for each in outcomes}) == 1
    assert active(mentor) == 1


@pytest.mark.parametrize("_round", range(3))
def test_accept_against_withdraw_has_one_winner(_round):
    mentor = person()
    request = make_request(person(), mentor)

    accepted, withdrawn = at_once(accept(request), withdraw(request))

    request.refresh_from_db()
    won = isinstance(accepted, Mentorship)
    assert won != isinstance(withdrawn, MentorshipRequest)
    loser = withdrawn if won else accepted
    assert isinstance(loser, WrongState)
    assert request.state == (State.ACCEPTED if won else State.WITHDRAWN) == loser.state
    assert active(mentor) == Mentorship.objects.count() == int(won)


@pytest.mark.parametrize("_round", range(3))
def test_accept_against_expiry_has_one_winner(_round):
    mentor = person()
    request = make_request(person(), mentor)
    last, over = request.expires_at - timedelta(seconds=1), request.expires_at

    accepted, _ = at_once(accept(request, last), lambda: clock.run_clock(at=over))

    request.refresh_from_db()
    won = isinstance(accepted, Mentorship)
    assert won or accepted.state == State.EXPIRED
    assert request.state == (State.ACCEPTED if won else State.EXPIRED)
    assert active(mentor) == Mentorship.objects.count() == int(won)


def test_two_who_ask_each_other_have_one_request():
    one, other = person(), person()

    outcomes = at_once(ask(one, other), ask(other, one))

    assert kinds(outcomes) == ["AlreadyOpen", "MentorshipRequest"]
    assert MentorshipRequest.objects.count() == 1


def test_eight_clicks_on_ask_send_one_request():
    one, other = person(), person()

    outcomes = at_once(*[ask(one, other)] * 8)

    assert len({each.pk for each in outcomes}) == 1
    assert MentorshipRequest.objects.count() == 1


def test_no_more_than_three_wait_however_many_tabs():
    one = person()

    outcomes = at_once(*(ask(one, person()) for _ in range(6)))

    assert kinds(outcomes) == ["MentorshipRequest"] * 3 + ["TooManyOpen"] * 3


def test_two_receivers_accept_the_same_goal_once():
    sender = person()
    requests = [make_request(sender, person(), goal="say-no") for _ in range(4)]

    outcomes = at_once(*(accept(each) for each in requests))

    assert kinds(outcomes) == ["Mentorship"] + ["WrongState"] * 3
    states = MentorshipRequest.objects.values_list("state", flat=True)
    assert sorted(states) == ["accepted"] + ["superseded"] * 3


def test_every_way_to_end_frees_the_place_once():
    mentor, mentee = person(), person()
    mentorship = accept(make_request(mentee, mentor))()
    who = {"code": mentorship.code, "at": NOW}

    at_once(
        lambda: mentorships.end_early(person=mentor, **who),
        lambda: mentorships.end_early(person=mentee, **who),
        lambda: blocks.block(person=mentee, other=mentor, at=NOW),
        lambda: mentorships.leave_all(person=mentor, at=NOW),
    )

    mentorship.refresh_from_db()
    assert not mentorship.is_open
    assert active(mentor) == 0


def test_block_against_accept_leaves_nothing_open():
    mentor, mentee = person(), person()
    request = make_request(mentee, mentor)

    at_once(accept(request), lambda: blocks.block(person=mentee, other=mentor, at=NOW))

    assert not Mentorship.objects.filter(state__in=Mentorship.OPEN).exists()
    assert active(mentor) == 0


def test_eight_clicks_on_open_make_one_programme():
    organiser = make_user(is_staff=True)
    window = {"opens_at": NOW, "closes_at": NOW + timedelta(days=7)}

    outcomes = at_once(
        *[lambda: programmes.open_programme(person=organiser, name="Spring", **window)] * 8
    )

    assert len({each.pk for each in outcomes}) == 1


def test_two_workers_store_a_run_once():
    programme = make_programme(closes_at=NOW)
    for places in (1, 1, 1, 0, 0, 0):
        make_participant(programme, places=places)
    run = ProgrammeRun.objects.create(programme=programme, number=1)

    outcomes = at_once(*[lambda: solving.run_programme(run=run.pk, at=NOW)] * 4)

    assert sorted(outcomes) == [False, False, False, True]
    assert ProposedPair.objects.count() == 3


def test_four_workers_tell_everybody_once():
    programme = make_programme(closes_at=NOW)
    run = ProgrammeRun.objects.create(programme=programme, number=1, state="done", published_at=NOW)
    for _ in range(6):
        mentor, mentee = (make_participant(programme, places=n).person for n in (1, 0))
        ProposedPair.objects.create(
            run=run, mentor=mentor, mentee=mentee, band="good", expires_at=NOW + timedelta(days=1)
        )

    outcomes = at_once(*[lambda: telling.tell_of_run(run=run.pk, at=NOW)] * 4)

    assert outcomes == [False] * 4
    assert len(mail.outbox) == len({letter.to[0] for letter in mail.outbox}) == 12


@pytest.mark.parametrize("_round", range(3))
def test_both_say_yes_at_once_and_one_mentorship_begins(_round):
    mentor, mentee = person(capacity=2), person()
    pair = make_proposal(make_programme(), mentor, mentee)
    answers = [
        lambda each=each: proposals.confirm(person=each, code=pair.code, at=NOW)
        for each in (mentor, mentee)
    ]

    at_once(*answers, *answers)

    assert (Mentorship.objects.count(), active(mentor)) == (1, 1)


@pytest.mark.parametrize("_round", range(3))
def test_last_yes_against_a_no_has_one_winner(_round):
    mentor, mentee = person(), person()
    pair = make_proposal(make_programme(), mentor, mentee, mentee_says=True)
    who = {"code": pair.code, "at": NOW}

    at_once(
        lambda: proposals.confirm(person=mentor, **who),
        lambda: proposals.turn_down(person=mentee, **who),
    )

    pair.refresh_from_db()
    begun = Mentorship.objects.count()
    assert pair.state_at(NOW) == ("agreed" if begun else "declined")
    assert active(mentor) == begun


def test_eight_pairs_for_one_place_give_one_mentorship():
    mentor = person(capacity=1)
    mentees = [person() for _ in range(8)]
    pairs = [
        make_proposal(make_programme(), mentor, mentee, mentee_says=True) for mentee in mentees
    ]

    outcomes = at_once(
        *[
            lambda pair=pair: proposals.confirm(person=mentor, code=pair.code, at=NOW)
            for pair in pairs
        ]
    )

    assert kinds(outcomes) == sorted(["ProposedPair"] + ["PairCanNotBegin"] * 7)
    assert (Mentorship.objects.count(), active(mentor)) == (1, 1)
