"""Asking somebody, and the steps of a request: the services, with their limits."""

from datetime import timedelta

import pytest
from django.core import mail

from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.requests import MentorshipRequest
from mentors.selectors.facts import get_facts
from mentors.services import places, profiles, requests, states
from setframework.people.verified import EmailNotVerified
from tests.factories import NOW, make_mentor, make_mentorship, make_request, make_user

State = MentorshipRequest.State
DAY = timedelta(days=1)


@pytest.fixture
def pair(ada, grace):
    """Ada, who may ask, and Grace, who may be asked."""
    make_mentor(ada, wants=["tough-feedback"], is_listed=False)
    make_mentor(grace, offers=["tough-feedback"], capacity=2)
    return ada, grace


def ask(sender, receiver, *, kind="mentor", goal="", message="Teach me.", at=NOW):
    request, _is_new = requests.send_request(
        sender=sender, code=receiver.code, kind=kind, goal=goal, message=message, at=at
    )
    return request


def state(request):
    request.refresh_from_db()
    return request.state


def active(person):
    return MentorProfile.objects.get(person=person).active


def test_request_waits_ten_days(pair):
    request = ask(*pair)

    assert (request.state, request.expires_at) == (State.PENDING, NOW + 10 * DAY)


def test_same_request_again_is_the_same(pair):
    assert ask(*pair) == ask(*pair)
    assert MentorshipRequest.objects.count() == 1


def test_other_request_to_the_same_person_names_the_first(pair):
    first = ask(*pair)

    with pytest.raises(requests.AlreadyOpen) as refused:
        ask(*pair, message="Please.")
    assert refused.value.request == first


def test_who_was_asked_can_not_ask_back_meanwhile(pair):
    ada, grace = pair
    make_mentor(ada, capacity=2)
    first = ask(ada, grace)

    with pytest.raises(requests.AlreadyOpen) as refused:
        ask(grace, ada, kind="peer")
    assert refused.value.request == first


def test_unverified_address_may_not_ask(pair):
    ada, grace = pair
    ada.emailaddress_set.update(verified=False)

    with pytest.raises(EmailNotVerified):
        ask(ada, grace)


def test_without_a_profile_nobody_asks(ada, grace):
    make_mentor(grace)

    with pytest.raises(requests.NoProfile):
        ask(ada, grace)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"is_listed": False}, MentorProfile.DoesNotExist),
        ({"is_listed": False, "is_adult": False}, MentorProfile.DoesNotExist),
        ({"is_open": False}, requests.NotReachable),
        ({"capacity": 0}, requests.NotReachable),
        ({"paused_until": (NOW + DAY).date()}, requests.NotReachable),
        ({"languages": ["fr"]}, requests.NotReachable),
        ({"async_ok": False}, requests.NotReachable),
    ],
)
def test_who_can_not_be_found_can_not_be_asked(pair, values, refusal):
    ada, grace = pair
    make_mentor(grace, **values)

    with pytest.raises(refusal):
        ask(ada, grace)


def test_kind_that_does_not_fit_is_refused(pair):
    ada, grace = pair
    make_mentor(ada, level="staff")
    make_mentor(grace, level="principal")

    with pytest.raises(requests.NotReachable):
        ask(ada, grace, kind="reverse")


def test_manager_can_not_be_asked(pair):
    ada, grace = pair
    profiles.name_manager(person=ada, email=grace.email, at=NOW)

    with pytest.raises(requests.NotReachable):
        ask(ada, grace)


def test_oneself_can_not_be_asked(grace):
    make_mentor(grace)

    with pytest.raises(requests.NotReachable):
        ask(grace, grace)


def test_block_hides_who_blocked_and_who_is_blocked(pair):
    ada, grace = pair
    Block.objects.create(person=grace, blocked=ada, created_at=NOW)

    with pytest.raises(MentorProfile.DoesNotExist):
        ask(ada, grace)


