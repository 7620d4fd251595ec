"""GET history/"""

from datetime import timedelta

from assessments.models.taking import Assessment
from tests.factories import NOW, make_assessment, make_responses

ADDRESS = "history/?questionnaire=set-framework"


def test_points_are_the_scored_assessments_oldest_first(as_ada, ada, set_version):
    newer = make_assessment(ada, make_responses(set_version, 3), at=NOW)
    older = make_assessment(ada, make_responses(set_version, 1), at=NOW - timedelta(days=90))
    make_assessment(ada, {"team-trust": 4}, completed=False)

    points = as_ada.get(ADDRESS).json()["points"]

    assert [point["code"] for point in points] == [str(older.code), str(newer.code)]
    assert points[1]["completed_at"] == "2026-11-24T09:30:00Z"
    assert points[1]["version"] == 1
    scored = as_ada.get(f"assessments/{newer.code}/result/").json()["scales"]
    assert points[1]["scales"] == scored
    assert [scale["score"] for scale in points[0]["scales"]] == [25.0, 25.0, 25.0]


def test_points_say_which_answers_were_carried_over(as_ada, ada):
    made = make_assessment(ada)
    Assessment.objects.filter(pk=made.pk).update(carried_over=["team-trust"])

    (point,) = as_ada.get(ADDRESS).json()["points"]

    assert point["carried_over"] == ["team-trust"]


def test_points_of_others_are_not_in_it(as_mallory, ada):
    make_assessment(ada)

    assert as_mallory.get(ADDRESS).json() == {"points": []}


def test_questionnaire_must_be_named(as_ada):
    response = as_ada.get("history/")

    assert response.status_code == 400
    assert list(response.json()) == ["questionnaire"]


def test_unknown_questionnaire_has_no_points(as_ada, ada):
    make_assessment(ada)

    assert as_ada.get("history/?questionnaire=other").json() == {"points": []}


def test_without_credentials_it_is_401(anyone):
    assert anyone.get(ADDRESS).status_code == 401


def test_history_takes_two_queries_however_long(as_ada, ada, django_assert_num_queries):
    for month in range(12):
        make_assessment(ada, at=NOW - timedelta(days=30 * month))

    with django_assert_num_queries(2):  # the token with its person, the assessments
        assert len(as_ada.get(ADDRESS).json()["points"]) == 12
