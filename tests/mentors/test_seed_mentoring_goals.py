"""manage.py seed_mentoring_goals: the first goals of a new site, and never a second time."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mentors.management.first_goals import FIRST_GOALS
from mentors.models.aspirations import MentoringGoal
from mentors.selectors.crowd import get_snapshot

STEP = "0002_first_goals"


def seed():
    out = StringIO()
    call_command("seed_mentoring_goals", stdout=out)
    return out.getvalue().strip()


def rows():
    return list(MentoringGoal.objects.order_by("pk").values())


def migrate(name):
    MigrationExecutor(connection).migrate([("mentors", name)])


@pytest.fixture
def no_goals(db):
    MentoringGoal.objects.all().delete()


def test_new_site_gets_them_in_order(no_goals):
    assert seed() == f"mentoring goals: {len(FIRST_GOALS)} added"

    goals = MentoringGoal.objects.order_by("order").values_list("key", "text", "order")
    assert list(goals)[:2] == [
        ("grow-to-next-level", "Grow into the next level", 10),
        ("choose-a-path", "Choose between technologist and people manager", 20),
    ]
    assert {key: text for key, text, _ in goals} == FIRST_GOALS
    assert not MentoringGoal.objects.filter(is_offered=False).exists()


def test_second_time_changes_nothing(no_goals):
    seed()
    before = rows()

    assert seed() == "mentoring goals: there already"
    assert rows() == before


def test_what_staff_did_stays(no_goals):
    seed()
    MentoringGoal.objects.filter(key="say-no").update(text="Say no kindly", order=1)
    MentoringGoal.objects.filter(key="community").update(is_offered=False)
    MentoringGoal.objects.filter(key="confidence").delete()
    MentoringGoal.objects.create(key="own-goal", text="Run a chapter")
    before = rows()

    seed()

    assert rows() == before


def test_site_with_goals_of_its_own_gets_no_others(no_goals):
    MentoringGoal.objects.create(key="own-goal", text="Run a chapter")

    seed()

    assert [goal["key"] for goal in rows()] == ["own-goal"]


def test_searches_learn_of_them(no_goals, questionnaire):
    assert get_snapshot(questionnaire, timezone.now()).aspirations == {}

    seed()

    assert get_snapshot(questionnaire, timezone.now()).aspirations == FIRST_GOALS


@pytest.mark.django_db(transaction=True)
def test_goals_of_an_earlier_version_stay_both_ways():
    """What this migration once added belongs to the site: no migration takes it back."""
    before = rows()
    assert before

    migrate(STEP)
    migrate("0001_profiles_searches_and_blocks")
    assert rows() == before

    call_command("migrate", "mentors", verbosity=0)
    assert rows() == before