@pytest.mark.parametrize(
    "message",
    [
        "See https://example.org/me",
        "See HTTP://x.y",
        "www.example.org",
        "write to me@example.com",
        "my.site/cv",
        "example.dev",
    ],
)
def test_first_message_has_no_link(pair, message):
    with pytest.raises(requests.HasLink):
        ask(*pair, message=message)


@pytest.mark.parametrize(
    "message", ["I do ASP.NET and Socket.IO and Node.js.", "One and/or two. Then three.", "v1.2/3"]
)
def test_names_of_technologies_are_no_links(pair, message):
    assert ask(*pair, message=message).message == message


def test_three_requests_may_wait(pair):
    ada, grace = pair
    for _ in range(3):
        make_request(ada, make_user(), at=NOW - 8 * DAY)

    with pytest.raises(requests.TooManyOpen):
        ask(ada, grace)
    # Ten days after they were sent they wait no longer, before the clock has come by.
    assert ask(ada, grace, at=NOW + 3 * DAY).state == State.PENDING


def test_five_requests_a_week(pair):
    ada, grace = pair
    for number in range(5):
        sent_at = NOW - number * DAY
        make_request(ada, make_user(), at=sent_at, state=State.WITHDRAWN)

    with pytest.raises(requests.TooManyThisWeek) as refused:
        ask(ada, grace)
    assert refused.value.seconds == 3 * 24 * 3600
    assert ask(ada, grace, at=NOW + 3 * DAY).state == State.PENDING


def test_decline_keeps_apart_for_90_days(pair):
    ada, grace = pair
    request = ask(ada, grace)
    requests.decline(person=grace, code=request.code, at=NOW)

    with pytest.raises(requests.NotReachable):
        ask(ada, grace, at=NOW + 89 * DAY)
    assert ask(ada, grace, at=NOW + 91 * DAY).state == State.PENDING


def test_accepting_takes_a_place_and_begins(pair):
    ada, grace = pair
    request = ask(ada, grace, goal="say-no")

    mentorship = requests.accept(person=grace, code=request.code, at=NOW + DAY)

    assert state(request) == State.ACCEPTED
    assert (mentorship.mentor, mentorship.mentee) == (grace, ada)
    assert (mentorship.state, mentorship.goal) == ("active", "say-no")
    assert (active(grace), active(ada)) == (1, 0)
    letter = mail.outbox[-1]
    assert letter.to == [ada.email]
    assert f"/mentors/mentorships/{mentorship.code}/" in letter.body
    assert grace.email not in letter.body


def test_accepting_twice_is_one_mentorship(pair):
    ada, grace = pair
    request = ask(ada, grace)

    first = requests.accept(person=grace, code=request.code, at=NOW)
    second = requests.accept(person=grace, code=request.code, at=NOW)

    assert first == second
    assert active(grace) == 1


def test_without_a_free_place_the_request_waits_on(pair):
    ada, grace = pair
    request = ask(ada, grace)
    MentorProfile.objects.filter(person=grace).update(active=2)

    with pytest.raises(places.NoPlace):
        requests.accept(person=grace, code=request.code, at=NOW)
    assert state(request) == State.PENDING


@pytest.mark.parametrize("step", [requests.accept, requests.decline])
def test_sender_can_not_answer_their_own_request(pair, step):
    ada, grace = pair
    request = ask(ada, grace)

    with pytest.raises(states.WrongState):
        step(person=ada, code=request.code, at=NOW)
    assert state(request) == State.PENDING


def test_receiver_can_not_withdraw(pair):
    ada, grace = pair
    request = ask(ada, grace)

    with pytest.raises(states.WrongState):
        requests.withdraw(person=grace, code=request.code, at=NOW)


@pytest.mark.parametrize("step", [requests.accept, requests.decline, requests.withdraw])
def test_stranger_finds_no_request(pair, mallory, step):
    request = ask(*pair)

    with pytest.raises(MentorshipRequest.DoesNotExist):
        step(person=mallory, code=request.code, at=NOW)


