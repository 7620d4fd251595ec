"""Scores, strengths, focus and its two routes, on cases worked out by hand."""

import copy
from fractions import Fraction

import pytest

from assessments.scoring.parse.document import read_file
from assessments.scoring.parse.questionnaire import parse
from assessments.scoring.questionnaire import NO_OPPORTUNITY, UnknownKey
from assessments.scoring.score import (
    Focus,
    InvalidResponses,
    ScaleScore,
    aim,
    check_responses,
    mean_target,
    score,
)
from tests.scoring.questionnaires import GRID, grid, set_framework

SOFT = [item.key for item in set_framework().scale("soft-skills").items]
TECHNICAL = [item.key for item in set_framework().scale("technical").items]
ALL = [item.key for item in set_framework().items]


class Marked(str):
    """Text of another type, such as text marked safe for a page."""


def soft_skills(*values, **arguments) -> ScaleScore:
    """The score of the soft skills answered with these values, in order."""
    responses = dict(zip(SOFT, values, strict=False))
    return score(set_framework(), responses, **arguments).scale("soft-skills")


def test_profile_names_what_was_scored():
    questionnaire = set_framework()

    profile = score(questionnaire, {}, "staff", "people-manager")

    assert (profile.questionnaire, profile.version) == ("set-framework", 1)
    assert profile.digest == questionnaire.digest
    assert (profile.level, profile.path) == ("staff", "people-manager")
    assert [scale.key for scale in profile.scales] == ["soft-skills", "experience", "technical"]


def test_without_a_path_the_first_one_of_the_questionnaire_holds():
    assert score(set_framework(), {}).path == "technologist"
    assert score(grid(), {}).path == "single-track"


def test_scale_score_counts_and_averages_what_was_answered():
    scale = soft_skills(4, 3, 3, 2, 2, 1, 0, None, NO_OPPORTUNITY)

    # 15 of 28 points: 53.57 percent, 2.14 on average.
    assert scale == ScaleScore(
        key="soft-skills",
        total=15,
        answered=7,
        items=9,
        yes=3,
        all_yes=False,
        on_target=None,
        mean=2.1,
        score=53.6,
    )
    assert scale.exact_score == Fraction(1500, 28)


@pytest.mark.parametrize(
    ("values", "mean", "percent"),
    [
        # 18 / 8 = 2.25, 56.25 percent: rounding to even would give 2.2 and 56.2.
        ([2, 2, 2, 2, 3, 2, 2, 3], 2.3, 56.3),
        ([1, 1, 1, 1, 1, 1, 1, 3], 1.3, 31.3),  # 10 / 8 = 1.25, 31.25 percent
        ([0, 0, 0, 0, 0, 0, 0, 0, 1], 0.1, 2.8),  # 0.111, 2.777 percent
        ([4, 4, 4, 4, 4, 4, 4, 4, 3], 3.9, 97.2),  # 3.888, 97.222 percent
        ([1, 1, 1, 1, 1, 1, 1], 1.0, 25.0),
    ],
)
def test_shown_numbers_have_one_decimal_and_a_half_goes_up(values, mean, percent):
    scale = soft_skills(*values)

    assert (scale.mean, scale.score) == (mean, percent)


def test_six_of_nine_answers_are_too_few_and_still_counted():
    scale = soft_skills(4, 4, 4, 3, 3, 0)

    assert (scale.mean, scale.score, scale.exact_score) == (None, None, None)
    assert (scale.answered, scale.yes, scale.total) == (6, 5, 18)


def test_five_of_seven_answers_are_enough_and_four_are_not():
    # 10 x 5 >= 7 x 7, but 10 x 4 < 7 x 7.
    five = score(set_framework(), dict.fromkeys(TECHNICAL[:5], 2)).scale("technical")
    four = score(set_framework(), dict.fromkeys(TECHNICAL[:4], 2)).scale("technical")

    assert (five.score, four.score) == (50.0, None)


def test_share_to_be_answered_is_that_of_the_scale():
    # All three of craft must be answered, one of two is enough for impact.
    profile = score(grid(), {"design": 2, "delivery": 2, "reach": 1})

    assert [scale.mean for scale in profile.scales] == [None, 1.0]


