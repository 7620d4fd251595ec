"""An earlier date with today's eyes, kept beside its answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from assessments.models import LookBack
from assessments.selectors import list_look_backs
from tests.assessments.taking import address, text
from tests.factories import NOW, make_assessment

LATER = NOW + timedelta(days=180)


@pytest.fixture
def earlier(ada):
    return make_assessment(ada, at=NOW)


@pytest.fixture
def latest(ada, earlier):
    return make_assessment(ada, at=LATER)


def test_what_is_seen_now_stands_beside_what_was_answered(ada, ada_client, earlier, latest):
    then = dict(earlier.responses)

    ada_client.post(address(earlier, "look_back"), {"seen-tough-feedback": "1"})

    (kept,) = list_look_backs(ada)
    assert (kept.assessment, kept.seen_from) == (earlier, latest)
    assert kept.responses == {"tough-feedback": 1}
    earlier.refresh_from_db()
    assert earlier.responses == then


def test_saving_again_replaces_itself_and_nothing_chosen_takes_it_away(ada_client, earlier, latest):
    url = address(earlier, "look_back")
    ada_client.post(url, {"seen-tough-feedback": "1"})
    ada_client.post(url, {"seen-tough-feedback": "0", "seen-cloud-foundations": "1"})
    assert [each.responses for each in LookBack.objects.all()] == [
        {"tough-feedback": 0, "cloud-foundations": 1}
    ]

    ada_client.post(url, {"seen-tough-feedback": ""})
    assert not LookBack.objects.exists()


def test_after_a_third_result_the_second_look_is_kept_beside_the_first(
    ada, ada_client, earlier, latest
):
    url = address(earlier, "look_back")
    ada_client.post(url, {"seen-tough-feedback": "1"})
    make_assessment(ada, at=LATER + timedelta(days=90))
    ada_client.post(url, {"seen-tough-feedback": "0"})

    assert [each.responses for each in list_look_backs(ada)] == [
        {"tough-feedback": 1},
        {"tough-feedback": 0},
    ]


def test_page_shows_then_and_what_was_seen(ada_client, earlier, latest):
    url = address(earlier, "look_back")
    ada_client.post(url, {"seen-tough-feedback": "1"})

    response = ada_client.get(url)

    assert "As I saw it then: Sometimes" in text(response)
    assert response.context["form"]["seen-tough-feedback"].value() == "1"


def test_latest_result_is_no_earlier_date(ada_client, earlier, latest):
    response = ada_client.post(
        address(latest, "look_back"), {"seen-tough-feedback": "1"}, follow=True
    )

    assert "One looks back from a later result." in text(response)
    assert not LookBack.objects.exists()


def test_result_after_a_retake_offers_it(ada_client, earlier, latest):
    assert (
        address(earlier, "look_back") in ada_client.get(address(latest, "result")).content.decode()
    )
    assert "look-back" not in ada_client.get(address(earlier, "result")).content.decode()


def test_value_off_the_scale_is_said_and_not_stored(ada_client, earlier, latest):
    response = ada_client.post(address(earlier, "look_back"), {"seen-tough-feedback": "5"})

    assert "There is a problem" in text(response)
    assert not LookBack.objects.exists()


def test_strangers_cannot_look(mallory_client, earlier, latest):
    assert mallory_client.get(address(earlier, "look_back")).status_code == 404
    response = mallory_client.post(address(earlier, "look_back"), {"seen-tough-feedback": "1"})
    assert response.status_code == 404
    assert not LookBack.objects.exists()


def test_database_refuses_to_look_back_at_itself(earlier):
    with pytest.raises(IntegrityError, match="looks_back_at_another"):
        LookBack.objects.create(assessment=earlier, seen_from=earlier, made_at=NOW)


def test_database_keeps_one_a_result(earlier, latest):
    LookBack.objects.create(assessment=earlier, seen_from=latest, made_at=NOW)
    with pytest.raises(IntegrityError):
        LookBack.objects.create(assessment=earlier, seen_from=latest, made_at=NOW)
