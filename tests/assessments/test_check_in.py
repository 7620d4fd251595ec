"""The short retake: plan and focus anew, the rest confirmed."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.scoring.parse.document import read_file
from assessments.scoring.score import InvalidResponses
from assessments.selectors.check_in import find_check_in
from assessments.selectors.taking import find_draft
from assessments.services import check_in, direction, questionnaires, taking, whole_assessments
from setframework.people.visitors import Holder
from tests.assessments.taking import address, checked, code_in, tags, text
from tests.factories import NOW, PASSWORD, make_assessment, make_responses
from tests.scoring.questionnaires import GRID

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


def test_it_asks_focus_and_plan_anew_and_hides_the_earlier_answers(ada, ada_client, earlier):
    make_goal(ada, item="spotting-bottlenecks")
    _, url = begin(ada_client)

    response = ada_client.get(url)

    asked = items(response)
    assert {"tough-feedback"} <= set(asked)
    assert len(asked) == 4
    assert "Last time" not in response.content.decode()
    assert not [tag for tag in tags(response, "input", type="radio") if "checked" in tag]


def test_earlier_answer_is_seen_once_the_new_one_is_chosen(ada_client, earlier):
    _, url = begin(ada_client)

    day = date_format(earlier.completed_at, "DATE_FORMAT")
    chosen = text(ada_client.get(url, {"chosen": "tough-feedback"}))
    assert chosen.count("Last time") == 1
    assert f"Last time, on {day}: Not yet" in chosen
    assert "Last time" not in text(ada_client.get(url, {"chosen": "no-such-item"}))
    wrong = ada_client.post(url, {"now-tough-feedback": "3", "note-tough-feedback": "x" * 2001})
    assert text(wrong).count("Last time, on") == 1
    ada_client.post(url, {"now-tough-feedback": "3"})
    assert text(ada_client.get(url)).count("Last time, on") == 1


def test_note_folds_away_until_it_is_written(ada_client, earlier):
    _, url = begin(ada_client)
    assert not any("open" in each for each in tags(ada_client.get(url), "details"))

    ada_client.post(url, {"note-tough-feedback": "Told Sam."})

    assert sum("open" in each for each in tags(ada_client.get(url), "details")) == 1


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
        response = ada_client.post(response.url, as_shown(ada_client, response.url))

    assert response.url == address(draft, "check")
    draft.refresh_from_db()
    carried = set(draft.carried_over)
    assert carried.isdisjoint(asked)
    assert len(carried) == len(questionnaire.items) - len(asked) - 1  # a skip is nothing to carry
    assert draft.responses[asked[0]] == 3
    assert draft.notes.get().text == "Said it on Monday"
    page = text(ada_client.get(response.url))
    assert page.count("Copied from last time") == len(carried)
    assert page.count("Last time:") == len(asked)


def as_shown(client, url):
    """The page sent as it is: what it has chosen, with what it says of itself."""
    return as_shown_in(client.get(url))


def as_shown_in(response):
    sent = {tag["name"]: tag.get("value", "") for tag in tags(response, "input", type="hidden")}
    return {field.html_name: field.value() or "" for field in response.context["form"]} | sent


def test_changed_answer_is_not_carried_even_if_it_is_the_same(ada, earlier):
    draft = make_assessment(ada, completed=False)
    check_in.save_check_in(
        person=ada, code=draft.code, answers={"tough-feedback": 0}, same=["cloud-foundations"]
    )
    draft.refresh_from_db()

    assert draft.carried_over == ["cloud-foundations"]
    assert draft.responses == {"tough-feedback": 0, "cloud-foundations": 1}


@pytest.mark.parametrize("by", ["page", "program", "check-in"])
def test_answering_anew_takes_the_mark_away(ada, ada_client, earlier, by):
    draft = make_assessment(ada, completed=False)
    check_in.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])
    match by:
        case "page":
            ada_client.post(address(draft, "question", "tough-feedback"), {"value": "0"})
        case "program":
            whole_assessments.update_draft(
                holder=Holder(person=ada), code=draft.code, responses={"tough-feedback": 0}
            )
        case "check-in":
            check_in.save_check_in(person=ada, code=draft.code, answers={"tough-feedback": 0})
    draft.refresh_from_db()

    assert draft.carried_over == []
    assert draft.responses["tough-feedback"] == 0


def test_nothing_is_confirmed_without_an_earlier_answer(ada):
    draft = make_assessment(ada, completed=False)

    with pytest.raises(check_in.NothingToConfirm):
        check_in.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])


def test_completed_one_cannot_be_changed(ada, earlier):
    with pytest.raises(taking.AlreadyCompleted):
        check_in.save_check_in(person=ada, code=earlier.code, answers={"tough-feedback": 4})


def test_unknown_item_stores_nothing(ada, earlier):
    draft = make_assessment(ada, completed=False)

    with pytest.raises(InvalidResponses):
        check_in.save_check_in(person=ada, code=draft.code, answers={"x": 1})
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


def test_question_page_shows_no_copy_that_a_click_would_make_an_answer(ada, ada_client, earlier):
    draft = make_assessment(ada, completed=False)
    check_in.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])
    url = address(draft, "question", "tough-feedback") + "?from=check"

    assert checked(ada_client.get(url)) == []
    assert "Choose an answer" in text(ada_client.post(url, {}))
    draft.refresh_from_db()
    assert draft.carried_over == ["tough-feedback"]


def test_copy_is_not_chosen_beforehand_where_it_is_asked_anew(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    check_in.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])

    sent = as_shown(ada_client, url)
    ada_client.post(url, sent)

    assert sent["now-tough-feedback"] == ""
    draft.refresh_from_db()
    assert draft.carried_over == ["tough-feedback"]


def test_answer_given_in_another_tab_stays(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    part = url + "?part=experience"
    late = as_shown(ada_client, part)
    ada_client.post(address(draft, "question", "spotting-bottlenecks"), {"value": "1"})

    ada_client.post(part, late)

    draft.refresh_from_db()
    assert draft.responses["spotting-bottlenecks"] == 1
    assert "spotting-bottlenecks" not in draft.carried_over
    assert "deepening-expertise" in draft.carried_over


def test_page_sent_late_brings_no_old_answer_or_note_back(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    ada_client.post(url, {"now-tough-feedback": "1", "note-tough-feedback": "First try"})
    late = as_shown(ada_client, url)
    answer = {"value": "3", "note": "Second try"}
    ada_client.post(address(draft, "question", "tough-feedback"), answer)

    ada_client.post(url, late)

    draft.refresh_from_db()
    assert draft.responses["tough-feedback"] == 3
    assert draft.notes.get().text == "Second try"


def test_sending_a_part_twice_changes_nothing_more(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    part = url + "?part=experience"
    sent = as_shown(ada_client, part)

    assert ada_client.post(part, sent).url == ada_client.post(part, sent).url

    carried = Assessment.objects.get(pk=draft.pk).carried_over
    assert "deepening-expertise" in carried
    assert "knowing-the-experts" not in carried  # asked anew on the first part


def test_leaving_saves_what_was_answered_and_confirms_nothing(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    part = url + "?part=experience"
    sent = as_shown(ada_client, part) | {"still-spotting-bottlenecks": "1", "leave": "1"}

    assert ada_client.post(part, sent).url == "/assessments/start/"

    draft.refresh_from_db()
    assert draft.responses == {"spotting-bottlenecks": 1}
    assert draft.carried_over == []


def test_resuming_goes_to_the_first_open_part_then_to_the_check(ada_client, earlier, questionnaire):
    draft, url = begin(ada_client)
    for name, value in {"": "3", "soft-skills": "", "experience": "", "technical": ""}.items():
        part = f"{url}?part={name}" if name else url
        assert begin(ada_client)[1] == part
        sent = as_shown(ada_client, part)
        ada_client.post(part, sent | {key: value for key in sent if key.startswith("now-")})

    # One was skipped last time: it stays open, and holds nobody up.
    assert ada_client.post("/assessments/start/", {"check_in": "1"}).url == address(draft, "check")
    draft.refresh_from_db()
    assert set(questionnaire_keys(questionnaire)) - set(draft.responses) == {"coaching-both-ways"}


def questionnaire_keys(questionnaire):
    return [item.key for item in questionnaire.items]


def test_knowing_where_to_gain_it_is_carried_with_the_answer_and_asked_anew(ada, ada_client):
    make_assessment(
        ada, can_gain=["community-participation", "knowing-the-experts"], at=NOW - timedelta(days=9)
    )
    make_goal(ada, item="knowing-the-experts")
    draft, url = begin(ada_client)
    ada_client.post(url, {"now-knowing-the-experts": "1"})
    part = url + "?part=experience"
    ada_client.post(part, as_shown(ada_client, part))
    draft.refresh_from_db()
    assert draft.can_gain == ["community-participation"]

    ada_client.post(url, {"gain-knowing-the-experts": "on"})
    draft.refresh_from_db()
    assert draft.can_gain == ["community-participation", "knowing-the-experts"]


def test_result_that_came_in_between_is_said_before_anything_is_confirmed(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    part = url + "?part=experience"
    late = as_shown(ada_client, part)
    make_assessment(ada, make_responses(earlier.version, 4), at=NOW)

    response = ada_client.post(part, late)

    assert "You have a newer result now." in text(response)
    draft.refresh_from_db()
    assert draft.responses == {}
    again = as_shown(ada_client, part)
    assert again["earlier"] != late["earlier"]
    ada_client.post(part, again)
    draft.refresh_from_db()
    assert draft.responses["deepening-expertise"] == 4


def test_where_the_draft_names_no_level_the_newest_direction_chooses_the_focus(ada, set_version):
    high = make_responses(set_version, 3, tough_feedback=2)
    make_assessment(ada, high, at=NOW - timedelta(days=9))
    draft = make_assessment(ada, completed=False)
    assert [item.key for item in find_check_in(draft).asked] == ["tough-feedback"]

    direction.set_direction(
        person=ada, level="staff", aims_at="distinguished", path="technologist", at=NOW
    )

    assert len(find_check_in(draft).asked) == 3


def test_goal_that_is_done_or_of_somebody_else_asks_nothing(ada, mallory, earlier):
    make_goal(ada, item="spotting-bottlenecks", done_at=NOW)
    make_goal(mallory, item="spotting-bottlenecks")
    draft = make_assessment(ada, completed=False)

    assert "spotting-bottlenecks" not in {item.key for item in find_check_in(draft).asked}


def test_program_can_neither_set_nor_hide_the_marks(ada, ada_client, earlier):
    draft = make_assessment(ada, completed=False)
    check_in.save_check_in(
        person=ada, code=draft.code, answers={}, same=["tough-feedback", "cloud-foundations"]
    )
    url = f"/api/v1/assessments/{draft.code}/"

    refused = ada_client.patch(url, {"carried_over": []}, content_type="application/json")
    changed = ada_client.patch(
        url, {"responses": {"tough-feedback": 0}}, content_type="application/json"
    )

    assert (refused.status_code, refused.json()) == (400, {"carried_over": ["Unknown field."]})
    assert changed.json()["carried_over"] == ["cloud-foundations"]
    assert ada_client.get(url).json()["carried_over"] == ["cloud-foundations"]


def test_marks_stay_when_it_is_completed(ada, ada_client, earlier):
    draft = make_assessment(ada, completed=False)
    check_in.save_check_in(person=ada, code=draft.code, answers={}, same=["tough-feedback"])

    ada_client.post(address(draft, "check"))

    draft.refresh_from_db()
    assert (draft.is_completed, draft.carried_over) == (True, ["tough-feedback"])


def test_full_retake_shows_last_time_only_beside_what_is_saved(ada_client, earlier):
    url = ada_client.post("/assessments/start/").url
    draft = Assessment.objects.get(code=code_in(url))
    ada_client.post(url, {"value": "4"})

    said = text(ada_client.get(address(draft, "check")))

    assert said.count("Last time:") == 1
    assert "Reliably and I help others Last time: Reliably" in said


def test_result_with_another_questionnaire_offers_no_check_in(ada, ada_client, set_version):
    version, _ = questionnaires.publish_questionnaire(document=read_file(GRID), at=NOW)
    make_assessment(ada, make_responses(version, 1), version=version)

    assert "Check in" not in text(ada_client.get("/assessments/start/"))


def test_level_that_no_longer_exists_does_not_stand_in_the_way(ada, ada_client, earlier):
    direction.set_direction(person=ada, level="intern", aims_at="emperor", path="x", at=NOW)
    page = ada_client.get("/assessments/start/")
    sent = {tag["name"]: tag.get("value", "") for tag in tags(page, "input", type="hidden")}

    response = ada_client.post("/assessments/start/", sent | {"check_in": "1"})

    assert "/check-in/" in response.url


@pytest.mark.parametrize("kind", ["visitor", "mallory_client"])
def test_others_find_no_check_in(request, client, ada, earlier, kind):
    draft = make_assessment(ada, completed=False)
    other = client if kind == "visitor" else request.getfixturevalue(kind)
    url = address(draft, "check_in")

    response = other.post(url, {"now-tough-feedback": "3"})

    expected = (302, f"/accounts/login/?next={url}") if kind == "visitor" else (404, None)
    assert (response.status_code, getattr(response, "url", None)) == expected
    draft.refresh_from_db()
    assert draft.responses == {}


def test_what_was_typed_while_logged_out_comes_back_after_the_log_in(ada, ada_client, earlier):
    draft, url = begin(ada_client)
    sent = as_shown(ada_client, url) | {"now-tough-feedback": "3", "note-tough-feedback": "Monday"}
    ada_client.logout()
    assert ada_client.post(url, sent).url == f"/accounts/login/?next={url}"
    ada_client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})

    back = ada_client.get(url)

    assert "You were logged out before this was saved." in text(back)
    assert [tag["value"] for tag in tags(back, "input", type="radio") if "checked" in tag] == ["3"]
    ada_client.post(url, as_shown_in(back))
    draft.refresh_from_db()
    assert draft.responses == {"tough-feedback": 3}
    assert draft.notes.get().text == "Monday"
