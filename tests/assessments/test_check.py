"""Check answers: every answer with a way to change it, and completing it once."""

import pytest

from assessments.models.taking import Assessment, Note
from tests.assessments.taking import address, hold, own_statements, tags, text, title, watch
from tests.factories import make_assessment, make_responses, make_visitor_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(ada, set_version):
    responses = make_responses(
        set_version, tough_feedback=None, knowing_the_experts="no-opportunity"
    )
    del responses["staying-current"]
    return make_assessment(ada, responses, completed=False)


def completed_at(draft):
    return Assessment.objects.get(pk=draft.pk).completed_at


def test_every_answer_is_shown_with_a_named_link_to_change_it(ada_client, draft, questionnaire):
    response = ada_client.get(address(draft, "check"))

    said = text(response)
    links = [link["href"] for link in tags(response, "a")]
    for item in questionnaire.items:
        assert address(draft, "question", item.key) + "?from=check" in links
    assert "Owning the pain of tech debt Sometimes Change Owning the pain of tech debt" in said
    assert "Giving tough feedback Skipped Change Giving tough feedback" in said
    assert "Knowing the experts No opportunity so far Change Knowing the experts" in said
    assert "hands-on skills current Not answered yet Answer Keeping your hands-on" in said


def test_skipped_and_open_questions_are_named_on_top(ada_client, draft):
    said = text(ada_client.get(address(draft, "check")))

    assert "1 question has no answer yet: Keeping your hands-on skills current" in said
    assert "1 question is skipped: Giving tough feedback" in said


def test_notes_and_chances_to_gain_are_shown_in_short(ada_client, draft):
    Note.objects.create(assessment=draft, item="team-trust", text="Led it. " * 30)
    Assessment.objects.update(can_gain=["knowing-the-experts"])

    said = text(ada_client.get(address(draft, "check")))

    assert "Note: Led it. Led it." in said
    assert "Led it. " * 30 not in said
    assert "No opportunity so far You know where you could gain this" in said


def test_see_my_result_completes_and_repeating_it_changes_nothing(ada_client, draft):
    url = address(draft, "check")

    assert ada_client.post(url).url == address(draft, "result")
    first = completed_at(draft)
    assert ada_client.post(url).url == address(draft, "result")

    assert first is not None
    assert completed_at(draft) == first
    assert Assessment.objects.get().responses["staying-current"] is None
    assert ada_client.get(url).url == address(draft, "result")


@pytest.mark.parametrize(
    "responses", [{}, {"tough-feedback": None}, {"tough-feedback": "no-opportunity"}]
)
@pytest.mark.parametrize("who", ["person", "visitor"])
def test_nothing_answered_is_an_error_and_nothing_is_completed(
    ada, ada_client, client, responses, who
):
    if who == "person":
        draft, sender = make_assessment(ada, responses, completed=False), ada_client
    else:
        draft, sender = make_visitor_draft(responses), client
        hold(client, draft)

    response = sender.post(address(draft, "check"))

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert text(response).count("Answer at least one question to see a result") == 2
    first_question = address(draft, "question", "tech-debt-empathy") + "?from=check"
    summary = response.content.decode().partition("error-summary")[2]
    assert f'href="{first_question}"' in summary.partition("</ul>")[0]
    assert completed_at(draft) is None


def test_visitor_sees_the_result_and_may_check_again(client, set_version):
    draft = make_visitor_draft({"tough-feedback": 3})
    hold(client, draft)
    url = address(draft, "check")
    said = text(client.get(url))
    assert "You can still change an answer after you have seen your result." in said

    assert client.post(url).url == address(draft, "result")
    first = completed_at(draft)
    assert client.post(url).url == address(draft, "result")

    assert completed_at(draft) == first is not None
    assert client.get(address(draft, "result")).status_code == 200
    assert client.get(url).status_code == 200


def test_check_page_of_others_is_log_in_or_not_found(client, mallory_client, draft):
    url = address(draft, "check")

    for send in (client.get, client.post):
        assert send(url).url == f"/accounts/login/?next={url}"
    assert mallory_client.get(url).status_code == 404
    assert mallory_client.post(url).status_code == 404
    assert completed_at(draft) is None


def test_completing_needs_three_statements(ada_client, draft):
    ada_client.get(address(draft, "check"))  # what is read once a process

    with watch() as queries:
        ada_client.post(address(draft, "check"))

    assert completed_at(draft) is not None
    assert len(own_statements(queries)) <= 3, own_statements(queries)


def test_check_page_needs_three_statements(ada_client, draft):
    ada_client.get(address(draft, "check"))

    with watch() as queries:
        ada_client.get(address(draft, "check"))

    assert len(own_statements(queries)) == 3  # the draft, its notes, what was answered last time
