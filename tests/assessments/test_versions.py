"""A newer version of the questionnaire: what it does to drafts, retakes and comparisons."""

from datetime import timedelta

import pytest

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.selectors.check_in import find_check_in
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services import check_in, questionnaires, taking
from setframework.people.visitors import Holder
from tests.assessments.taking import address, code_in, text
from tests.factories import NOW, make_assessment, make_responses
from tests.scoring.questionnaires import SET_FRAMEWORK, read_file
from tests.scoring.version_2 import SAME, version_2


@pytest.fixture
def second(set_version) -> QuestionnaireVersion:
    """Published after whatever the test made before it."""
    document = version_2(read_file(SET_FRAMEWORK))
    version, _ = questionnaires.publish_questionnaire(document=document, at=NOW)
    return version


@pytest.fixture
def earlier(ada, set_version):
    return make_assessment(ada, make_responses(set_version, 2), at=NOW - timedelta(days=90))


def test_draft_finishes_in_the_version_it_began_with(ada, ada_client, set_version, request):
    draft = make_assessment(ada, {"tech-debt-empathy": 2}, completed=False)
    request.getfixturevalue("second")

    assert ada_client.get(address(draft, "question", "tech-debt-empathy")).status_code == 200
    assert ada_client.get(address(draft, "question", "listening")).status_code == 404
    taking.complete_assessment(holder=Holder(person=ada), code=draft.code, at=NOW)

    draft.refresh_from_db()
    assert draft.version == set_version
    assert "listening" not in draft.responses
    assert ada_client.get(address(draft, "result")).status_code == 200


def test_next_assessment_uses_the_newer_version(ada_client, earlier, second):
    response = ada_client.post("/assessments/start/", {"level": "", "path": ""})

    assert Assessment.objects.get(code=code_in(response.url)).version == second


def test_check_in_confirms_only_what_stayed_the_same(ada, earlier, second):
    draft = make_assessment(ada, completed=False)

    found = find_check_in(draft)

    assert found.questionnaire.version == 2
    assert sorted(found.then) == sorted(SAME)
    for item in ("tough-feedback", "saying-no-with-care", "listening", "negotiating-work"):
        with pytest.raises(check_in.NothingToConfirm):
            check_in.save_check_in(person=ada, code=draft.code, answers={}, same=[item])
    check_in.save_check_in(person=ada, code=draft.code, answers={}, same=SAME)
    draft.refresh_from_db()
    assert draft.carried_over == sorted(SAME)


def test_check_in_asks_reworded_and_new_questions_in_their_words(ada, ada_client, earlier, second):
    draft = make_assessment(ada, completed=False)
    asked = {item.key for item in find_check_in(draft).asked}

    url = address(draft, "check_in") + "?part=soft-skills"
    page = text(ada_client.get(url))

    assert {"tough-feedback", "saying-no-with-care", "listening"}.isdisjoint(asked)
    same, _, fresh = page.partition("New, or worded differently")
    assert "Being trusted to take things forward" in same
    for key in ("tough-feedback", "saying-no-with-care", "listening"):
        assert second_item(second, key).question in fresh
    # Once each has an answer: what was said to the old words, marked as such; nothing where new.
    assert "Last time" not in fresh
    new = [item.key for item in find_check_in(draft).fresh("soft-skills")]
    fresh = text(ada_client.post(url, {f"now-{key}": "2" for key in new} | {"earlier": "x"}))
    said = "Last time, on 26 August 2026: Sometimes The question was worded differently"
    assert fresh.count(said) == 2
    assert fresh.count("Last time you gave no answer to this question.") == 3


def second_item(version, key):
    return read_questionnaire(version).item(key)


def test_check_in_asks_what_focus_and_plan_have_become(ada, earlier, second):
    Goal.objects.create(
        person=ada,
        questionnaire="set-framework",
        item="breadth-and-depth",
        expects="saying-no-with-care",
        route="own",
        text="Read traces",
        created_at=NOW,
    )
    draft = make_assessment(ada, completed=False)

    asked = [item.key for item in find_check_in(draft).asked]

    # The focus of then: one item is retired, one has a new key; the item of the goal was split.
    assert asked == [
        "negotiating-work",
        "writing-with-confidence",
        "saying-no-with-care",
        "breadth",
        "depth",
    ]


def test_whole_check_in_across_versions_ends_in_a_result_and_changes(
    ada, ada_client, earlier, second
):
    draft = take_check_in(ada_client, value="3")

    assert draft.version == second
    assert sorted(draft.responses) == sorted(i.key for i in read_questionnaire(second).items)
    assert set(draft.carried_over) == set(SAME) - {"writing-with-confidence"}
    done = ada_client.post(address(draft, "check")).url
    assert "Listening" in text(ada_client.get(done))
    changes = ada_client.get(
        "/api/v1/changes/", {"before": str(earlier.code), "after": str(draft.code)}
    ).json()
    assert changes["items_compared"] == 16
    assert [scale["band"] for scale in changes["scales"]] == ["clear", "not-comparable", "noise"]
    body = ada_client.get(f"/api/v1/assessments/{draft.code}/").json()
    assert body["carried_over"] == sorted(draft.carried_over)


def take_check_in(client, value):
    """Answers all that is asked, leaves the rest as it is."""
    url = client.post("/assessments/start/", {"check_in": "1"}).url
    code = code_in(url)
    while "check-in" in url:
        form = client.get(url).context["form"]
        sent = {field.html_name: field.value() or "" for field in form}
        sent |= {name: value for name in sent if name.startswith("now-")}
        url = client.post(url, sent).url
    return Assessment.objects.get(code=code)


def test_draft_of_the_older_version_is_checked_in_backwards(ada, set_version, request):
    draft = make_assessment(ada, completed=False)
    second = request.getfixturevalue("second")
    make_assessment(ada, make_responses(second, 1), at=NOW - timedelta(days=1), version=second)

    found = find_check_in(draft)

    assert found.questionnaire.version == 1
    assert sorted(found.then) == sorted(SAME)
    assert found.words["negotiating-engineering-work"] == "With support"


def test_answer_that_the_newer_version_no_longer_offers_is_asked_anew(ada, set_version):
    make_assessment(ada, make_responses(set_version, 1, team_trust=2))
    document = version_2(read_file(SET_FRAMEWORK))
    points = document["answer_scales"]["behaviour"]["points"]
    points.remove({"key": "with-support", "value": 1})
    del document["texts"]["en"]["answer_scales"]["behaviour"]["points"]["with-support"]
    questionnaires.publish_questionnaire(document=document, at=NOW)
    draft = make_assessment(ada, completed=False)

    found = find_check_in(draft)

    assert "writing-with-confidence" not in found.then
    assert found.words["writing-with-confidence"] == "With support"
    assert found.then["team-trust"] == 2
