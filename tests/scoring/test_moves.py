"""The counts of change alone, and earlier answers under the keys of another version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.change import (
    NOT_COMPARABLE,
    Answers,
    OtherQuestionnaireError,
    change,
    moves,
    values_in,
)
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from tests.scoring.questionnaires import grid, set_framework, set_framework_2
from tests.scoring.version_2 import VALUE_MAP

ONE, TWO = set_framework(), set_framework_2()
ANSWER = st.sampled_from([0, 1, 2, 3, 4, None, NO_OPPORTUNITY])


def answers_of(questionnaire):
    keys = {item.key: ANSWER for item in questionnaire.items}
    return st.fixed_dictionaries(keys).map(lambda found: Answers(questionnaire, found))


@pytest.mark.parametrize(("first", "second"), [(ONE, ONE), (ONE, TWO), (TWO, ONE)])
@given(data=st.data())
def test_moves_are_the_counts_of_change(first, second, data):
    before, after = data.draw(answers_of(first)), data.draw(answers_of(second))

    counted = moves(before, after)

    for quick, full in zip(counted, change(before, after), strict=True):
        assert (quick.key, quick.ups, quick.downs) == (full.key, full.ups, full.downs)
        assert quick.ups + quick.downs + quick.same == full.items_compared
        assert quick.compares == (full.band != NOT_COMPARABLE)


def test_values_in_the_same_version_are_the_numbers():
    found = values_in(ONE, Answers(ONE, {"team-trust": 3, "data-systems": None}))

    assert found == {"team-trust": 3}


def test_values_in_a_newer_version_follow_its_rules():
    before = {"negotiating-engineering-work": 2, "saying-no-with-care": 3, "tech-debt-empathy": 4}

    found = values_in(TWO, Answers(ONE, before))

    assert found == {"negotiating-work": 2, "saying-no-with-care": VALUE_MAP[3]}


def test_values_in_an_older_version_leave_out_what_was_mapped():
    found = values_in(ONE, Answers(TWO, {"saying-no-with-care": 2, "team-trust": 1}))

    assert found == {"team-trust": 1}


def test_other_questionnaires_have_nothing_in_common():
    other = Answers(grid(), {})

    with pytest.raises(OtherQuestionnaireError):
        moves(other, Answers(ONE, {}))
    with pytest.raises(OtherQuestionnaireError):
        values_in(ONE, other)
