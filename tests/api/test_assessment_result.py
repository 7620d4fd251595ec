"""GET assessments/<code>/result/"""

from tests.factories import NOW, make_assessment, make_responses


def test_body_is_that_of_score_with_code_and_moment(as_ada, ada, set_version):
    responses = make_responses(set_version, 2, team_trust=4, tough_feedback="no-opportunity")
    assessment = make_assessment(ada, responses, at=NOW, level="staff", path="people-manager")

    response = as_ada.get(f"assessments/{assessment.code}/result/")

    scored = as_ada.post(
        "score/",
        {
            "questionnaire": "set-framework",
            "level": "staff",
            "path": "people-manager",
            "responses": responses,
        },
    )
    assert response.status_code == 200
    assert response.json() == {
        **scored.json(),
        "code": str(assessment.code),
        "completed_at": "2026-11-24T09:30:00Z",
    }


def test_without_level_and_path_the_defaults_hold(as_ada, ada):
    assessment = make_assessment(ada)

    answer = as_ada.get(f"assessments/{assessment.code}/result/").json()

    assert (answer["level"], answer["path"]) == (None, "technologist")
    assert [scale["on_target"] for scale in answer["scales"]] == [None, None, None]


def test_draft_has_no_result_yet(as_ada, ada):
    draft = make_assessment(ada, {"team-trust": 3}, completed=False)

    response = as_ada.get(f"assessments/{draft.code}/result/")

    assert response.status_code == 409
    assert response.json() == {"detail": "This assessment is not completed yet."}


def test_result_takes_two_queries(as_ada, ada, django_assert_num_queries):
    assessment = make_assessment(ada)

    with django_assert_num_queries(2):  # the token with its person, the assessment
        as_ada.get(f"assessments/{assessment.code}/result/")
