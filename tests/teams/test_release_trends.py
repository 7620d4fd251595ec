"""`manage.py release_trends`: who is counted, when a number is held, and that it is made once."""

import contextlib
import itertools
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.parse.document import digest
from assessments.services.questionnaires import publish_questionnaire
from assessments.teams.disclosure import parameters
from assessments.teams.disclosure.values import THRESHOLDS
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.teams import Team
from assessments.teams.releases import making
from assessments.teams.releases.hash_chain import list_broken
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import (
    assessment_token,
    person_token,
    rounding_threshold,
)
from assessments.teams.services import membership
from assessments.teams.services.teams import dissolve_team
from tests.assessments.test_services import together
from tests.scoring.version_2 import version_2
from tests.teams.organisation import (
    DAY,
    FIRST,
    LONG_AGO,
    SECOND,
    THIRD,
    contributors,
    hand_over,
    join,
    make_full_team,
    make_person,
    make_team,
    members,
    release,
    sit,
)

pytestmark = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)

PILLARS = ["soft-skills", "experience", "technical"]
SECONDS = timedelta(seconds=1)


def is_published(team, closes_at=FIRST):
    return release(team, closes_at).is_published


def of(team, number):
    return members(team)[number]


def membership_of(team, person):
    return Membership.objects.get(team=team, person=person)


# What is published


def test_five_who_agree_make_a_number_a_pillar():
    team = make_full_team(5, value=3)

    made = release(team)

    assert made.status == "published"
    assert made.size_band == ""
    assert made.values == dict.fromkeys(PILLARS, 75)
    assert [key for key, _ in made.pillars] == PILLARS
    assert made.pillars[0][1] == "Soft skills"
    assert (made.questionnaire, made.version, made.parameters) == ("set-framework", 1, 2)
    assert contributors(made, members(team)) == set(members(team)[:5])


def test_each_pillar_is_the_mean_of_its_own_scores(questionnaire):
    team = make_team()
    technical = [item.key for item in questionnaire.scale("technical").items]
    for value in (0, 1, 2, 2, 3, 4):
        sit(join(team).person, FIRST - DAY, 2, **dict.fromkeys(technical, value))

    assert release(team).values == {"soft-skills": 50, "experience": 50, "technical": 50}


