"""GET changes/"""

from datetime import timedelta
from uuid import uuid4

from tests.factories import NOW, make_assessment, make_responses


def address(before, after):
    return f"changes/?before={before}&after={after}"


def two(person, version, **changed):
    """All twos in August, and with the given answers now."""
    august = NOW - timedelta(days=98)
    before = make_assessment(person, make_responses(version, 2), at=august)
    after = make_assessment(person, make_responses(version, 2, **changed), at=NOW)
    return before.code, after.code


def test_changes_of_each_scale_are_worked_out_by_hand(as_ada, ada, set_version):
    # Soft skills: +2 +2 +1 of 36 points = 13.9, RCI 1.10, three ups: p = 0.25 -> likely.
    before, after = two(
        ada, set_version, team_trust=4, tough_feedback=4, writing_with_confidence=3, data_systems=1
    )

    answer = as_ada.get(address(before, after)).json()

    assert (answer["before"], answer["after"]) == (str(before), str(after))
    assert answer["items_compared"] == 23
    assert answer["scales"] == [
        {
            "key": "soft-skills",
            "before": 50.0,
            "after": 63.9,
            "difference": 13.9,
            "ups": 3,
            "downs": 0,
            "band": "likely",
            "basis": "assumed",
        },
        {
            "key": "experience",
            "before": 50.0,
            "after": 50.0,
            "difference": 0.0,
            "ups": 0,
            "downs": 0,
            "band": "noise",
            "basis": "assumed",
        },
        {
            "key": "technical",
            "before": 50.0,
            "after": 46.4,
            "difference": -3.6,
            "ups": 0,
            "downs": 1,
            "band": "noise",
            "basis": "assumed",
        },
    ]


def test_scale_with_too_few_answers_is_not_comparable(as_ada, ada, set_version):
    skipped = {"language_fundamentals": None, "language_transfer": None, "data_modelling": None}
    before, after = two(ada, set_version, **skipped)

    technical = as_ada.get(address(before, after)).json()["scales"][2]

    assert technical == {
        "key": "technical",
        "before": None,
        "after": None,
        "difference": None,
        "ups": 0,
        "downs": 0,
        "band": "not-comparable",
        "basis": "assumed",
    }


def test_codes_of_others_are_404(as_mallory, mallory, ada, set_version):
    hers, theirs = two(ada, set_version)
    own = make_assessment(mallory).code

    assert as_mallory.get(address(hers, theirs)).status_code == 404
    assert as_mallory.get(address(own, theirs)).status_code == 404
    assert as_mallory.get(address(uuid4(), own)).status_code == 404


def test_draft_has_nothing_to_compare(as_ada, ada):
    before = make_assessment(ada).code
    draft = make_assessment(ada, {"team-trust": 3}, completed=False).code

    assert as_ada.get(address(before, draft)).status_code == 404


def test_codes_must_be_codes(as_ada):
    response = as_ada.get(address("x", ""))

    assert response.status_code == 400
    assert sorted(response.json()) == ["after", "before"]


def test_changes_take_three_queries(as_ada, ada, set_version, django_assert_num_queries):
    before, after = two(ada, set_version)

    with django_assert_num_queries(3):  # the token with its person, the two assessments
        as_ada.get(address(before, after))
