"""The profiles that each process keeps, and how it notices changes."""

from datetime import date, timedelta

import pytest

from mentors.models.aspirations import MentoringGoal
from mentors.models.profiles import MentorProfile, Revision
from mentors.selectors.crowd import get_snapshot, standard_offset
from mentors.services.revision import next_revision
from tests.factories import NOW, make_mentor, staff_client


def people(questionnaire, at=NOW):
    return sorted(get_snapshot(questionnaire, at).crowd["person"].tolist())


def test_nothing_is_read_again_while_nothing_changed(questionnaire, django_assert_num_queries):
    make_mentor()
    first = get_snapshot(questionnaire, NOW)

    with django_assert_num_queries(1):
        assert get_snapshot(questionnaire, NOW) is first


def test_only_what_changed_is_read(questionnaire, django_assert_num_queries):
    one, other = make_mentor(), make_mentor()
    before = people(questionnaire)

    make_mentor(one.person, capacity=0)

    with django_assert_num_queries(3):  # the stamp, the changed rows, the aspirations
        crowd = get_snapshot(questionnaire, NOW).crowd
    assert sorted(crowd["person"].tolist()) == before
    places = dict(zip(crowd["person"].tolist(), crowd["has_place"].tolist(), strict=True))
    assert places == {one.person_id: False, other.person_id: True}


def test_who_is_gone_is_gone(questionnaire):
    one, other = make_mentor(), make_mentor()
    assert len(people(questionnaire)) == 2

    one.person.delete()

    assert people(questionnaire) == [other.person_id]
    new = make_mentor()
    other.person.delete()
    assert people(questionnaire) == [new.person_id]


def test_new_counter_is_noticed(questionnaire):
    """As after a backup was restored: the same number, other rows."""
    profile = make_mentor()
    people(questionnaire)
    Revision.objects.all().delete()
    next_revision()
    MentorProfile.objects.filter(pk=profile.pk).update(capacity=0, revision=1)

    assert get_snapshot(questionnaire, NOW).crowd["has_place"].tolist() == [False]


def test_new_day_reads_again(questionnaire):
    make_mentor()
    first = get_snapshot(questionnaire, NOW)

    assert get_snapshot(questionnaire, NOW + timedelta(days=1)) is not first


def test_new_goal_is_seen(questionnaire):
    get_snapshot(questionnaire, NOW)
    sent = {"key": "own-goal", "text": "Run a chapter", "order": "1", "is_offered": "on"}

    staff_client().post("/admin/mentors/mentoringgoal/add/", sent)

    assert MentoringGoal.objects.filter(key="own-goal").exists()
    assert get_snapshot(questionnaire, NOW).aspirations["own-goal"] == "Run a chapter"


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 7, 15)])
@pytest.mark.parametrize(
    ("zone", "minutes"),
    [("Europe/Berlin", 60), ("America/New_York", -300), ("Asia/Kathmandu", 345), ("UTC", 0)],
)
def test_daylight_saving_does_not_count(zone, minutes, day):
    assert standard_offset(zone, day) == minutes