def test_a_mean_in_between_is_rounded_by_the_draw(monkeypatch):
    """One of six at 75: the mean 54 1/6 lies 5/6 of the way up, so 5 of 6 draws go up."""
    least = -(-5 * THRESHOLDS // 6)
    draws = {"soft-skills": least, "experience": least - 1, "technical": 0}
    monkeypatch.setattr(making, "rounding_threshold", lambda pillar, _tokens: draws[pillar])
    team = make_full_team(6)
    Assessment.objects.filter(person=of(team, 0)).update(
        responses=dict.fromkeys(Assessment.objects.first().responses, 3)
    )

    values = release(team).values

    assert values == {"soft-skills": 50, "experience": 55, "technical": 55}


def test_four_are_held_without_any_number():
    made = release(make_full_team(4))

    assert (made.status, made.values) == ("held", {})
    assert not ReleaseToken.objects.exists()
    assert [key for key, _ in made.pillars] == PILLARS


@pytest.mark.parametrize(("size", "expected"), [(5, False), (6, True)])
def test_six_have_to_be_on_the_roster_consenting_or_not(size, expected):
    """The manager and an admin who are in the team, and who is new, are not among them."""
    team = make_team()
    for _ in range(5):
        sit(join(team).person, FIRST - DAY)
    for _ in range(size - 5):
        join(team, consent=False)
    join(team, team.manager)
    join(team, make_person(is_staff=True))
    join(team, at=FIRST - 29 * DAY)
    made = release(team)

    assert made.is_published is expected
    assert len(contributors(made, members(team))) == (5 if expected else 0)


def test_the_draw_knows_the_contributions_and_nothing_else(settings):
    """Not the team, the half-year or the order; but the key, the pillar and each assessment."""
    drawn = rounding_threshold("technical", ["a", "b"])
    assert drawn == rounding_threshold("technical", ["b", "a"])
    others = {rounding_threshold("experience", ["a", "b"]), rounding_threshold("technical", ["a"])}
    settings.RELEASE_TOKEN_KEY = "another key of the same length.."
    others.add(rounding_threshold("technical", ["a", "b"]))

    assert len(others | {drawn}) == 4
    assert all(0 <= each < THRESHOLDS for each in others)


class Undone(Exception):
    """Takes back what was done."""


def test_made_again_after_it_was_lost_a_number_is_the_same():
    """As after a restored backup, in which the release is missing."""
    team = make_full_team(7)
    for number, person in enumerate(members(team)):
        sit(person, FIRST - DAY, number % 5)
    made = []
    for _ in range(2):
        with contextlib.suppress(Undone), transaction.atomic():
            made.append(release(team).values)
            raise Undone

    assert made[0] == made[1] != {}


# Who is counted: five, one of whom is not, is held.


def test_the_manager_never_counts():
    team = make_full_team(4)
    sit(join(team, team.manager).person, FIRST - DAY)

    assert is_published(team) is False


def test_a_manager_from_above_never_counts():
    team, above = make_full_team(5), make_team(make_person())
    Team.objects.filter(pk=above.pk).update(manager=of(team, 0))
    top = make_team(make_person())
    Team.objects.filter(pk=top.pk).update(manager=of(team, 1))
    Team.objects.filter(pk=above.pk).update(parent=top)
    Team.objects.filter(pk=team.pk).update(parent=above)
    sit(join(team).person, FIRST - DAY)

    assert is_published(team) is False


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_an_admin_never_counts(flag):
    team = make_full_team(5)
    admin = of(team, 0)
    setattr(admin, flag, True)
    admin.save()

    assert is_published(team) is False


def test_a_member_who_became_manager_drops_out():
    team = make_full_team(5)
    hand_over(team, membership_of(team, of(team, 0)), FIRST - DAY)

    assert is_published(team) is False


def test_who_was_manager_at_the_close_is_not_counted_by_a_late_run():
    team = make_full_team(4)
    manager = join(team, team.manager).person
    sit(manager, FIRST - DAY)
    sit(join(team).person, FIRST - DAY)
    hand_over(team, membership_of(team, of(team, 0)), FIRST + SECONDS)

    assert is_published(team) is False


def test_without_a_verified_address_nobody_counts():
    team = make_full_team(5)
    EmailAddress.objects.filter(user=of(team, 0)).update(verified=False)

    assert is_published(team) is False


def test_an_account_that_may_not_log_in_does_not_count():
    team = make_full_team(5)
    person = of(team, 0)
    person.is_active = False
    person.save()

    assert is_published(team) is False


@pytest.mark.parametrize(("days", "expected"), [(29, False), (30, True)])
def test_account_and_membership_are_thirty_days_old(days, expected):
    for since, joined in ((FIRST - days * DAY, FIRST - 30 * DAY), (LONG_AGO, FIRST - days * DAY)):
        team = make_full_team(4)
        person = join(team, make_person(since=since), at=joined).person
        sit(person, FIRST - DAY)
        assert is_published(team) is expected


def test_without_consent_nobody_counts():
    team = make_full_team(4)
    sit(join(team, consent=False).person, FIRST - DAY)

    assert is_published(team) is False


def test_a_consent_after_the_close_waits():
    team = make_full_team(4)
    person = join(team, consent=False).person
    sit(person, FIRST - DAY)
    membership.give_consent(person=person, code=team.code, at=FIRST)

    assert is_published(team) is False


@pytest.mark.parametrize("verb", [membership.withdraw_consent, membership.leave_team])
def test_withdrawing_or_leaving_counts_at_once_even_after_the_close(verb):
    team = make_full_team(5)
    verb(person=of(team, 0), code=team.code, at=FIRST + SECONDS)

    assert is_published(team) is False


# Which assessment is counted


def test_a_draft_an_import_and_a_late_one_do_not_count():
    for fields in (
        {"completed_at": None, "received_at": None},
        {"imported_at": FIRST - DAY},
        {"received_at": FIRST},
        {"received_at": FIRST - 366 * DAY},
    ):
        team = make_full_team(5)
        Assessment.objects.filter(person=of(team, 0)).update(**fields)
        assert is_published(team) is False, fields


def test_every_pillar_must_have_a_score(questionnaire):
    """Five of seven technical items are 70 %, four are not."""
    technical = [item.key for item in questionnaire.scale("technical").items]
    for skipped, expected in ((2, True), (3, False)):
        team = make_full_team(4)
        blank = dict.fromkeys(technical[:skipped])
        sit(join(team).person, FIRST - DAY, **blank)
        assert is_published(team) is expected


def test_no_opportunity_is_no_answer(questionnaire):
    technical = [item.key for item in questionnaire.scale("technical").items]
    team = make_full_team(4)
    sit(join(team).person, FIRST - DAY, **dict.fromkeys(technical[:3], "no-opportunity"))

    assert is_published(team) is False


@pytest.fixture
def second_version(set_version):
    document = version_2(set_version.document)
    version, _ = publish_questionnaire(document=document, at=FIRST + DAY)
    assert version.digest == digest(document)
    return version


def test_a_new_version_starts_a_new_series(second_version, set_version):
    team = make_full_team(5, version=set_version)
    assert release(team).version == 1
    for person in members(team):
        sit(person, SECOND - DAY, version=set_version)

    assert is_published(team, SECOND) is False
    for person in members(team):
        sit(person, THIRD - DAY, version=second_version)
    made = release(team, THIRD)

    assert (made.status, made.version, made.digest) == ("published", 2, second_version.digest)


@pytest.mark.parametrize(("carried", "expected"), [(20, False), (5, True)])
def test_across_versions_changes_are_counted_by_person(
    second_version, set_version, carried, expected
):
    """Who carries most answers over into the new version brings nothing new."""
    team = make_full_team(5, version=set_version)
    assert is_published(team) is True
    keys = [item["key"] for item in second_version.document["items"]]
    for person in members(team):
        sit(person, SECOND - DAY, version=second_version, carried_over=keys[:carried])

    assert is_published(team, SECOND) is expected


# Against earlier numbers


def retake(team, numbers, at, **fields):
    for number in numbers:
        sit(of(team, number), at, **fields)


def test_nothing_changed_is_held_so_there_is_no_second_draw():
    team = make_full_team(6)

    assert is_published(team) is True
    assert is_published(team, SECOND) is False


@pytest.mark.parametrize(("count", "expected"), [(3, False), (4, True)])
def test_four_have_to_come_anew(count, expected):
    team = make_full_team(8)
    assert is_published(team) is True
    retake(team, range(count), SECOND - DAY)

    assert is_published(team, SECOND) is expected


def test_a_lone_joiner_is_held():
    team = make_full_team(6)
    assert is_published(team) is True
    sit(join(team, at=SECOND - 40 * DAY).person, SECOND - DAY)

    assert is_published(team, SECOND) is False


def test_check_ins_are_no_change(questionnaire):
    """Twelve of 23 carried over: the same assessment under a new date. Eleven: a new one."""
    keys = [item.key for item in questionnaire.items]
    for carried, expected in ((12, False), (11, True)):
        team = make_full_team(5)
        assert is_published(team) is True
        retake(team, range(5), SECOND - DAY, carried_over=keys[:carried])
        assert is_published(team, SECOND) is expected


def test_an_assessment_is_used_twice(questionnaire):
    """And a check-in does not bring it back a third time."""
    team = make_full_team(9)
    stays = members(team)[0]
    assert is_published(team) is True
    retake(team, range(1, 9), SECOND - DAY)
    sit(stays, SECOND - DAY, carried_over=[item.key for item in questionnaire.items][:20])
    second = release(team, SECOND)
    assert stays in contributors(second, [stays])
    retake(team, range(1, 9), THIRD - 7 * DAY)
    Assessment.objects.filter(person=stays).update(received_at=FIRST + DAY)
    sit(stays, THIRD - DAY, carried_over=[item.key for item in questionnaire.items][:20])

    third = release(team, THIRD)

    assert third.is_published is True
    assert contributors(third, members(team)) == set(members(team)[1:])


def test_deleting_the_newest_does_not_bring_back_an_older_one():
    team = make_full_team(9)
    person = members(team)[0]
    sit(person, FIRST - 2 * DAY)
    assert is_published(team) is True
    retake(team, range(1, 9), SECOND - DAY)
    Assessment.objects.filter(person=person).order_by("-received_at")[0].delete()

    made = release(team, SECOND)

    assert made.is_published
    assert contributors(made, [person]) == set()


def test_a_split_is_compared_with_the_number_before_it():
    """Eight split into five and three: the five alone would give the three away."""
    team = make_full_team(8)
    assert is_published(team) is True
    part = make_team()
    for person in members(team)[:5]:
        membership.leave_team(person=person, code=team.code, at=FIRST + DAY)
        join(part, person, at=FIRST + DAY)

    assert is_published(part, SECOND) is False


def test_an_erased_account_leaves_its_tokens_and_no_way_back():
    team = make_full_team(5)
    made = release(team)
    before = list(ReleaseToken.objects.order_by("pk").values())
    for person in members(team)[:2]:
        person.delete()

    assert list(ReleaseToken.objects.order_by("pk").values()) == before
    made.refresh_from_db()
    assert made.values == dict.fromkeys(PILLARS, 50)
    assert len(contributors(made, members(team))) == 3


@pytest.fixture
def another_key(settings):
    def change():
        settings.RELEASE_TOKEN_KEY = "another key of the same length.."

    return change


def test_with_another_key_the_tokens_are_other_ones(another_key):
    person = make_person()
    token = person_token(person.code)
    another_key()

    assert person_token(person.code) != token


def test_under_another_key_nothing_is_published_for_a_year(another_key):
    """Neither about the team that had a number, nor about one that had none."""
    team, other = make_full_team(6), make_full_team(6)
    assert is_published(team) is True
    another_key()
    for closes_at, expected in ((SECOND, False), (THIRD, True)):
        for person in [*members(team), *members(other)]:
            sit(person, closes_at - DAY)
        assert is_published(team, closes_at) is expected
        assert is_published(other, closes_at) is expected
    names = TrendRelease.objects.filter(team=team).values_list("key_fingerprint", flat=True)
    assert len(set(names)) == 2
    assert list(list_broken()) == []


def test_the_same_id_is_another_token_for_an_assessment():
    code = make_person().code
    assert person_token(code) != assessment_token(code)


# When


def test_an_open_half_year_is_not_released():
    team = make_full_team(5)

    assert release_trends(at=FIRST - SECONDS) == 0
    assert not TrendRelease.objects.filter(team=team).exists()
    assert release_trends(at=FIRST) == 1


def test_a_half_year_that_closed_before_the_team_existed_is_not_released():
    make_full_team(5)
    release_trends(at=FIRST)
    late = make_team(at=FIRST + DAY)

    assert release_trends(at=SECOND - DAY) == 0
    assert release_trends(at=SECOND) == 2
    assert TrendRelease.objects.get(team=late).half_year.closes_at == SECOND


def test_a_late_run_makes_up_for_each_half_year_as_it_closed():
    team = make_full_team(5)
    retake(team, range(4), SECOND - DAY, value=4)

    assert release_trends(at=SECOND + 40 * DAY) == 2

    first, second = TrendRelease.objects.filter(team=team).order_by("pk")
    assert (first.half_year.closes_at, first.values["technical"]) == (FIRST, 50)
    assert (second.half_year.closes_at, second.values["technical"]) == (SECOND, 90)


def test_a_dissolved_team_has_no_further_releases():
    team = make_full_team(5)
    dissolve_team(person=team.manager, code=team.code, at=FIRST - DAY)

    assert release_trends(at=FIRST) == 0


def test_without_a_team_or_a_questionnaire_there_is_nothing_to_release():
    assert release_trends(at=FIRST) == 0
    assert not HalfYear.objects.exists()
    make_team()
    QuestionnaireVersion.objects.update(published_at=FIRST)
    assert release_trends(at=FIRST) == 0


# Once and for ever


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (TrendRelease, ReleaseToken)]


