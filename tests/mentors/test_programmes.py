"""Opening a programme, joining it and leaving."""

from datetime import timedelta

import pytest

from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant
from mentors.services import programmes, requests
from setframework.people.verified import EmailNotVerified
from tests.factories import NOW, make_mentor, make_participant, make_programme, make_user
from tests.teams.organisation import make_team

DAY = timedelta(days=1)
WINDOW = {"opens_at": NOW, "closes_at": NOW + 7 * DAY}


@pytest.fixture
def programme(db):
    return make_programme()


def sign_up(person, programme, *, is_mentee=True, places=0, at=NOW):
    return programmes.sign_up(
        person=person, code=programme.code, is_mentee=is_mentee, places=places, at=at
    )


def test_staff_and_managers_open_programmes_and_nobody_else(ada, grace, margaret):
    ada.is_staff = True
    make_team(margaret, name="Team")

    for person in (ada, margaret):
        opened = programmes.open_programme(person=person, name="Spring", **WINDOW)
        assert (opened.organiser, opened.levels, opened.most) == (person, [], None)
    with pytest.raises(programmes.NotAllowed):
        programmes.open_programme(person=grace, name="Spring", **WINDOW)


def test_second_click_on_open_gives_the_same_programme(margaret):
    make_team(margaret, name="Team")

    def opened(**values):
        given = {"name": "Spring", "levels": ["staff"]} | WINDOW | values
        return programmes.open_programme(person=margaret, **given)

    assert opened() == opened()
    others = [opened(name="Summer"), opened(levels=[]), opened(most=9), opened(open_to="teams")]
    assert len({opened(), *others}) == 5


def test_joining_again_changes_what_was_said(programme, ada):
    make_mentor(ada)

    first = sign_up(ada, programme, at=NOW)
    again = sign_up(ada, programme, is_mentee=False, places=3, at=NOW + DAY)

    assert first.pk == again.pk
    again.refresh_from_db()
    assert (again.is_mentee, again.places, again.joined_at) == (False, 3, NOW)


@pytest.mark.parametrize("days", [-8, 7, 8])
def test_nobody_joins_or_leaves_outside_the_window(programme, ada, days):
    make_participant(programme, ada)
    at = NOW + days * DAY

    with pytest.raises(programmes.NotOpen):
        sign_up(ada, programme, at=at)
    with pytest.raises(programmes.NotOpen):
        programmes.leave(person=ada, code=programme.code, at=at)
    assert Participant.objects.count() == 1


def test_leaving_twice_is_as_good_as_once(programme, ada):
    make_participant(programme, ada)

    for _ in range(2):
        programmes.leave(person=ada, code=programme.code, at=NOW)

    assert not Participant.objects.exists()


def test_who_joins_has_an_address_a_profile_and_is_an_adult(programme, ada):
    with pytest.raises(requests.NoProfile):
        sign_up(ada, programme)
    make_mentor(ada)
    MentorProfile.objects.update(is_adult=False, is_listed=False)
    with pytest.raises(programmes.NotAdult):
        sign_up(ada, programme)
    ada.emailaddress_set.update(verified=False)
    with pytest.raises(EmailNotVerified):
        sign_up(ada, programme)
    assert not Participant.objects.exists()


def test_levels_are_those_of_mentees(ada, grace):
    programme = make_programme(levels=["junior"])
    make_mentor(ada, level="staff")
    make_mentor(grace, level="junior")

    with pytest.raises(programmes.LevelDoesNotFit):
        sign_up(ada, programme)
    sign_up(ada, programme, is_mentee=False, places=1)
    sign_up(grace, programme)


def test_no_more_join_than_may_but_who_is_in_may_change(ada):
    programme = make_programme(most=2)
    make_participant(programme)
    make_mentor(ada)
    sign_up(ada, programme)
    other = make_user()
    make_mentor(other)

    with pytest.raises(programmes.ProgrammeFull):
        sign_up(other, programme)
    assert sign_up(ada, programme, is_mentee=False, places=1).places == 1