def test_skipped_absent_and_no_opportunity_are_alike_and_never_zero():
    seven = [3] * 7

    skipped = soft_skills(*seven, None, None)
    absent = soft_skills(*seven)
    without = soft_skills(*seven, NO_OPPORTUNITY, NO_OPPORTUNITY)

    assert skipped == absent == without
    assert skipped.mean == 3.0
    assert soft_skills(*seven, 0, 0).mean == 2.3


def test_all_yes_needs_an_answer_to_every_item():
    assert soft_skills(*[3] * 9).all_yes
    assert not soft_skills(*[4] * 8).all_yes
    assert not soft_skills(*[4] * 8, 2).all_yes
    assert not soft_skills(*[4] * 8, NO_OPPORTUNITY).all_yes


def test_yes_begins_at_the_threshold_of_the_questionnaire():
    assert score(grid(), {"design": 2, "delivery": 1}).scale("craft").yes == 1


def test_on_target_is_another_count_than_yes():
    # Staff targets: 2, 2, 3, 2, 2, 2, 3, 3, 2.
    scale = soft_skills(2, 2, 2, 2, 2, 2, 2, 2, 2, level="staff")

    assert (scale.yes, scale.on_target) == (0, 6)
    assert soft_skills(2, 2, 2).on_target is None


def test_aim_is_a_yes_without_a_level():
    assert {aim(set_framework(), key, path="people-manager") for key in ALL} == {3}
    assert aim(grid(), "scope") == 2


def test_aim_is_the_target_of_the_level():
    assert aim(set_framework(), "tough-feedback", "staff") == 2
    assert aim(set_framework(), "architecture-patterns", "principal") == 4
    assert [aim(grid(), "design", level) for level in ("first", "second", "third")] == [1, 2, 4]


def test_path_caps_its_scales_and_no_other():
    manager = "people-manager"

    assert aim(set_framework(), "architecture-patterns", "principal", manager) == 2
    assert aim(set_framework(), "cloud-foundations", "associate", manager) == 1
    assert aim(set_framework(), "prioritising-without-authority", "principal", manager) == 4


def test_mean_target_is_the_rounded_mean_of_the_aims():
    # Staff: 21 / 9 = 2.33; technical 17 / 7 = 2.43, capped 14 / 7.
    assert mean_target(set_framework(), "soft-skills", "staff") == 2.3
    assert mean_target(set_framework(), "technical", "staff") == 2.4
    assert mean_target(set_framework(), "technical", "staff", "people-manager") == 2.0
    assert mean_target(set_framework(), "experience") == 3.0
    # 0 and 1 at the second level: 0.5.
    assert mean_target(grid(), "impact", "second") == 0.5


def test_strengths_are_highest_first_then_furthest_above_the_aim_then_in_item_order():
    # Staff aims: debt 2, negotiation 2, writing 3, self-starting 3, community 1.
    responses = {
        "self-directed-learning": 3,
        "writing-with-confidence": 4,
        "negotiating-engineering-work": 4,
        "tech-debt-empathy": 3,
        "community-participation": 4,
        "team-trust": 2,
    }

    assert score(set_framework(), responses, "staff").strengths == (
        "community-participation",
        "negotiating-engineering-work",
        "writing-with-confidence",
        "tech-debt-empathy",
        "self-directed-learning",
    )


def test_yes_below_its_target_is_a_focus_and_no_strength():
    # Principal expects 4 of writing.
    profile = score(set_framework(), {"writing-with-confidence": 3}, "principal")

    assert profile.strengths == ()
    assert [(focus.item, focus.gap) for focus in profile.focus] == [("writing-with-confidence", 1)]


def test_value_that_meets_a_low_target_is_neither_strength_nor_focus():
    profile = score(set_framework(), {"tech-debt-empathy": 2}, "staff")

    assert (profile.strengths, profile.focus) == ((), ())


def test_focus_is_largest_gap_first_then_lowest_value_then_item_order():
    # Senior staff aims: community 2, experts 2, architecture 3, writing 3, trust 3, data 3.
    responses = {
        "data-modelling": 2,
        "team-trust": 2,
        "writing-with-confidence": 1,
        "community-participation": 0,
        "knowing-the-experts": 1,
        "architecture-patterns": 0,
    }

    focus = score(set_framework(), responses, "senior-staff").focus

    assert [(one.item, one.value, one.aim, one.gap) for one in focus] == [
        ("architecture-patterns", 0, 3, 3),
        ("community-participation", 0, 2, 2),
        ("writing-with-confidence", 1, 3, 2),
        ("knowing-the-experts", 1, 2, 1),
        ("team-trust", 2, 3, 1),
        ("data-modelling", 2, 3, 1),
    ]


