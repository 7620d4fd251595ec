"""The short retake: plan and focus anew, the rest confirmed."""

from datetime import timedelta

import pytest

from assessments import services
from assessments.models import Assessment, Goal
from assessments.scoring.score import InvalidResponses
from assessments.selectors import Holder, find_check_in, find_draft
from tests.assessments.taking import address, code_in, tags, text
from tests.factories import NOW, make_assessment, make_responses

LOW = {"tough_feedback": 0, "cloud_foundations": 1, "knowing_the_experts": 1}


@pytest.fixture
def earlier(ada, set_version):
    """Three gaps below the yes, and one skip."""
    responses = make_responses(set_version, 3, **LOW, coaching_both_ways=None)
    return make_assessment(ada, responses, at=NOW - timedelta(days=90))


def begin(client):
    response = client.post("/assessments/start/", {"check_in": "1", "level": "", "path": ""})
    return Assessment.objects.get(code=code_in(response.url)), response.url


def items(response):
    return [tag["data-item"] for tag in tags(response, "section") if "data-item" in tag]


def test_start_offers_it_first_to_who_returns(ada_client, earlier):
    page = text(ada_client.get("/assessments/start/"))

    assert page.index("Check in: about three minutes") < page.index("Answer every question again")


def test_start_offers_nothing_to_confirm_to_who_is_new(ada_client, set_version):
    assert "Check in" not in text(ada_client.get("/assessments/start/"))


def test_it_asks_focus_and_plan_anew_with_then_beside(ada, ada_client, earlier):
    make_goal(ada, item="spotting-bottlenecks")
    _, url = begin(ada_client)

    response = ada_client.get(url)

    asked = items(response)
    assert {"tough-feedback"} <= set(asked)
    assert len(asked) == 4
    assert text(response).count("Then, on") == 4
    assert not [tag for tag in tags(response, "input", type="radio") if "checked" in tag]


def make_goal(person, **fields):
    return Goal.objects.create(
        person=person,
        questionnaire="set-framework",
        route="own",
        text="Read traces",
        created_at=NOW,
        **fields,
    )


def test_second_click_resumes_the_same_draft(ada_client, earlier):
    first, _ = begin(ada_client)
    second, _ = begin(ada_client)

    assert first == second
    assert Assessment.objects.count() == 2


def test_whole_way_leads_to_the_check_page_with_marks(ada, ada_client, earlier, questionnaire):
    draft, url = begin(ada_client)
    asked = items(ada_client.get(url))
    anew = {f"now-{key}": "3" for key in asked}
    response = ada_client.post(url, anew | {f"note-{asked[0]}": "Said it on Monday"})
    for scale in questionnaire.scales:
        assert response.url.endswith(f"?part={scale.key}")
        chosen = still_form(ada_client, response.url)
        response = ada_client.post(response.url, chosen)

    assert response.url == address(draft, "check")
    draft.refresh_from_db()
    carried = set(draft.carried_over)
    assert carried.isdisjoint(asked)
    assert len(carried) == len(questionnaire.items) - len(asked) - 1  # a skip is nothing to carry
    assert draft.responses[asked[0]] == 3
    assert draft.notes.get().text == "Said it on Monday"
    page = text(ada_client.get(response.url))
    assert page.count("Carried over from last time") == len(carried)
    assert page.count("Last time:") == len(asked)


def still_form(client, url):
    """What the page has chosen when it is sent as it is."""
    return {field.html_name: field.value() or "" for field in client.get(url).context["form"].rows}


def test_changed_answer_is_not_carried_even_if_it_is_the_same(ada, earlier):
    draft = make_assessment(ada, completed=False)
    services.save_check_in(
        person=ada, code=draft.code, answers={"tough-feedback": 0}, same=["cloud-foundations"]
    )
    draft.refresh_from_db()

    assert draft.carried_over == ["cloud-foundations"]
    assert draft.responses == {"tough-feedback": 0, "cloud-foundations": 1}


@pytest.mark.parametrize("by", ["page", "program", "check-in"])
def test_answering_anew_takes_the_mark_away(ada, ada_client, earlier, by):
    draft = make_assessment(ada, completed=False)
    services.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])
    match by:
        case "page":
            ada_client.post(address(draft, "question", "tough-feedback"), {"value": "0"})
        case "program":
            services.update_draft(
                holder=Holder(person=ada), code=draft.code, responses={"tough-feedback": 0}
            )
        case "check-in":
            services.save_check_in(person=ada, code=draft.code, answers={"tough-feedback": 0})
    draft.refresh_from_db()

    assert draft.carried_over == []
    assert draft.responses["tough-feedback"] == 0


def test_nothing_is_confirmed_without_an_earlier_answer(ada):
    draft = make_assessment(ada, completed=False)

    with pytest.raises(services.NothingToConfirm):
        services.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])


def test_completed_one_cannot_be_changed(ada, earlier):
    with pytest.raises(services.AlreadyCompleted):
        services.save_check_in(person=ada, code=earlier.code, answers={"tough-feedback": 4})


def test_unknown_item_stores_nothing(ada, earlier):
    draft = make_assessment(ada, completed=False)

    with pytest.raises(InvalidResponses):
        services.save_check_in(person=ada, code=draft.code, answers={"x": 1})
    draft.refresh_from_db()
    assert draft.responses == {}


def test_first_time_it_leads_to_the_start(ada, ada_client):
    draft = make_assessment(ada, completed=False)

    response = ada_client.get(address(draft, "check_in"))

    assert response.url == "/assessments/start/"


def test_unknown_part_is_not_found(ada_client, earlier):
    _, url = begin(ada_client)

    assert ada_client.get(url + "?part=luck").status_code == 404


def test_wrong_value_is_said_and_nothing_is_stored(ada, ada_client, earlier):
    _, url = begin(ada_client)

    response = ada_client.post(url, {"now-tough-feedback": "9", "note-tough-feedback": "kept"})

    assert "There is a problem" in text(response)
    assert "kept" in response.content.decode()
    assert find_draft(Holder(person=ada)).responses == {}


def test_question_page_shows_nothing_of_last_time(ada_client, ada, earlier):
    draft, _ = begin(ada_client)

    response = ada_client.get(address(draft, "question", "tough-feedback"))

    assert not [tag for tag in tags(response, "input", name="value") if "checked" in tag]
    assert "Last time" not in text(response)


def test_queries_are_few_and_fixed(ada, ada_client, earlier, django_assert_max_num_queries):
    _, url = begin(ada_client)
    for month in range(12):
        make_assessment(ada, at=NOW - timedelta(days=900 + 30 * month))
    ada_client.get(url)
    with django_assert_max_num_queries(7):
        ada_client.get(url)


def test_focus_is_read_against_the_level_that_is_aimed_at(ada, earlier):
    draft = make_assessment(ada, completed=False, level="distinguished")

    asked = {item.key for item in find_check_in(draft).asked}

    assert len(asked) == 3
    assert "tough-feedback" in asked
