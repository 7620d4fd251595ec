"""Rows of profiles that the tables refuse."""

import pytest
from django.db import IntegrityError, transaction

from mentors.models.alerts import SearchAlert
from mentors.models.blocks import Block
from mentors.models.profiles import MentorProfile, Revision
from mentors.services.revision import next_revision
from tests.factories import NOW, make_mentor


def refused(work):
    with pytest.raises(IntegrityError), transaction.atomic():
        work()


@pytest.mark.parametrize(
    "values",
    [
        {"capacity": 21},
        {"active": 2},
        {"is_adult": False},
        {"cadence": "daily"},
        {"agenda": ""},
        {"background_preference": "none"},
    ],
)
def test_profile_that_can_not_be_is_refused(ada, values):
    profile = make_mentor(ada)

    refused(lambda: MentorProfile.objects.filter(pk=profile.pk).update(**values))


def test_person_has_one_profile(ada):
    make_mentor(ada)
    again = MentorProfile(person=ada, revision=1, updated_at=NOW)

    refused(again.save)


def test_block_is_once_a_pair_and_never_oneself(ada, grace):
    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    refused(lambda: Block.objects.create(person=ada, blocked=grace, created_at=NOW))
    refused(lambda: Block.objects.create(person=ada, blocked=ada, created_at=NOW))
    Block.objects.create(person=grace, blocked=ada, created_at=NOW)


def test_search_waits_once_until_it_is_told(ada):
    def wait(**values):
        return SearchAlert.objects.create(person=ada, kind="mentor", created_at=NOW, **values)

    wait(told_at=NOW)
    wait()
    refused(wait)
    refused(lambda: SearchAlert.objects.create(person=ada, kind="boss", created_at=NOW))


def test_there_is_one_counter(db):
    first = next_revision()

    refused(lambda: Revision.objects.create(pk=2))
    assert [next_revision(), next_revision()] == [first + 1, first + 2]