def test_a_second_run_changes_nothing():
    team = make_full_team(6)
    release(team)
    before = rows()
    retake(team, range(6), FIRST - DAY, value=4)
    join(team)

    assert release_trends(at=FIRST + 30 * DAY) == 0
    assert rows() == before


def test_the_command_says_how_many_and_nothing_else(capsys):
    make_full_team(5)
    make_full_team(4)

    with time_machine.travel(FIRST + DAY, tick=False):
        call_command("release_trends")
        call_command("release_trends")

    assert capsys.readouterr().out == "2 decided\nNothing to do: all is decided.\n"
    assert TrendRelease.objects.count() == 2


@at_once
def test_two_runs_at_once_make_each_release_once():
    teams = [make_full_team(5) for _ in range(4)]

    made = together(*[lambda: release_trends(at=FIRST)] * 3)

    assert sum(made) == len(teams)
    assert TrendRelease.objects.count() == len(teams)
    assert ReleaseToken.objects.count() == 5 * len(teams)
    assert list(list_broken()) == []


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


def dies_at(number):
    """Wraps statements: the one of that number is never sent."""
    numbers = itertools.count(1)

    def wrapper(execute, *args):
        if next(numbers) == number:
            raise Killed
        return execute(*args)

    return wrapper


@at_once
def test_killed_at_any_moment_a_team_is_whole_or_not_there():
    sizes = {make_full_team(size): size for size in (5, 4, 6)}
    statements = 0

    while TrendRelease.objects.count() < len(sizes):
        statements += 1
        with connection.execute_wrapper(dies_at(statements)), contextlib.suppress(Killed):
            release_trends(at=FIRST)
        for made in TrendRelease.objects.select_related("team"):
            tokens = ReleaseToken.objects.filter(release=made).count()
            assert tokens == (sizes[made.team] if made.is_published else 0)
        assert list(list_broken()) == []

    made = TrendRelease.objects.order_by("pk")
    assert statements > 10
    assert [each.team for each in made] == list(sizes)
    assert [each.is_published for each in made] == [True, False, True]


