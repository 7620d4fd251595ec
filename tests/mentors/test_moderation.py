"""The moderators' queue in the admin."""

import pytest
import time_machine
from django.core import mail
from django.test.utils import override_settings

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.matching.filters import Filters
from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from mentors.selectors.cohort import get_joined
from mentors.selectors.programmes import list_proposals
from mentors.selectors.search import Asked
from mentors.services import alerts, profiles, proposals, requests
from mentors.services.reports import IsParty, decide_report, let_back, report
from tests.assessments.taking import tags, text
from tests.factories import (
    NOW,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_proposal,
    make_request,
    make_user,
    staff_client,
)

QUEUE = "/admin/mentors/report/"
OFF_LIST = "/admin/mentors/mentorprofile/"
TAKEN_OFF = "The moderators have taken your profile off the list"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def moderator(set_version):
    return make_user("staff@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def client(moderator):
    return staff_client(moderator)


@pytest.fixture
def reported(ada, grace):
    return report(
        reporter=ada, reported=grace, category="spam", evidence="Buy it", words="Twice", at=NOW
    )


def decide(client, action, *reports):
    chosen = {"action": action, "_selected_action": [each.pk for each in reports]}
    return client.post(QUEUE, chosen, follow=True)


def test_queue_shows_the_evidence_and_hides_who_reported(client, reported, ada, grace):
    for address in (QUEUE, f"{QUEUE}{reported.pk}/change/"):
        page = text(client.get(address))
        assert grace.email in page
        assert ada.email not in page
        assert "Ada" not in page
    assert "Buy it" in page


def test_upheld_report_ends_what_is_open_between_the_two(client, reported, moderator, ada, grace):
    mentorship = make_mentorship(grace, ada)

    decide(client, "uphold", reported)
    decide(client, "dismiss", reported)

    reported.refresh_from_db()
    mentorship.refresh_from_db()
    assert (reported.state, reported.decided_by) == (Report.State.UPHELD, moderator)
    assert mentorship.state == Mentorship.State.CANCELLED


def test_dismissed_report_changes_nothing_else(client, reported, ada, grace):
    mentorship = make_mentorship(grace, ada)

    decide(client, "dismiss", reported)

    reported.refresh_from_db()
    mentorship.refresh_from_db()
    assert (reported.state, mentorship.state) == (Report.State.DISMISSED, "active")


@pytest.mark.parametrize("side", ["reporter", "reported"])
def test_moderator_neither_sees_nor_decides_their_own(client, moderator, ada, side):
    parties = {"reporter": ada, "reported": ada} | {side: moderator}
    own = report(**parties, category="other", evidence="", words="Own words", at=NOW)

    assert "Own words" not in text(client.get(QUEUE))
    assert client.get(f"{QUEUE}{own.pk}/change/").status_code in {302, 404}
    decide(client, "dismiss", own)
    own.refresh_from_db()
    assert own.state == Report.State.OPEN
    with pytest.raises(IsParty):
        decide_report(moderator=moderator, report=own, upheld=True, at=NOW)


def take_off(moderator, about):
    return decide_report(moderator=moderator, report=about, upheld=True, takes_off=True, at=NOW)


@pytest.fixture
def off(moderator, reported, grace):
    """Grace, listed and asked by many until the moderators took her off the list."""
    make_mentor(grace, offers=["tough-feedback"], capacity=5)
    take_off(moderator, reported)
    return grace


def finds(client):
    return "Grace" in text(client.get("/mentors/", {"kind": "mentor"}))


def test_upheld_report_keeps_the_two_apart_and_only_who_reported_can_undo_it(
    client, reported, ada, grace, ada_client, grace_client, mallory_client, mallory
):
    make_mentor(ada, wants=["tough-feedback"])
    make_mentor(mallory, wants=["tough-feedback"])
    make_mentor(grace, offers=["tough-feedback"])
    assert finds(ada_client)
    request = make_request(ada, grace)
    pair = make_proposal(make_programme(), grace, ada)

    decide(client, "uphold", reported)

    assert not finds(ada_client)
    assert finds(mallory_client)
    assert ada_client.get(f"/mentors/people/{grace.code}/").status_code == 404
    assert grace_client.get(f"/mentors/people/{ada.code}/").status_code == 404
    request.refresh_from_db()
    assert request.state == MentorshipRequest.State.CANCELLED
    assert pair not in list_proposals(ada)
    assert grace_client.post(f"/mentors/blocks/{ada.code}/undo/").status_code == 404
    assert not finds(ada_client)
    assert ada_client.post(f"/mentors/blocks/{grace.code}/undo/").status_code == 302
    assert finds(ada_client)


def test_dismissed_report_keeps_nobody_apart(client, reported):
    decide(client, "dismiss", reported)

    assert not Block.objects.exists()


def test_taken_off_is_found_by_nobody_and_asked_by_nobody(
    client, reported, grace, mallory, mallory_client
):
    make_mentor(mallory, wants=["tough-feedback"])
    make_mentor(grace, offers=["tough-feedback"])
    assert finds(mallory_client)

    decide(client, "uphold_and_take_off", reported)

    assert not finds(mallory_client)
    assert mallory_client.get(f"/mentors/people/{grace.code}/").status_code == 404
    with pytest.raises(MentorProfile.DoesNotExist):
        requests.send_request(
            sender=mallory, code=grace.code, kind="mentor", goal="", message="Hello.", at=NOW
        )


def test_report_that_was_upheld_before_can_still_take_off_but_a_dismissed_one_not(
    client, reported, ada, grace
):
    make_mentor(grace)
    for action, is_listed in (("uphold", True), ("uphold_and_take_off", False)):
        decide(client, action, reported)
        assert MentorProfile.objects.get(person=grace).is_listed == is_listed

    other = report(reporter=grace, reported=ada, category="spam", evidence="", words="", at=NOW)
    make_mentor(ada)
    for action in ("dismiss", "uphold_and_take_off"):
        decide(client, action, other)
    assert MentorProfile.objects.get(person=ada).is_listed


def test_somebody_without_a_profile_is_off_the_list_from_the_start(moderator, reported, grace):
    take_off(moderator, reported)

    with pytest.raises(profiles.TakenOff):
        make_mentor(grace)
    assert make_mentor(grace, is_listed=False).taken_off_at == NOW


def test_taken_off_reads_why_and_whom_to_ask_and_can_not_list_themselves(off, grace_client, ada):
    with override_settings(OPERATOR_EMAIL="help@example.org"):
        response = grace_client.get("/mentors/profile/")
    shown = text(response)
    assert TAKEN_OFF in shown
    assert "mailto:help@example.org" in [each["href"] for each in tags(response, "a")]
    assert ada.email not in shown

    sent = {"name": "Grace", "languages": "en", "time_zone": "UTC", "cadence": "weekly"}
    sent |= {"agenda": "open", "background_preference": "any", "capacity": "1", "is_adult": "on"}
    response = grace_client.post("/mentors/profile/", sent | {"is_listed": "on"})
    assert [*response.context["form"].errors] == ["is_listed"]
    assert "ask the people who run this site" in text(response)
    assert not MentorProfile.objects.get(person=off).is_listed
    assert grace_client.post("/mentors/profile/", sent).status_code == 302


def test_taken_off_asks_nobody_and_takes_on_nobody_new(off, grace_client, mallory):
    other = make_mentor(make_user()).person
    asked = make_request(mallory, off)

    with pytest.raises(profiles.TakenOff):
        requests.accept(person=off, code=asked.code, at=NOW)
    sent = {"kind": "peer", "goal": "", "message": "Hello."}
    response = grace_client.post(f"/mentors/people/{other.code}/", sent)
    assert TAKEN_OFF in text(response)
    requests.decline(person=off, code=asked.code, at=NOW)
    assert MentorshipRequest.objects.get().state == MentorshipRequest.State.DECLINED


def test_what_was_asked_before_is_cancelled_and_what_began_with_others_goes_on(
    moderator, reported, grace, mallory
):
    mentorship = make_mentorship(grace, mallory)
    sent, received = make_request(grace, make_user()), make_request(make_user(), grace)

    take_off(moderator, reported)

    for row, state in ((mentorship, "active"), (sent, "cancelled"), (received, "pending")):
        row.refresh_from_db()
        assert row.state == state


def test_taken_off_joins_no_programme_and_is_in_no_run(off, grace_client, ada, mallory):
    programme = make_programme()
    address = f"/mentors/programmes/{programme.code}/"
    sent = {"step": "join", "is_mentee": "on", "places": "0"}
    assert TAKEN_OFF in text(grace_client.post(address, sent))
    assert not Participant.objects.exists()

    make_participant(programme, off, places=1)  # had joined before
    make_participant(programme, mallory)
    joined = get_joined(programme, find_site_questionnaire(), NOW)
    assert (len(joined.mentors), len(joined.mentees)) == (0, 1)


def test_what_is_proposed_with_who_is_taken_off_does_not_begin(moderator, reported, grace, mallory):
    programme = make_programme()
    for person in (grace, mallory):
        make_participant(programme, person)
    pair = make_proposal(programme, grace, mallory)
    begun = make_proposal(programme, grace, mallory, mentor_says=True, mentee_says=True)
    begun.mentorship = make_mentorship(mallory, grace)
    begun.save()

    take_off(moderator, reported)

    for person in (grace, mallory):
        assert list(list_proposals(person)) == [begun]
        with pytest.raises(ProposedPair.DoesNotExist):
            proposals.confirm(person=person, code=pair.code, at=NOW)


def test_nobody_is_told_that_who_is_taken_off_fits_nor_the_other_way(moderator, reported, grace):
    wanted = Asked("mentor", Filters(item="tough-feedback"))
    waiting, other = make_user(), make_user()
    make_mentor(waiting, wants=["tough-feedback"])
    make_mentor(grace, offers=["tough-feedback"], wants=["tough-feedback"])
    for person in (waiting, grace):
        alerts.request_alert(person=person, asked=wanted, at=NOW)
    take_off(moderator, reported)

    def tell():
        return alerts.tell_who_waits(questionnaire=find_site_questionnaire(), at=NOW)

    assert tell() == 0
    make_mentor(other, offers=["tough-feedback"])
    assert tell() == 1
    assert [letter.to for letter in mail.outbox] == [[waiting.email]]

    let_back(moderator=moderator, person=grace)
    assert tell() == 1


def test_moderator_lifts_it_and_they_list_themselves_again(client, off, mallory_client, mallory):
    page = text(client.get(OFF_LIST))
    assert off.email in page
    card = MentorProfile.objects.get(person=off)
    shown = text(client.get(f"{OFF_LIST}{card.pk}/change/"))
    assert off.email in shown
    assert "tough-feedback" not in shown

    decide_at = {"action": "let_back", "_selected_action": [card.pk]}
    client.post(OFF_LIST, decide_at)
    make_mentor(mallory, wants=["tough-feedback"])
    assert not finds(mallory_client)
    make_mentor(off, offers=["tough-feedback"])
    assert finds(mallory_client)
    assert off.email not in text(client.get(OFF_LIST))


def test_moderator_lifts_nothing_they_are_part_of(client, moderator, ada, mallory):
    judge = make_user(is_staff=True)
    about_me = report(
        reporter=ada, reported=moderator, category="spam", evidence="", words="", at=NOW
    )
    by_me = report(
        reporter=moderator, reported=mallory, category="spam", evidence="", words="", at=NOW
    )
    for each in (about_me, by_me):
        take_off(judge, each)

    assert "0 mentor profiles" in text(client.get(OFF_LIST))
    for card in MentorProfile.objects.all():
        client.post(OFF_LIST, {"action": "let_back", "_selected_action": [card.pk]})
        with pytest.raises(IsParty):
            let_back(moderator=moderator, person=card.person)
    assert MentorProfile.objects.filter(taken_off_at=NOW).count() == 2
