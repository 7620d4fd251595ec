"""Random answers: POST score/, a stored assessment and the pure function agree."""

from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.scoring.score import score
from tests.scoring.questionnaires import set_framework

PAST = "2025-01-01T00:00:00Z"
SET = set_framework()
ANSWER = st.sampled_from([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, None, NO_OPPORTUNITY])
RESPONSES = st.lists(ANSWER, min_size=len(SET.items), max_size=len(SET.items)).flatmap(
    lambda answers: st.sets(st.sampled_from(range(len(answers))), max_size=6).map(
        lambda left_out: {
            item.key: answer
            for place, (item, answer) in enumerate(zip(SET.items, answers, strict=True))
            if place not in left_out
        }
    )
)
LEVEL = st.none() | st.sampled_from([level.key for level in SET.levels])
PATH = st.none() | st.sampled_from([path.key for path in SET.paths])


def pure(questionnaire, responses, level, path):
    """The profile as the API words it, written out by hand."""
    profile = score(questionnaire, responses, level, path)
    scales = [
        {name: value for name, value in asdict(scale).items() if name != "total"}
        for scale in profile.scales
    ]
    return {
        "questionnaire": "set-framework",
        "version": 1,
        "digest": questionnaire.digest,
        "level": level,
        "path": path or "technologist",
        "scales": scales,
        "strengths": list(profile.strengths),
        "focus": [asdict(focus) | {"convert": list(focus.convert)} for focus in profile.focus],
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RESPONSES, LEVEL, PATH)
def test_three_ways_give_the_same_numbers(as_ada, questionnaire, responses, level, path):
    body = {
        "questionnaire": "set-framework",
        "level": level,
        "path": path,
        "responses": responses,
    }
    expected = pure(questionnaire, responses, level, path)

    assert as_ada.post("score/", body).json() == expected

    created = as_ada.post("assessments/", {**body, "completed_at": PAST})
    if any(type(answer) is int for answer in responses.values()):
        result = as_ada.get(f"assessments/{created.json()['code']}/result/").json()
        assert result == {**expected, "code": created.json()["code"], "completed_at": PAST}
    else:
        assert created.status_code == 400


@pytest.mark.parametrize("value", [0, 1, 2, 3, 4])
def test_page_of_answers_and_api_end_in_the_same_result(as_ada, ada_client, ada, value):
    """What the pages store, one question a page, the API scores like its own body."""
    ada_client.post("/assessments/start/", {})
    draft = Assessment.objects.get(person=ada)
    for item in SET.items:
        ada_client.post(f"/assessments/{draft.code}/items/{item.key}/", {"value": str(value)})
    ada_client.post(f"/assessments/{draft.code}/check/")

    result = as_ada.get(f"assessments/{draft.code}/result/").json()

    responses = {item.key: value for item in SET.items}
    body = {"questionnaire": "set-framework", "responses": responses}
    scored = as_ada.post("score/", body | {"level": result["level"]}).json()
    assert result == {
        **scored,
        "code": str(draft.code),
        "completed_at": result["completed_at"],
    }
