"""The start page: what it says, and that starting again and again makes one draft."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings

from assessments.models.taking import Assessment
from assessments.scoring.parse.document import read_file
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.direction import set_direction
from assessments.services.questionnaires import publish_questionnaire
from tests.assessments.taking import START, address, code_in, held, hold, tags, text, title
from tests.factories import (
    NOW,
    make_assessment,
    make_responses,
    make_visitor_draft,
    make_visitor_result,
)
from tests.scoring.questionnaires import SET_FRAMEWORK

pytestmark = pytest.mark.django_db


def first(version, count):
    """Answers to the first so many items."""
    return {item.key: 3 for item in read_questionnaire(version).items[:count]}


def signed_code(response):
    return tags(response, "input", name="visitor")[0]["value"]


def test_start_page_shows_the_pillars_and_how_long_it_takes(client, set_version):
    said = text(client.get(START))

    assert "23 questions, one a page. It takes about 10 minutes." in said
    assert "Soft skills Not started 9 questions" in said
    assert "Technical skills Not started 7 questions" in said
    assert Assessment.objects.count() == 0


def test_post_starts_with_level_and_path_and_goes_to_the_first_question(ada, ada_client):
    response = ada_client.post(START, {"level": "staff", "path": "people-manager"})

    draft = Assessment.objects.get()
    assert (draft.person, draft.level, draft.path) == (ada, "staff", "people-manager")
    assert response.url == address(draft, "question", "tech-debt-empathy")


def test_second_post_of_a_person_resumes_the_same_draft(ada_client):
    first_url = ada_client.post(START, {"level": "staff"}).url
    second_url = ada_client.post(START, {"level": "principal"}).url

    assert second_url == first_url
    assert Assessment.objects.get().level == "staff"


def test_visitor_starts_a_draft_that_only_this_session_holds(client, set_version):
    response = client.post(START)

    draft = Assessment.objects.get()
    assert draft.person is None
    assert code_in(response.url) == draft.code == held(client)
    assert client.get(response.url).status_code == 200
    assert Client().get(response.url).url == f"/accounts/login/?next={response.url}"


def test_visitor_keeps_the_code_when_starting_again(client, set_version):
    first_url = client.post(START).url

    assert client.post(START).url == first_url
    assert Assessment.objects.count() == 1


def test_double_click_of_a_visitor_makes_one_draft_that_both_answers_hold(client, set_version):
    sent = {"visitor": signed_code(client.get(START))}
    twin = Client()  # the second request left before the first one's cookie came back

    urls = {client.post(START, sent).url, twin.post(START, sent).url}

    assert len(urls) == 1
    assert Assessment.objects.count() == 1
    assert held(twin) == held(client)


def test_form_of_an_hour_ago_gives_nobody_the_draft_that_came_of_it(client, set_version):
    sent = {"visitor": signed_code(client.get(START))}
    earlier = client.post(START, sent).url

    with time_machine.travel(timedelta(hours=1), tick=False):
        later = Client().post(START, sent).url

    assert code_in(later) != code_in(earlier)


def test_form_whose_draft_has_an_owner_starts_another_one(client, ada, set_version):
    sent = {"visitor": signed_code(client.get(START))}
    code = code_in(client.post(START, sent).url)
    Assessment.objects.update(person=ada)

    assert code_in(Client().post(START, sent).url) != code


def test_visitor_finds_the_result_again_and_no_second_draft(client, set_version):
    waiting = make_visitor_result()
    hold(client, waiting)

    response = client.get(START)

    said = text(response)
    assert "Your result is here Only this browser shows it, until 24 December 2026." in said
    hrefs = [link["href"] for link in tags(response, "a")]
    assert {address(waiting, "check"), "/account/discard/"} <= set(hrefs)
    assert client.post(START).url == address(waiting, "result")
    assert Assessment.objects.count() == 1


def test_visitor_begins_again_after_the_result_was_discarded(client, set_version):
    waiting = make_visitor_result()
    hold(client, waiting)

    client.post("/account/discard/")

    assert code_in(client.post(START).url) != waiting.code
    assert client.get(address(waiting, "result")).status_code == 302


@pytest.mark.parametrize("forged", ["", "x", "00000000-0000-4000-8000-000000000000", "a:b:c"])
def test_forged_code_starts_a_fresh_draft(client, set_version, forged):
    code = code_in(client.post(START, {"visitor": forged}).url)

    assert str(code) != forged
    assert Assessment.objects.get().code == code


def test_resume_shows_what_is_answered_and_how_long_the_rest_takes(ada, ada_client, set_version):
    make_assessment(ada, first(set_version, 9), completed=False)

    said = text(ada_client.get(START))

    assert "You have answered 9 of 23 questions. The rest takes about 6 minutes." in said
    assert "Soft skills Completed Change" in said
    assert "Experience Not started" in said
    assert "Continue with Experience" in said


def test_resume_tells_answered_from_skipped(ada, ada_client, set_version):
    responses = first(set_version, 3) | {"writing-with-confidence": None}
    make_assessment(ada, responses, completed=False)

    said = text(ada_client.get(START))

    assert "You have answered 2 of 23 questions." in said
    assert "Soft skills In progress 2 of 9 answered Change" in said


def test_resume_goes_to_the_first_open_question_on_another_device(ada, set_version):
    draft = make_assessment(ada, first(set_version, 12), completed=False)
    phone = Client()
    phone.force_login(ada, "allauth.account.auth_backends.AuthenticationBackend")

    assert phone.post(START).url == address(draft, "question", "community-participation")


def test_resume_goes_to_check_where_nothing_is_open(ada, ada_client, set_version):
    draft = make_assessment(ada, make_responses(set_version), completed=False)

    assert "Check them, then see your result." in text(ada_client.get(START))
    assert ada_client.post(START).url == address(draft, "check")


def test_after_completing_start_begins_a_new_one(ada, ada_client):
    done = make_assessment(ada)

    assert code_in(ada_client.post(START).url) != done.code


def test_direction_is_filled_in(ada, ada_client):
    set_direction(person=ada, level="staff", aims_at="principal", path="people-manager", at=NOW)

    chosen = [option["value"] for option in tags(ada_client.get(START), "option", selected="")]

    assert chosen == ["principal", "people-manager"]


@pytest.mark.parametrize("wrong", [{"level": "emperor"}, {"path": "\x00"}, {"level": "3"}])
def test_unknown_level_or_path_is_an_error_and_stores_nothing(ada_client, wrong):
    response = ada_client.post(START, wrong)

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert "There is a problem" in text(response)
    assert Assessment.objects.count() == 0


def test_visitors_of_one_address_are_limited_and_people_are_not(set_version, ada_client):
    with override_settings(ACCOUNT_RATE_LIMITS={"visitor": "2/h/ip"}):
        statuses = [Client().post(START).status_code for _ in range(3)]
        assert statuses == [302, 302, 429]
        assert Client().get(START).status_code == 200
        assert ada_client.post(START).status_code == 302
    assert Assessment.objects.count() == 3


def test_draft_is_finished_in_its_own_version(ada, ada_client, set_version):
    make_assessment(ada, first(set_version, 22), completed=False)
    newer = read_file(SET_FRAMEWORK)
    newer["framework"]["version"] = 2
    newer["texts"]["en"]["items"]["staying-current"]["question"] = "Do you keep up?"
    publish_questionnaire(document=newer, at=NOW)
    fresh = make_visitor_draft()
    visitor = Client()
    hold(visitor, fresh)

    resumed = ada_client.get(ada_client.post(START).url)

    assert "question 23 of 23" in title(resumed)
    assert "Do you keep up?" not in text(resumed)
    assert "Do you keep up?" in text(visitor.get(address(fresh, "question", "staying-current")))


def test_answers_from_before_the_log_in_are_announced(ada_client, set_version):
    waiting = make_visitor_draft({"tough-feedback": 3})
    hold(ada_client, waiting)

    response = ada_client.get(START)

    assert "They are not in your account yet" in text(response)
    assert tags(response, "a", href=address(waiting, "keep"))
    assert "They are not in your account yet" not in text(Client().get(START))


def test_start_page_is_not_found_while_nothing_is_published(client, db, settings):
    settings.QUESTIONNAIRE = "unheard-of"

    assert client.get(START).status_code == 404
    assert client.post(START).status_code == 404


def test_code_in_the_form_is_new_each_time(client, set_version):
    codes = {signed_code(client.get(START)) for _ in range(2)}

    assert len(codes) == 2
    assert all(re.fullmatch(r"[\w:.-]+", code) for code in codes)
