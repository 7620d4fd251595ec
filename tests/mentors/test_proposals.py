"""Yes and no to a proposed pair, the mails about it, and its end by the clock."""

from datetime import timedelta

import pytest
from django.core import mail

from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from mentors.services import blocks, clock, proposals, states
from tests.factories import (
    NOW,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_proposal,
    make_request,
)

DAY = timedelta(days=1)
NO_PAIRING = "A proposed pair did not work out"


@pytest.fixture
def programme(ada, grace, margaret):
    made = make_programme(margaret, closes_at=NOW)
    make_participant(made, ada)
    make_participant(made, grace, places=1)
    return made


@pytest.fixture
def pair(programme, ada, grace):
    """Grace is proposed to Ada as a mentor."""
    return make_proposal(programme, grace, ada)


@pytest.fixture
def letters():
    """Do something; (to, subject) of the mails that it leads to."""

    def run(work):
        mail.outbox.clear()
        work()
        return sorted((letter.to[0], letter.subject) for letter in mail.outbox)

    return run


def yes(person, pair, at=NOW):
    return proposals.confirm(person=person, code=pair.code, at=at)


def no(person, pair, at=NOW):
    return proposals.turn_down(person=person, code=pair.code, at=at)


def active(person):
    return MentorProfile.objects.get(person=person).active


def test_mentorship_begins_with_the_second_yes(pair, ada, grace, letters):
    assert letters(lambda: yes(ada, pair)) == []
    assert not Mentorship.objects.exists()

    begun = "Your mentorship has begun"
    assert letters(lambda: yes(grace, pair)) == [(ada.email, begun), (grace.email, begun)]

    mentorship = Mentorship.objects.get()
    assert (mentorship.mentor, mentorship.mentee) == (grace, ada)
    assert (mentorship.kind, mentorship.state, mentorship.started_at) == ("mentor", "active", NOW)
    pair.refresh_from_db()
    assert (pair.mentorship, active(grace), active(ada)) == (mentorship, 1, 0)


def test_second_click_on_yes_changes_nothing(pair, ada, grace):
    for person in (ada, ada, grace, grace, ada):
        found = yes(person, pair)

    assert found.mentorship == Mentorship.objects.get()
    assert active(grace) == 1


def test_no_ends_it_and_who_had_said_yes_is_told_without_a_name(pair, ada, grace, letters):
    yes(ada, pair)

    assert letters(lambda: no(grace, pair)) == [(ada.email, NO_PAIRING)]
    assert "Grace" not in mail.outbox[0].body

    assert letters(lambda: no(grace, pair)) == []
    with pytest.raises(states.WrongState) as refused:
        yes(ada, pair)
    assert refused.value.state == "declined"


def test_own_yes_can_be_taken_back_until_it_begins(pair, ada, grace):
    yes(ada, pair)
    no(ada, pair)
    with pytest.raises(states.WrongState):
        yes(grace, pair)
    with pytest.raises(states.WrongState):
        yes(ada, pair)

    other = make_proposal(pair.run.programme, grace, ada)
    yes(ada, other)
    yes(grace, other)
    with pytest.raises(states.WrongState) as refused:
        no(ada, other)
    assert refused.value.state == "agreed"


def test_nobody_answers_when_its_time_is_over(pair, ada):
    for answer in (yes, no):
        with pytest.raises(states.WrongState) as refused:
            answer(ada, pair, NOW + 10 * DAY)
        assert refused.value.state == "expired"


def test_place_that_is_gone_leaves_all_as_it_was(pair, ada, grace, mallory):
    yes(ada, pair)
    make_mentorship(grace, mallory)

    with pytest.raises(proposals.PairCanNotBegin):
        yes(grace, pair)

    pair.refresh_from_db()
    assert (pair.mentor_says, pair.mentorship, active(grace)) == (None, None, 1)


def test_two_who_work_together_already_do_not_begin_again(programme, ada, grace):
    MentorProfile.objects.filter(person=grace).update(capacity=3)
    pair = make_proposal(programme, grace, ada, mentee_says=True)
    make_mentorship(grace, ada)

    with pytest.raises(proposals.PairCanNotBegin):
        yes(grace, pair)
    assert active(grace) == 1


def test_open_request_between_the_two_is_no_longer_needed(pair, ada, grace):
    request = make_request(ada, grace)

    yes(ada, pair)
    yes(grace, pair)

    request.refresh_from_db()
    assert request.state == MentorshipRequest.State.SUPERSEDED


@pytest.mark.parametrize("answer", [yes, no])
def test_pair_is_hidden_from_others_before_publication_and_behind_a_block(
    pair, ada, mallory, grace, answer
):
    with pytest.raises(ProposedPair.DoesNotExist):
        answer(mallory, pair)
    blocks.block(person=grace, other=ada, at=NOW)
    for person in (ada, grace):
        with pytest.raises(ProposedPair.DoesNotExist):
            answer(person, pair)


@pytest.mark.parametrize("answer", [yes, no])
def test_nobody_answers_before_publication(pair, ada, answer):
    type(pair.run).objects.update(published_at=None)

    with pytest.raises(ProposedPair.DoesNotExist):
        answer(ada, pair)


def test_clock_tells_once_who_had_said_yes(pair, ada, letters):
    yes(ada, pair)

    def tick(days):
        return letters(lambda: clock.run_clock(at=NOW + timedelta(days=days)))

    assert tick(9) == []
    assert tick(10) == [(ada.email, NO_PAIRING)]
    assert tick(11) == []


def test_proposed_people_may_look_at_each_other(pair, ada_client, grace, mallory_client):
    make_mentor(grace, is_listed=False)
    make_mentor(pair.mentee)
    address = f"/mentors/people/{grace.code}/"

    assert ada_client.get(address).status_code == 200
    assert mallory_client.get(address).status_code == 404
    no(grace, pair)
    assert ada_client.get(address).status_code == 404
