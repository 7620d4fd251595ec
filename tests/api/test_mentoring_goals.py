"""GET mentoring-goals/"""

from mentors.models.aspirations import MentoringGoal


def test_goals_are_a_bare_list_in_their_order(anyone):
    MentoringGoal.objects.create(key="own-goal", text="Run our own chapter")

    goals = anyone.get("mentoring-goals/").json()

    assert len(goals) >= 25
    assert goals[0] == {"key": "grow-to-next-level", "text": "Grow into the next level"}
    assert goals[-1] == {"key": "own-goal", "text": "Run our own chapter"}


def test_retired_goals_are_not_offered(anyone):
    MentoringGoal.objects.filter(key="community").update(is_offered=False)

    assert "community" not in [goal["key"] for goal in anyone.get("mentoring-goals/").json()]