def test_only_answered_items_are_a_focus():
    responses = {"team-trust": None, "tough-feedback": NO_OPPORTUNITY, "data-systems": 0}

    focus = score(set_framework(), responses).focus

    assert [one.item for one in focus] == ["data-systems"]


def test_convert_offers_the_actions_least_effort_first():
    # One hour comes after thirty minutes; a quarter is the longest.
    (focus,) = score(set_framework(), {"negotiating-engineering-work": 1}).focus

    assert focus.convert == ("ask-goals", "one-page-trade", "standing-share")


def test_convert_compares_units_before_amounts_and_keeps_ties_in_file_order():
    (focus,) = score(grid(), {"design": 0}).focus

    assert focus.convert == ("review", "sketch", "pair")


def test_item_without_actions_has_none_to_convert():
    (focus,) = score(grid(), {"delivery": 0}).focus

    assert focus.convert == ()


def test_balance_is_the_lean_on_where_it_is_a_strength():
    # saying-no leans on architecture; debt empathy has its theme and a higher value.
    responses = {"saying-no-with-care": 1, "tech-debt-empathy": 4, "architecture-patterns": 3}

    (focus,) = score(set_framework(), responses).focus

    assert focus == Focus(
        item="saying-no-with-care",
        value=1,
        aim=3,
        gap=2,
        convert=("three-part-no", "no-review", "public-criteria"),
        balance="architecture-patterns",
    )


def test_balance_is_else_the_first_strength_of_the_same_theme():
    responses = {
        "saying-no-with-care": 1,
        "architecture-patterns": 2,
        "team-trust": 4,
        "tech-debt-empathy": 3,
    }

    focus = {one.item: one for one in score(set_framework(), responses).focus}

    assert focus["saying-no-with-care"].balance == "tech-debt-empathy"


def test_balance_is_else_the_first_strength():
    responses = {"saying-no-with-care": 1, "data-modelling": 3, "team-trust": 4}

    (focus,) = score(set_framework(), responses).focus

    assert focus.balance == "team-trust"


def test_balance_is_none_without_strengths():
    (focus,) = score(set_framework(), {"saying-no-with-care": 1}).focus

    assert focus.balance is None


def test_items_without_theme_share_none():
    # Only testing has a theme, and as the highest it is the first strength.
    document = copy.deepcopy(read_file(GRID)) | {"themes": ["quality"]}
    (testing,) = (item for item in document["items"] if item["key"] == "testing")
    testing["theme"] = "quality"

    (focus,) = score(parse(document), {"reach": 0, "delivery": 2, "testing": 4}).focus

    assert (focus.item, focus.balance) == ("reach", "testing")


def test_balance_ignores_a_lean_on_that_misses_its_target():
    # At principal, architecture 3 is below 4, so it is no strength to lean on.
    responses = {"saying-no-with-care": 1, "architecture-patterns": 3, "team-trust": 4}

    focus = {one.item: one for one in score(set_framework(), responses, "principal").focus}

    assert focus["saying-no-with-care"].balance == "team-trust"


def test_no_opportunity_items_are_listed_in_item_order():
    responses = {
        "data-systems": NO_OPPORTUNITY,
        "tough-feedback": NO_OPPORTUNITY,
        "team-trust": None,
        "knowing-the-experts": NO_OPPORTUNITY,
    }

    assert score(set_framework(), responses).no_opportunity == (
        "tough-feedback",
        "knowing-the-experts",
        "data-systems",
    )


def test_grid_is_scored_by_its_own_shape():
    responses = {"design": 1, "delivery": 4, "testing": 2, "scope": NO_OPPORTUNITY, "reach": 2}

    profile = score(grid(), responses, "third", "single-track")

    # Third level: design 4, delivery 2, testing 4, reach 2, scope 4. Yes begins at 2.
    assert profile.scales == (
        ScaleScore("craft", 7, 3, 3, 2, False, 1, 2.3, 58.3),
        ScaleScore("impact", 2, 1, 2, 1, False, 1, 2.0, 50.0),
    )
    assert profile.strengths == ("delivery", "reach")
    assert [(one.item, one.gap, one.balance) for one in profile.focus] == [
        ("design", 3, "delivery"),
        ("testing", 2, "delivery"),
    ]
    assert profile.no_opportunity == ("scope",)


