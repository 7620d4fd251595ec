"""What the first version left in a database, after the migrations since."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import HalfYear, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.ties import Tie
from assessments.teams.releases.hash_chain import list_broken
from assessments.teams.releases.making import release_trends

FIRST = datetime(2027, 7, 1, tzinfo=UTC)
DAY = timedelta(days=1)
OLD = ("teams", "0005_half_years_and_answer_weeks")


@pytest.fixture
def old(transactional_db):
    """The tables as the first version had them; they are brought forward by `migrate`."""
    executor = MigrationExecutor(connection)
    executor.migrate([OLD])
    yield executor.loader.project_state([OLD]).apps
    call_command("migrate", verbosity=0)


def make_rows(apps):
    """Two teams, a release and a held one; a doubt of long ago and one of now, and a vouch."""
    user, team = apps.get_model("accounts", "User"), apps.get_model("teams", "Team")
    people = [
        user.objects.create(email=f"old{n}@example.org", joined_at=FIRST - 300 * DAY)
        for n in range(4)
    ]
    above = team.objects.create(name="Above", manager=people[0], created_at=FIRST - 300 * DAY)
    part = team.objects.create(
        name="Part", manager=people[1], parent=above, created_at=FIRST - 299 * DAY,
        code="00000000-0000-4000-8000-000000000001",
    )  # fmt: skip
    said = {"team": part, "person": people[2]}
    for by, at in ((people[1], FIRST - 250 * DAY), (people[3], FIRST - 31 * DAY)):
        apps.get_model("teams", "Doubt").objects.create(**said, by=by, doubted_at=at)
    apps.get_model("teams", "Vouch").objects.create(**said, by=people[0], vouched_at=FIRST)
    half_year = apps.get_model("teams", "HalfYear").objects.create(closes_at=FIRST)
    apps.get_model("teams", "TrendRelease").objects.create(
        team=part, half_year=half_year, questionnaire="set-framework", version=1,
        digest="d" * 64, pillars=[["soft-skills", "Soft skills"], ["technical", "Technical"]],
        status="published", size_band="5-7", values={"soft-skills": 50, "technical": 60},
        parameters=1,
        hash="38a26d434b6074d4a047c2a11176da66d833aaf993f2cbec69f761e995246156",
    )  # fmt: skip


def test_doubts_lapse_and_releases_stay_as_they_were(old):
    make_rows(old)

    call_command("migrate", verbosity=0)

    closes = Doubt.objects.order_by("pk").values_list("closes_at", "ended_at")
    assert list(closes) == [(datetime(2027, 1, 1, tzinfo=UTC), None), (FIRST, None)]
    assert Vouch.objects.get().ended_at is None
    assert TrendRelease.objects.get().size_band == "5-7"
    assert list(list_broken()) == []


def test_teams_stay_part_of_others_and_old_half_years_are_not_put_together(old):
    make_rows(old)
    membership = old.get_model("teams", "Membership").objects
    part = old.get_model("teams", "Team").objects.get(name="Part")
    for person in old.get_model("accounts", "User").objects.order_by("pk"):
        membership.create(team=part, person=person, joined_at=FIRST - 200 * DAY)

    call_command("migrate", verbosity=0)

    tie = Tie.objects.select_related("team", "parent").get()
    assert (tie.team.parent, tie.agreed_at, tie.ended_at) == (tie.parent, FIRST - 299 * DAY, None)
    assert HalfYear.objects.get().is_rolled_up is True
    release_trends(at=FIRST + DAY)
    assert not RollUp.objects.filter(half_year__closes_at=FIRST).exists()
    # The managers of the team and of the one above are not free.
    free = Membership.objects.order_by("pk").values_list("seen_free_at", flat=True)
    assert [each is not None for each in free] == [False, False, True, True]
