"""make demo: an organisation to look around in."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from assessments.models.direction import Direction
from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment, Note
from assessments.selectors.direction import find_direction
from assessments.selectors.look_back import list_look_backs
from assessments.selectors.result import get_result
from assessments.teams.models.releases import HalfYear, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from assessments.teams.releases.hash_chain import list_broken
from assessments.teams.selectors.practice import get_practice
from mentors.models.aspirations import MentoringGoal
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Programme
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProgrammeRun, ProposedPair
from setframework.demo.lives import PEOPLE
from setframework.demo.people import ADMIN, PASSWORD
from setframework.people.models import User
from tests.factories import NOW, make_seeds


def demo():
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def printed(kept):
    """Filled once for all tests of this file, with the questionnaires that the site ships."""
    make_seeds()
    QuestionnaireVersion.objects.all().delete()
    call_command("publish_questionnaires", verbosity=0)
    narrow = dict.fromkeys(settings.ACCOUNT_RATE_LIMITS, "1/d/key")  # none is for a demo
    with time_machine.travel(NOW, tick=False), override_settings(ACCOUNT_RATE_LIMITS=narrow):
        return demo()


@pytest.fixture
def filled(printed, set_version):
    return printed


def test_twelve_people_have_assessments_over_eighteen_months(filled):
    emails = [person.email for person in PEOPLE]
    everybody = Assessment.objects.filter(person__email__in=emails)
    completed = everybody.filter(completed_at__isnull=False)
    moments = list(completed.order_by("completed_at").values_list("completed_at", flat=True))

    assert len(PEOPLE) == 12
    assert completed.values("person").distinct().count() == len(PEOPLE)
    assert completed.count() == sum(person.sittings for person in PEOPLE)
    assert moments[-1] - moments[0] > timedelta(days=500)
    assert moments[-1] < timezone.now()
    assert everybody.filter(completed_at=None).count() == 1


def test_everybody_has_scores_a_direction_and_notes(filled):
    for assessment in Assessment.objects.filter(completed_at__isnull=False):
        assert any(scale.score is not None for scale in get_result(assessment).profile.scales)
    for person in PEOPLE:
        direction = find_direction(User.objects.get(email=person.email))
        assert direction is not None
        assert direction.aims_at
        assert direction.brings
    assert Note.objects.count() >= len(PEOPLE)


def test_frequent_people_have_a_check_in_a_look_back_and_a_plan(filled):
    often = [person.email for person in PEOPLE if person.sittings > 2]
    assert len(often) > 5

    for email in often:
        person = User.objects.get(email=email)
        own = Assessment.objects.filter(person=person, completed_at__isnull=False)
        assert sum(bool(each.carried_over) for each in own) == 1
        assert list_look_backs(person).count() == 1
    goals = Goal.objects.filter(person__email__in=often)
    assert goals.filter(done_at__isnull=False).exists()
    assert goals.filter(done_at=None).exists()


def test_the_printed_log_ins_work(filled):
    for email in (PEOPLE[0].email, ADMIN):
        assert f"  {email} " in filled
        assert Client().login(email=email, password=PASSWORD)
    assert f"password: {PASSWORD}" in filled


def test_three_teams_and_a_parent_have_three_years_of_releases(filled):
    parent = Team.objects.get(parent=None)
    closings = HalfYear.objects.count()
    assert closings >= 6

    kept = Counter(
        TrendRelease.objects.filter(team__parent=parent).values_list("team__name", "status")
    )
    for team in ("Platform", "Payments", "Apps"):
        assert kept[team, "published"] + kept[team, "held"] == closings
        assert kept[team, "published"] >= 2
    assert kept["Apps", "held"] >= 1
    assert any(made.values for made in RollUp.objects.filter(team=parent))
    assert list(list_broken()) == []


def test_sixty_people_offer_help_and_pairs_are_in_every_state(filled):
    listed = MentorProfile.objects.filter(is_listed=True)
    requests = set(MentorshipRequest.objects.values_list("state", flat=True))
    mentorships = set(Mentorship.objects.values_list("state", flat=True))

    assert listed.count() == 60
    assert requests == {"pending", "more_info", "accepted", "declined", "withdrawn", "expired"}
    assert mentorships == set(Mentorship.State.values) - {"proposed", "lapsed"}
    assert mail.outbox == []


def test_one_team_has_agreed_on_two_weeks_to_answer_again(filled):
    agreed = Team.objects.exclude(answer_weeks=None)
    assert list(agreed.values_list("name", "answer_weeks")) == [("Platform", 4)]


def test_teams_work_with_their_numbers(filled):
    for team in Team.objects.exclude(parent=None):
        practice = get_practice(team)
        assert practice.focus
        assert len(practice.commitments) == 2
        assert len(practice.offers) == 3


def test_one_programme_is_over_and_one_open(filled):
    finished, joining = Programme.objects.order_by("opens_at")
    run = ProgrammeRun.objects.get()
    pairs = ProposedPair.objects.filter(run=run)

    assert run.programme == finished
    assert run.published_at is not None
    assert run.receipt
    assert pairs.exclude(mentorship=None).count() >= 10
    assert pairs.filter(mentee_says=False).exists()
    assert joining.is_open_at(NOW)


def test_a_second_time_adds_nothing(filled):
    before = Assessment.objects.count(), Direction.objects.count(), User.objects.count()

    assert demo().startswith("The demo is already there.")
    assert (
        Assessment.objects.count(),
        Direction.objects.count(),
        User.objects.count(),
    ) == before


def test_production_refuses_it(set_version, monkeypatch):
    monkeypatch.setattr(settings, "PRODUCTION", True)
    before = User.objects.count()

    with pytest.raises(CommandError, match="not in production"):
        demo()

    assert User.objects.count() == before


def test_says_which_command_is_missing(set_version):
    # The fixture of this module may have filled the database already.
    User.objects.filter(email=ADMIN).update(email="other@example.org")
    MentoringGoal.objects.all().delete()
    before = User.objects.count()

    with pytest.raises(CommandError, match="seed_mentoring_goals"):
        demo()

    assert User.objects.count() == before