def test_largest_questionnaire_adds_up():
    # 200 items, the most that a file may have: 800 points.
    document = copy.deepcopy(read_file(GRID)) | {"lean_on": {}, "actions": {}, "changes_from": {}}
    keys = ["scope", *(f"item-{number}" for number in range(199))]
    words = {"title": "T", "axis_label": "A", "question": "Q?", "why": "W."}
    document["scales"] = document["scales"][:1]
    document["measurement"].pop("craft")
    document["items"] = [
        {"key": key, "scale": "impact", "order": order, "answer_scale": "cell"}
        for order, key in enumerate(keys, start=1)
    ]
    document["targets"] = {key: [0, 0, 4] for key in keys}
    for texts in document["texts"].values():
        texts["items"] = dict.fromkeys(keys, words)
        texts["scales"].pop("craft")

    (scale,) = score(parse(document), dict.fromkeys(keys, 4), "third").scales

    assert scale == ScaleScore("impact", 800, 200, 200, 200, True, 200, 4.0, 100.0)


def test_profile_is_of_the_answers_as_they_were():
    responses = {"team-trust": 4, "tough-feedback": 1, "data-systems": NO_OPPORTUNITY}
    profile = score(set_framework(), responses)

    responses.clear()

    assert profile.strengths == ("team-trust",)
    assert [focus.item for focus in profile.focus] == ["tough-feedback"]
    assert profile.no_opportunity == ("data-systems",)


def test_profiles_are_equal_when_all_that_they_say_is():
    asked = score(set_framework(), {"team-trust": 3, "tough-feedback": None}, "staff")

    assert asked == score(set_framework(), {"team-trust": 3}, "staff", "technologist")
    assert asked != score(set_framework(), {"team-trust": 3}, "principal")
    assert asked != score(set_framework(), {"tough-feedback": 3}, "staff")
    assert asked != score(set_framework(), {"team-trust": 3}, "staff", "people-manager")


@pytest.mark.parametrize(
    "value",
    [
        *(5, -1, 2.5, 3.0, "3", "", True, False, [], {}, "skip", float("nan"), 10**30, b"3"),
        Marked(NO_OPPORTUNITY),
    ],
)
def test_what_is_no_answer_is_refused(value):
    with pytest.raises(InvalidResponses) as caught:
        score(set_framework(), {"team-trust": value})

    assert caught.value.errors == {
        "team-trust": "Expected one of the whole numbers 0, 1, 2, 3, 4, null or 'no-opportunity'."
    }


def test_value_that_the_answer_scale_leaves_out_is_refused():
    with pytest.raises(InvalidResponses) as caught:
        check_responses(grid(), {"design": 3})

    assert caught.value.errors == {
        "design": "Expected one of the whole numbers 0, 1, 2, 4, null or 'no-opportunity'."
    }


def test_every_wrong_item_is_named_at_once():
    responses = {"team-trust": 9, "tough-feedback": 2, "nobody": 1, "data-systems": "2"}

    with pytest.raises(InvalidResponses) as caught:
        check_responses(set_framework(), responses)

    assert sorted(caught.value.errors) == ["data-systems", "nobody", "team-trust"]
    assert caught.value.errors["nobody"] == "There is no item with this key."
    assert "nobody: There is no item with this key." in str(caught.value)


def test_permitted_answers_pass_the_check():
    values = [0, 1, 2, 3, 4, None, NO_OPPORTUNITY]

    check_responses(set_framework(), dict(zip(ALL, values, strict=False)))


@pytest.mark.parametrize("key", ["director", "", 1, True, ["staff"], {}])
def test_unknown_level_or_path_is_named(key):
    with pytest.raises(UnknownKey, match="unknown level") as level:
        score(set_framework(), {}, level=key)
    with pytest.raises(UnknownKey, match="unknown path") as path:
        score(set_framework(), {}, path=key)

    assert level.value.key == path.value.key == key


def test_unknown_item_or_scale_is_named():
    with pytest.raises(UnknownKey, match="unknown item: 'nope'"):
        aim(set_framework(), "nope")
    with pytest.raises(UnknownKey, match="unknown scale: 'nope'"):
        mean_target(set_framework(), "nope")
    with pytest.raises(UnknownKey, match="unknown scale: 'nope'"):
        score(set_framework(), {}).scale("nope")
