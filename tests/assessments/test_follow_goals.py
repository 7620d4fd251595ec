"""Whether a goal moved its answer: which two assessments are compared, and which never are."""

from datetime import timedelta

import pytest

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.selectors.plan import (
    check_goals,
    follow_goals,
    get_goal,
    list_completed,
    list_goals,
    list_open_goals,
)
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.plan import finish_goal
from assessments.services.questionnaires import publish_questionnaire
from tests.factories import NOW, make_assessment, make_goal
from tests.scoring.questionnaires import SET_FRAMEWORK, read_file
from tests.scoring.version_2 import version_2

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)
ITEM = "tough-feedback"


def sit(person, value, weeks, **fields):
    """An assessment so many weeks after the goal, in which only the item is answered."""
    return make_assessment(person, {ITEM: value, "team-trust": 1}, at=NOW + weeks * WEEK, **fields)


def follow(person):
    (followed,) = follow_goals(person, list_goals(person))
    return followed


def test_moved_is_unknown_without_any_result(ada):
    make_goal(ada)

    followed = follow(ada)

    assert (followed.moved, followed.check) == (None, None)
    assert followed.questionnaire.key == "set-framework"


@pytest.mark.parametrize(("after", "moved"), [(3, True), (2, False), (1, False)])
def test_moved_compares_before_with_after(ada, after, moved):
    sit(ada, 2, -1)
    make_goal(ada)
    later = sit(ada, after, 1)

    followed = follow(ada)

    assert followed.moved is moved
    assert (followed.check.before, followed.check.after) == (2, after)
    assert followed.check.assessment == later


def test_latest_before_the_goal_is_the_base(ada):
    sit(ada, 1, -2)
    sit(ada, 3, -1)
    make_goal(ada)
    sit(ada, 2, 1)

    assert follow(ada).check.before == 3


def test_assessment_of_the_same_moment_is_before_the_goal(ada):
    sit(ada, 2, 0)
    make_goal(ada)

    assert follow(ada).moved is None

    sit(ada, 3, 1)
    assert follow(ada).moved is True


@pytest.mark.parametrize("missing", [None, NO_OPPORTUNITY])
def test_moved_needs_both_values(ada, missing):
    sit(ada, missing, -1)
    make_goal(ada)
    sit(ada, 3, 1)

    assert follow(ada).moved is None


@pytest.mark.parametrize("missing", [None, NO_OPPORTUNITY])
def test_result_that_skips_the_item_is_passed_over(ada, missing):
    sit(ada, 2, -1)
    make_goal(ada)
    told = sit(ada, 3, 1)
    sit(ada, missing, 2)

    assert follow(ada).check.assessment == told


def test_answer_that_was_carried_over_is_no_evidence(ada):
    sit(ada, 2, -1)
    make_goal(ada)
    later = sit(ada, 3, 1)
    Assessment.objects.filter(pk=later.pk).update(carried_over=[ITEM])

    assert follow(ada).moved is None

    sit(ada, 2, 2)
    assert follow(ada).moved is False


def test_draft_and_other_people_tell_nothing(ada, mallory):
    sit(ada, 2, -1)
    make_goal(ada)
    make_assessment(ada, {ITEM: 4}, completed=False, at=NOW + WEEK)
    sit(mallory, 4, 1)

    assert follow(ada).moved is None


def test_goal_that_expects_nothing_is_never_checked(ada):
    sit(ada, 2, -1)
    make_goal(ada, expects="")
    sit(ada, 3, 1)

    assert follow(ada).moved is None


def test_newest_result_counts_while_the_goal_is_open(ada):
    sit(ada, 1, -1)
    make_goal(ada)
    sit(ada, 3, 1)
    newest = sit(ada, 1, 2)

    assert follow(ada).check.assessment == newest
    assert follow(ada).moved is False


