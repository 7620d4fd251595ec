"""An earlier date with today's eyes, kept beside its answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from assessments.models.look_back import LookBack
from assessments.scoring.parse.document import read_file
from assessments.selectors.look_back import list_look_backs
from assessments.services import look_back, questionnaires
from tests.assessments.taking import address, text
from tests.factories import NOW, PASSWORD, make_assessment, make_responses
from tests.scoring.questionnaires import GRID

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

    assert "This is your latest result: from here you can look back" in text(response)
    assert not LookBack.objects.exists()


def test_only_result_has_nothing_to_look_back_from(ada_client, earlier):
    response = ada_client.get(address(earlier, "look_back"), follow=True)

    assert "Take the assessment again first." in text(response)
    assert response.redirect_chain[-1][0] == address(earlier, "result")


def test_open_draft_is_to_be_finished_first(ada, ada_client, earlier):
    draft = make_assessment(ada, completed=False)

    assert "Finish this one first." in text(
        ada_client.get(address(draft, "look_back"), follow=True)
    )


def test_result_with_another_questionnaire_is_no_later_one(ada, ada_client, earlier, settings):
    other = read_file(GRID)
    version, _ = questionnaires.publish_questionnaire(document=other, at=NOW)
    make_assessment(ada, make_responses(version, 1), at=LATER, version=version)

    with pytest.raises(look_back.NothingLater):
        look_back.save_look_back(
            person=ada, code=earlier.code, responses={"tough-feedback": 1}, at=LATER
        )
    assert "Take the assessment again first." in text(
        ada_client.get(address(earlier, "look_back"), follow=True)
    )


def test_nothing_chosen_says_so(ada_client, earlier, latest):
    url = address(earlier, "look_back")

    assert "Nothing was chosen" in text(ada_client.post(url, {}, follow=True))
    ada_client.post(url, {"seen-tough-feedback": "1"})
    assert "Removed." in text(ada_client.post(url, {}, follow=True))


def test_lower_answers_are_told_as_what_learning_looks_like(ada, ada_client, earlier):
    lower = make_responses(earlier.version, 2, tough_feedback=1, cloud_foundations=0)
    latest = make_assessment(ada, lower, at=LATER)

    said = text(ada_client.get(address(latest, "result")))

    assert "2 answers lower since November, none up." in said
    assert "Lower than last time is often learning" in said
    assert "Look at 24 November 2026 with today's eyes" in said


def test_result_without_a_drop_speaks_of_none(ada_client, latest):
    said = text(ada_client.get(address(latest, "result")))

    assert "often learning" not in said


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


def test_what_was_chosen_while_logged_out_comes_back_after_the_log_in(
    ada, ada_client, earlier, latest
):
    url = address(earlier, "look_back")
    ada_client.logout()
    ada_client.post(url, {"seen-tough-feedback": "1"})
    ada_client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})

    back = ada_client.get(url)

    assert back.context["form"]["seen-tough-feedback"].value() == "1"
    assert not LookBack.objects.exists()
    assert ada_client.get(url).context["form"]["seen-tough-feedback"].value() == ""


def test_saving_twice_keeps_the_later_one(ada, earlier, latest):
    def save(value):
        return look_back.save_look_back(
            person=ada, code=earlier.code, responses={"tough-feedback": value}, at=LATER
        )

    assert save(1) == save(0)
    assert LookBack.objects.get().responses == {"tough-feedback": 0}
