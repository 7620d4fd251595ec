"""What holds of every score, whatever the questionnaire, the answers, the level and the path."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.scoring.questionnaire import MAX_VALUE, NO_OPPORTUNITY, Questionnaire
from assessments.scoring.score import InvalidResponses, aim, mean_target, score
from tests.scoring.questionnaires import grid, set_framework

questionnaires = st.sampled_from([set_framework(), grid()])


def options(questionnaire: Questionnaire, item: str) -> list[int]:
    return [option.value for option in questionnaire.item(item).answer_scale.options]


@st.composite
def sittings(draw):
    """Arguments for `score`: a questionnaire, answers to some items, a level or none, a path."""
    questionnaire = draw(questionnaires)
    responses = {}
    for item in questionnaire.items:
        values = options(questionnaire, item.key)
        answer = draw(st.sampled_from([*values, *values, None, NO_OPPORTUNITY, "absent"]))
        if answer != "absent":
            responses[item.key] = answer
    level = draw(st.sampled_from([None, *(level.key for level in questionnaire.levels)]))
    path = draw(st.sampled_from([None, *(path.key for path in questionnaire.paths)]))
    return questionnaire, responses, level, path


def half_up(value: Fraction) -> float:
    return floor(10 * value + Fraction(1, 2)) / 10


def answered(responses):
    return {key: value for key, value in responses.items() if type(value) is int}


@given(sittings(), st.randoms(use_true_random=False))
def test_order_of_the_answers_is_irrelevant(sitting, random):
    questionnaire, responses, level, path = sitting
    shuffled = list(responses.items())
    random.shuffle(shuffled)

    assert score(questionnaire, dict(shuffled), level, path) == score(*sitting)


@given(sittings())
def test_skipped_and_no_opportunity_score_like_absent(sitting):
    questionnaire, responses, level, path = sitting

    profile = score(*sitting)
    bare = score(questionnaire, answered(responses), level, path)

    assert (profile.scales, profile.strengths, profile.focus) == (
        bare.scales,
        bare.strengths,
        bare.focus,
    )


@given(questionnaires)
def test_all_fours_give_100_and_all_yes_and_nothing_to_focus(questionnaire):
    profile = score(questionnaire, {item.key: MAX_VALUE for item in questionnaire.items})

    assert {(scale.score, scale.mean, scale.all_yes) for scale in profile.scales} == {
        (100.0, 4.0, True)
    }
    assert profile.focus == ()
    assert len(profile.strengths) == len(questionnaire.items)


@given(questionnaires)
def test_all_zeros_give_0_and_no_strength(questionnaire):
    profile = score(questionnaire, {item.key: 0 for item in questionnaire.items})

    assert {(scale.score, scale.mean, scale.yes) for scale in profile.scales} == {(0.0, 0.0, 0)}
    assert profile.strengths == ()
    assert {focus.balance for focus in profile.focus} == {None}


@given(sittings())
def test_shown_numbers_are_the_exact_ones_rounded_half_up(sitting):
    questionnaire, responses, _, _ = sitting

    for scale in score(*sitting).scales:
        keys = {item.key for item in questionnaire.scale(scale.key).items}
        numbers = [value for key, value in answered(responses).items() if key in keys]
        tenths = questionnaire.scale(scale.key).answered_tenths
        assert (scale.total, scale.answered) == (sum(numbers), len(numbers))
        assert scale.items == len(keys)
        if 10 * len(numbers) >= tenths * len(keys):
            assert scale.mean == half_up(Fraction(sum(numbers), len(numbers)))
            assert scale.exact_score == Fraction(100 * sum(numbers), 4 * len(numbers))
            assert scale.score == half_up(scale.exact_score)
        else:
            assert (scale.mean, scale.score, scale.exact_score) == (None, None, None)


@given(sittings(), st.data())
def test_higher_answer_never_lowers_a_score_or_a_count(sitting, data):
    questionnaire, responses, level, path = sitting
    given_answers = answered(responses)
    assume(given_answers)
    item = data.draw(st.sampled_from(sorted(given_answers)))
    higher = [value for value in options(questionnaire, item) if value > given_answers[item]]
    assume(higher)

    raised = responses | {item: data.draw(st.sampled_from(higher))}

    before, after = score(*sitting), score(questionnaire, raised, level, path)
    for old, new in zip(before.scales, after.scales, strict=True):
        assert (old.score is None) == (new.score is None)
        assert (old.score or 0.0) <= (new.score or 0.0)
        assert (old.mean or 0.0) <= (new.mean or 0.0)
        assert (old.exact_score or 0) <= (new.exact_score or 0)
        assert old.yes <= new.yes
        assert (old.on_target or 0) <= (new.on_target or 0)
        assert old.all_yes <= new.all_yes
    assert {focus.item for focus in after.focus} <= {focus.item for focus in before.focus}


@given(sittings())
def test_focus_is_everything_answered_below_its_aim_and_never_a_strength(sitting):
    questionnaire, responses, level, path = sitting

    profile = score(*sitting)

    below = {
        key
        for key, value in answered(responses).items()
        if value < aim(questionnaire, key, level, path)
    }
    focus = [one.item for one in profile.focus]
    assert set(focus) == below
    assert len(focus) == len(below)
    assert not below & set(profile.strengths)


@given(sittings())
def test_strengths_are_every_yes_that_meets_its_aim(sitting):
    questionnaire, responses, level, path = sitting

    strengths = score(*sitting).strengths

    expected = {
        key
        for key, value in answered(responses).items()
        if value >= max(questionnaire.yes_threshold, aim(questionnaire, key, level, path))
    }
    assert set(strengths) == expected
    assert len(strengths) == len(expected)


@given(sittings())
def test_focus_and_strengths_are_sorted(sitting):
    questionnaire, responses, level, path = sitting
    order = {item.key: place for place, item in enumerate(questionnaire.items)}

    profile = score(*sitting)

    ranks = [(-one.gap, one.value, order[one.item]) for one in profile.focus]
    assert ranks == sorted(ranks)
    heights = [
        (-responses[key], aim(questionnaire, key, level, path) - responses[key], order[key])
        for key in profile.strengths
    ]
    assert heights == sorted(heights)


@given(sittings())
def test_focus_carries_its_value_aim_gap_and_actions(sitting):
    questionnaire, responses, level, path = sitting

    for focus in score(*sitting).focus:
        item = questionnaire.item(focus.item)
        assert focus.value == responses[focus.item]
        assert focus.aim == aim(questionnaire, focus.item, level, path)
        assert focus.gap == focus.aim - focus.value
        assert focus.convert == tuple(action.key for action in item.actions_by_effort)


@given(sittings())
def test_balance_is_the_lean_on_or_the_theme_or_the_first_strength(sitting):
    questionnaire = sitting[0]

    profile = score(*sitting)

    for focus in profile.focus:
        item = questionnaire.item(focus.item)
        themed = [
            key
            for key in profile.strengths
            if item.theme and questionnaire.item(key).theme == item.theme
        ]
        if item.lean_on and item.lean_on.item in profile.strengths:
            assert focus.balance == item.lean_on.item
        elif themed:
            assert focus.balance == themed[0]
        else:
            assert focus.balance == (profile.strengths[0] if profile.strengths else None)


@given(sittings())
def test_on_target_is_given_only_with_a_level(sitting):
    questionnaire, responses, level, path = sitting

    for scale in score(*sitting).scales:
        met = sum(
            responses[item.key] >= aim(questionnaire, item.key, level, path)
            for item in questionnaire.scale(scale.key).items
            if item.key in answered(responses)
        )
        assert scale.on_target == (None if level is None else met)


@given(questionnaires, st.data())
def test_aim_is_the_yes_threshold_or_the_capped_target(questionnaire, data):
    item = data.draw(st.sampled_from(questionnaire.items))
    path = data.draw(st.sampled_from(questionnaire.paths))
    place = data.draw(st.integers(0, len(questionnaire.levels) - 1))

    cap = path.caps.get(item.scale, MAX_VALUE)
    aimed = aim(questionnaire, item.key, questionnaire.levels[place].key, path.key)

    assert aimed == min(item.targets[place], cap)
    assert aim(questionnaire, item.key, None, path.key) == questionnaire.yes_threshold


@given(sittings(), st.data())
def test_mean_target_is_the_mean_of_the_aims_rounded_half_up(sitting, data):
    questionnaire, _, level, path = sitting
    scale = data.draw(st.sampled_from(questionnaire.scales))

    aims = [aim(questionnaire, item.key, level, path) for item in scale.items]

    exact = Fraction(sum(aims), len(aims))
    assert mean_target(questionnaire, scale.key, level, path) == half_up(exact)


not_answers = (
    st.integers(max_value=-1)
    | st.integers(min_value=MAX_VALUE + 1)
    | st.booleans()
    | st.floats()
    | st.text().filter(lambda text: text != NO_OPPORTUNITY)
    | st.lists(st.none(), max_size=1)
    | st.dictionaries(st.text(max_size=1), st.none(), max_size=1)
)


@given(sittings(), st.data())
def test_wrong_values_and_unknown_items_are_all_named(sitting, data):
    questionnaire, responses, level, path = sitting
    keys = [item.key for item in questionnaire.items]
    wrong = data.draw(st.dictionaries(st.sampled_from(keys), not_answers, min_size=1))
    unknown = data.draw(st.sets(st.text().filter(lambda key: key not in keys)))

    with pytest.raises(InvalidResponses) as caught:
        score(questionnaire, responses | wrong | dict.fromkeys(unknown, 1), level, path)

    assert set(caught.value.errors) == set(wrong) | unknown