def test_a_team_takes_the_same_few_statements_whatever_its_size():
    make_full_team(5)
    release_trends(at=FIRST)
    counts = []
    for size in (5, 12):
        make_full_team(size)
        with CaptureQueriesContext(connection) as queries:
            assert release_trends(at=FIRST) == 1
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 19


def test_the_parameters_are_those_of_the_promise():
    found = {name: value for name, value in vars(parameters).items() if name.isupper()}
    assert found == {
        "VERSION": 2,
        "CONTRIBUTORS": 5,
        "ROSTER": 6,
        "CHANGES": 4,
        "USES": 2,
        "YEARS": 1,
        "SEASONED": timedelta(days=30),
        "STEP": 5,
        "LOWEST": 10,
        "HIGHEST": 90,
        "MOVED": 15,
        "TEAMS": 3,
        "CLOSING_MONTHS": (1, 7),
        "DOUBTERS": 2,
        "VOUCHES": 2,
        "OPEN_DOUBTS": 2,
        "DOUBT_AGAIN": timedelta(days=365),
    }


def test_half_years_close_in_january_and_july():
    make_team(at=datetime(2027, 3, 1, tzinfo=UTC))
    release_trends(at=datetime(2028, 8, 1, tzinfo=UTC))

    closings = HalfYear.objects.order_by("pk").values_list("closes_at", flat=True)
    assert list(closings) == [FIRST, SECOND, THIRD]
