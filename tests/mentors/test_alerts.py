"""Saved searches: the buttons, the job and its one mail."""

import pytest
from django.core import mail

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.matching.filters import Filters
from mentors.models.alerts import SearchAlert
from mentors.selectors.search import Asked
from mentors.services.alerts import MAX_ALERTS, TooManyAlerts, request_alert, tell_who_waits
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_mentor

ADDRESS = "/mentors/alerts/"
WANTED = Asked("mentor", Filters(item="tough-feedback"))


@pytest.fixture
def asking(ada):
    return make_mentor(ada, wants=["tough-feedback"])


def tell():
    return tell_who_waits(questionnaire=find_site_questionnaire(), at=NOW)


def test_button_keeps_the_search_of_the_page(ada_client, ada, asking):
    query = {"kind": "reverse", "item": "tough-feedback", "hours": "3"}
    hidden = tags(ada_client.get("/mentors/", query), "input", type="hidden")
    sent = {field["name"]: field.get("value", "") for field in hidden}

    response = ada_client.post(ADDRESS, sent, follow=True)

    alert = SearchAlert.objects.get(person=ada)
    assert (alert.kind, alert.item, alert.hours) == ("reverse", "tough-feedback", 3)
    assert "We will write to you once, when somebody fits." in text(response)
    assert "Someone earlier in their career" in text(ada_client.get("/mentors/profile/"))


def test_same_search_waits_once(ada_client, asking):
    for _ in range(2):
        ada_client.post(ADDRESS, {"kind": "mentor", "item": "tough-feedback"})

    assert SearchAlert.objects.count() == 1


def test_there_is_a_limit(ada, ada_client, asking):
    for hours in range(MAX_ALERTS):
        request_alert(person=ada, asked=Asked("mentor", Filters(hours=hours)), at=NOW)

    with pytest.raises(TooManyAlerts):
        request_alert(person=ada, asked=Asked("peer"), at=NOW)
    response = ada_client.post(ADDRESS, {"kind": "peer"}, follow=True)

    assert "You already have 5 saved searches." in text(response)
    assert SearchAlert.objects.count() == MAX_ALERTS


def test_wrong_search_is_not_kept(ada_client, asking):
    ada_client.post(ADDRESS, {"kind": "boss"})

    assert not SearchAlert.objects.exists()


def test_dropped_search_waits_no_longer(ada_client, ada, mallory_client, asking):
    alert = request_alert(person=ada, asked=WANTED, at=NOW)
    address = f"{ADDRESS}{alert.code}/cancel/"

    assert mallory_client.post(address).status_code == 404
    assert SearchAlert.objects.exists()
    ada_client.post(address)
    assert not SearchAlert.objects.exists()


def test_one_mail_goes_out_when_somebody_fits(ada, asking):
    request_alert(person=ada, asked=WANTED, at=NOW)
    assert tell() == 0

    make_mentor(name="Grace", offers=["tough-feedback"])

    assert [tell(), tell()] == [1, 0]
    (message,) = mail.outbox
    assert message.to == [ada.email]
    assert message.subject == "One person fits your search"
    assert "http://localhost:8000/mentors/?kind=mentor&item=tough-feedback" in message.body
    assert "Grace" not in message.body


def test_mail_that_can_not_be_written_is_written_by_the_next_run(ada, asking, monkeypatch):
    request_alert(person=ada, asked=WANTED, at=NOW)
    make_mentor(offers=["tough-feedback"])

    def fail(alert, count):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("mentors.services.alerts.send_somebody_fits", fail)
        with pytest.raises(ConnectionError):
            tell()

    assert [tell(), tell()] == [1, 0]
    assert len(mail.outbox) == 1


def test_nobody_without_a_confirmed_address_gets_mail(ada, asking):
    request_alert(person=ada, asked=WANTED, at=NOW)
    make_mentor(offers=["tough-feedback"])
    ada.emailaddress_set.update(verified=False)

    assert tell() == 0


def test_only_whom_the_person_may_meet_counts(ada, asking):
    request_alert(person=ada, asked=WANTED, at=NOW)
    make_mentor(offers=["tough-feedback"], is_open=False)
    unverified = make_mentor(offers=["tough-feedback"])
    unverified.person.emailaddress_set.update(verified=False)

    assert tell() == 0
