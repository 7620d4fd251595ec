"""This question was unclear: one click, an optional word, nothing typed lost, nobody named."""

import pytest

from assessments.models.taking import Assessment, UnclearReport
from assessments.selectors.unclear import UnclearCount, count_unclear_reports
from tests.assessments.taking import address, checked, hold, note_shown, tags, text
from tests.factories import make_assessment, make_user, make_visitor_draft, staff_client

pytestmark = pytest.mark.django_db

ITEM = "tough-feedback"


@pytest.fixture
def draft(ada):
    return make_assessment(ada, completed=False)


@pytest.fixture
def url(draft):
    return address(draft, "unclear", ITEM)


def test_one_click_counts_once_however_often_it_is_made(ada_client, draft, url):
    assert ada_client.post(url).url == address(draft, "question", ITEM)
    ada_client.post(url)

    assert UnclearReport.objects.count() == 1
    page = text(ada_client.get(address(draft, "question", ITEM)))
    assert "Thank you." in page
    assert "This was unclear" not in page


def test_click_keeps_what_is_being_typed_without_storing_it(ada_client, draft, url):
    typed = {"value": "4", "note": "Told Sam.", "happened_on": "soon"}

    response = ada_client.post(url, typed)

    assert response.status_code == 200
    assert "Thank you." in text(response)
    assert checked(response) == ["4"]
    assert note_shown(response) == "Told Sam."
    assert tags(response, "input", name="happened_on")[0]["value"] == "soon"
    assert "There is a problem" not in text(response)
    assert Assessment.objects.get().responses == {}
    answer = tags(response, "form", id="answer")[0]
    assert answer["action"] == address(draft, "question", ITEM)


def test_word_is_sent_by_a_form_of_its_own_and_brings_back_what_is_being_typed(ada_client, url):
    typed = {"value": "4", "note": "Told Sam.", "happened_on": ""}
    page = ada_client.post(url, typed)

    own = {each["name"]: each for each in tags(page, "input", form="unclear")}
    assert set(own) == {"word", "value", "note", "shown"} or set(own) == {"word", "value", "note"}
    sent = {name: each.get("value", "") for name, each in own.items()}
    response = ada_client.post(url, {**sent, "word": "Which group?"})

    assert checked(response) == ["4"]
    assert note_shown(response) == "Told Sam."
    assert UnclearReport.objects.get().word == "Which group?"


def test_word_can_follow_and_the_last_one_stays(ada_client, draft, url):
    ada_client.post(url)
    ada_client.post(url, {"word": "Which group?"})
    ada_client.post(url, {"word": ""})

    assert UnclearReport.objects.get().word == "Which group?"


@pytest.mark.parametrize("word", ["x" * 301, "a\x00b"])
def test_word_that_cannot_be_stored_is_explained_and_kept(ada_client, draft, url, word):
    ada_client.post(url)

    response = ada_client.post(url, {"word": word})

    assert response.status_code == 200
    assert tags(response, "input", name="word")[0]["value"] == word
    assert UnclearReport.objects.get().word == ""


def test_question_may_be_unclear_before_and_after_it_is_answered(ada_client, draft, url):
    ada_client.post(address(draft, "question", ITEM), {"value": "3"})

    ada_client.post(url)

    assert UnclearReport.objects.count() == 1
    assert Assessment.objects.get().responses == {ITEM: 3}


def test_completed_assessment_may_call_a_question_unclear_and_stays_as_it_was(ada, ada_client):
    done = make_assessment(ada)

    ada_client.post(address(done, "unclear", ITEM), {"value": "4"})

    assert UnclearReport.objects.get().item == ITEM
    assert Assessment.objects.get().responses[ITEM] == 2


def test_visitor_may_call_a_question_unclear(client, set_version):
    draft = make_visitor_draft()
    hold(client, draft)

    client.post(address(draft, "unclear", ITEM))

    assert UnclearReport.objects.get().assessment == draft


def test_looking_at_the_address_reports_nothing(ada_client, draft, url):
    assert ada_client.get(url).url == address(draft, "question", ITEM)
    assert UnclearReport.objects.count() == 0


def test_unknown_question_and_strangers_report_nothing(
    ada_client, client, mallory_client, draft, url
):
    assert ada_client.post(address(draft, "unclear", "no-such-item")).status_code == 404
    assert client.post(url).url == f"/accounts/login/?next={url}"
    assert mallory_client.post(url).status_code == 404
    assert UnclearReport.objects.count() == 0


def test_counts_name_questions_and_words_only(ada_client, draft, url, grace):
    ada_client.post(url, {"word": "Which group?"})
    ada_client.post(address(draft, "unclear", "team-trust"))
    other = make_assessment(grace, completed=False)
    UnclearReport.objects.create(
        assessment=other, version=other.version, item=ITEM, reported_at=other.started_at
    )

    assert count_unclear_reports() == [
        UnclearCount("set-framework", 1, ITEM, 2, ("Which group?",)),
        UnclearCount("set-framework", 1, "team-trust", 1, ()),
    ]


def test_staff_see_counts_and_words_but_no_person_no_answer(ada_client, draft, url):
    ada_client.post(address(draft, "question", ITEM), {"value": "3", "note": "Told Sam."})
    ada_client.post(url, {"word": "Which group?"})
    report = UnclearReport.objects.get()
    client = staff_client(make_user("staff@example.org", is_staff=True))

    page = client.get("/admin/assessments/unclearreport/").content.decode()

    assert ITEM in page
    assert "Which group?" in page
    for secret in ("ada@example.org", "Ada", str(draft.code), "Told Sam."):
        assert secret not in page
    assert client.get(f"/admin/assessments/unclearreport/{report.pk}/change/").status_code != 200
    assert client.post(f"/admin/assessments/unclearreport/{report.pk}/delete/").status_code == 403
    for name in ("assessment", "note", "direction"):
        assert client.get(f"/admin/assessments/{name}/").status_code == 404


def test_admin_shows_questionnaires_and_changes_none(set_version):
    client = staff_client()
    base = "/admin/assessments/questionnaireversion/"

    assert "set-framework" in client.get(base).content.decode()
    assert client.get(f"{base}{set_version.pk}/change/").status_code == 200
    assert client.post(f"{base}{set_version.pk}/change/", {"key": "x"}).status_code == 403
    assert client.post(f"{base}{set_version.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{base}add/").status_code == 403


def test_admin_is_closed_to_people_who_are_not_staff(ada_client, url):
    ada_client.post(url)

    response = ada_client.get("/admin/assessments/unclearreport/")

    assert ITEM not in response.content.decode()