def test_first_result_after_it_was_done_is_the_record_for_ever(ada):
    sit(ada, 1, -1)
    goal = make_goal(ada)
    early = sit(ada, 1, 1)
    finish_goal(person=ada, code=goal.code, at=NOW + 2 * WEEK)

    assert follow(ada).check.assessment == early

    record = sit(ada, 3, 3)
    sit(ada, 0, 4)
    assert follow(ada).check.assessment == record
    assert follow(ada).moved is True


def test_until_knows_nothing_of_later_results(ada):
    sit(ada, 1, -1)
    make_goal(ada)
    first = sit(ada, 1, 1)
    sit(ada, 3, 2)

    known = list_completed(ada, until=first.completed_at)
    (followed,) = check_goals(list_goals(ada), known)

    assert followed.moved is False


def test_deleted_base_leaves_the_one_before(ada):
    sit(ada, 1, -2)
    base = sit(ada, 3, -1)
    goal = make_goal(ada)
    assert goal.assessment == base
    sit(ada, 2, 1)

    base.delete()

    assert follow(ada).check.before == 1
    assert Goal.objects.get().assessment is None


@pytest.fixture
def next_version(set_version: QuestionnaireVersion) -> QuestionnaireVersion:
    version, _ = publish_questionnaire(document=version_2(read_file(SET_FRAMEWORK)), at=NOW)
    return version


@pytest.mark.parametrize(
    ("old", "new", "values", "moved"),
    [
        ("negotiating-engineering-work", "negotiating-work", (2, 3), True),  # renamed
        ("saying-no-with-care", "saying-no-with-care", (3, 2), False),  # 3 is 2 by its value map
        ("saying-no-with-care", "saying-no-with-care", (3, 4), True),
        ("knowing-the-experts", "knowing-the-experts", (2, 3), None),  # rescaled without a map
        ("tech-debt-empathy", "team-trust", (2, 3), None),  # retired
        ("staying-current", "staying-current", (1, 2), True),  # part of another scale now
    ],
)
def test_versions_compare_by_their_rules(ada, set_version, next_version, old, new, values, moved):
    before, after = values
    make_assessment(ada, {old: before}, at=NOW - WEEK, version=set_version)
    make_goal(ada, expects=old)
    make_assessment(ada, {new: after}, at=NOW + WEEK, version=next_version)

    followed = follow(ada)

    assert followed.moved is moved
    assert followed.questionnaire == read_questionnaire(set_version)


def test_key_carried_over_under_a_new_name_is_no_evidence(ada, set_version, next_version):
    old, new = "negotiating-engineering-work", "negotiating-work"
    make_assessment(ada, {old: 1}, at=NOW - WEEK, version=set_version)
    make_goal(ada, expects=old)
    later = make_assessment(ada, {new: 3}, at=NOW + WEEK, version=next_version)
    Assessment.objects.filter(pk=later.pk).update(carried_over=[new])

    assert follow(ada).moved is None


def test_goals_cost_one_query_for_all_results(ada, django_assert_num_queries):
    for week in range(1, 30):
        make_goal(ada, at=NOW + week * WEEK)
        sit(ada, 2, week)
    goals = list(list_goals(ada))
    follow_goals(ada, goals)  # what is read once a process

    with django_assert_num_queries(1):
        assert len(follow_goals(ada, goals)) == 29
    with django_assert_num_queries(0):
        assert follow_goals(ada, []) == []


def test_open_goals_come_by_their_day(ada, mallory):
    undated = make_goal(ada, text="no day")
    late = make_goal(ada, text="late", due_on=(NOW + 8 * WEEK).date())
    soon = make_goal(ada, text="soon", due_on=(NOW + WEEK).date())
    done = make_goal(ada, text="done", done_at=NOW)
    make_goal(mallory)

    assert list(list_open_goals(ada)) == [soon, late, undated]
    assert list(list_goals(ada)) == [done, soon, late, undated]


def test_goal_of_somebody_else_is_not_there(ada, mallory):
    goal = make_goal(ada)

    assert get_goal(ada, goal.code) == goal
    with pytest.raises(Goal.DoesNotExist):
        get_goal(mallory, goal.code)