def test_what_was_withdrawn_can_not_be_accepted(pair):
    ada, grace = pair
    request = ask(ada, grace)
    requests.withdraw(person=ada, code=request.code, at=NOW)
    requests.withdraw(person=ada, code=request.code, at=NOW)

    with pytest.raises(states.WrongState) as refused:
        requests.accept(person=grace, code=request.code, at=NOW)
    assert refused.value.state == State.WITHDRAWN
    assert not Mentorship.objects.exists()


def test_what_is_over_can_not_be_accepted_before_the_clock_says_so(pair):
    ada, grace = pair
    request = ask(ada, grace)

    with pytest.raises(states.WrongState) as refused:
        requests.accept(person=grace, code=request.code, at=NOW + 10 * DAY)
    assert refused.value.state == State.EXPIRED


def test_question_stops_the_clock(pair):
    ada, grace = pair
    request = ask(ada, grace)

    requests.ask_for_more(person=grace, code=request.code, question="Why?", at=NOW + 4 * DAY)
    requests.ask_for_more(person=grace, code=request.code, question="Why?", at=NOW + 5 * DAY)
    with pytest.raises(states.WrongState):
        requests.accept(person=grace, code=request.code, at=NOW + 5 * DAY)
    requests.answer_question(person=ada, code=request.code, answer="So.", at=NOW + 34 * DAY)
    requests.answer_question(person=ada, code=request.code, answer="So.", at=NOW + 35 * DAY)

    assert state(request) == State.PENDING
    assert request.expires_at == NOW + 40 * DAY
    with pytest.raises(states.WrongState):
        requests.ask_for_more(person=grace, code=request.code, question="And?", at=NOW + 35 * DAY)
    assert requests.accept(person=grace, code=request.code, at=NOW + 39 * DAY).mentee == ada


def test_question_can_be_declined_or_withdrawn_however_late(pair, margaret):
    ada, grace = pair
    request = ask(ada, grace)
    requests.ask_for_more(person=grace, code=request.code, question="Why?", at=NOW)

    requests.decline(person=grace, code=request.code, at=NOW + 60 * DAY)

    assert state(request) == State.DECLINED


def test_other_requests_for_the_same_goal_are_no_longer_needed(pair, margaret, mallory):
    ada, grace = pair
    accepted = ask(ada, grace, goal="say-no")
    same = make_request(ada, margaret, goal="say-no")
    other = make_request(ada, mallory, goal="tech-debt")

    requests.accept(person=grace, code=accepted.code, at=NOW)

    assert (state(same), state(other)) == (State.SUPERSEDED, State.PENDING)


def test_facts_tell_pairs_requests_declines_and_answers(ada, grace, margaret, mallory):
    others = [make_user() for _ in range(3)]
    make_mentorship(grace, ada)
    make_request(margaret, ada)
    make_request(ada, mallory, state=State.DECLINED, decided_at=NOW + 2 * DAY)
    make_request(ada, others[0], state=State.DECLINED, decided_at=NOW - 91 * DAY)
    make_request(others[0], others[1], state=State.EXPIRED, decided_at=NOW + 10 * DAY)
    make_request(others[0], others[2], at=NOW - 11 * DAY)
    make_request(others[2], ada, at=NOW - 11 * DAY)

    found = get_facts([ada], NOW + 3 * DAY)[ada.pk]

    assert found.apart == {
        grace.pk: "paired",
        margaret.pk: "asked",
        mallory.pk: "declined",
    }
    assert found.answers[mallory.pk] == (1, 1)
    assert found.answers[others[1].pk] == (0, 1)
    assert found.answers[grace.pk] == (1, 1)
    assert found.days[mallory.pk] == 2
    assert others[1].pk not in found.days


def test_search_leaves_out_who_is_asked_or_paired(pair, ada_client):
    ada, grace = pair
    request = ask(ada, grace)

    page = ada_client.get("/mentors/").content.decode()
    assert str(grace.code) not in page

    requests.withdraw(person=ada, code=request.code, at=NOW)
    assert str(grace.code) in ada_client.get("/mentors/").content.decode()
