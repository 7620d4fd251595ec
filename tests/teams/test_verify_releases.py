"""`manage.py verify_releases`: whatever is changed behind the site's back is found."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.teams.models.releases import ReleaseToken, TrendRelease
from assessments.teams.models.teams import Team
from assessments.teams.releases import hash_chain
from assessments.teams.releases.hash_chain import compute_hash, list_broken
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import release_nonce
from tests.teams.organisation import (
    DAY,
    FIRST,
    SECOND,
    make_full_team,
    make_release,
    make_team,
    members,
    sit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def releases():
    """Three published, one held, two published again."""
    teams = [make_full_team(size) for size in (5, 6, 4)]
    for team in teams[:2]:
        for person in members(team):
            sit(person, SECOND - DAY)
    release_trends(at=SECOND)
    made = list(TrendRelease.objects.order_by("pk"))
    assert [each.status for each in made] == ["published", "published", "held"] * 2
    return made


def execute(statement, *values):
    """What somebody with the database could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_chain_is_whole(releases, capsys):
    call_command("verify_releases")

    out = capsys.readouterr().out
    assert out == f"6 releases, all as they were made. Last hash: {releases[-1].hash}\n"
    assert [each.previous_hash for each in releases] == ["", *(r.hash for r in releases[:-1])]
    assert all(re.fullmatch("[0-9a-f]{64}", each.hash) for each in releases)


def test_before_the_first_release_there_is_nothing_to_find(capsys):
    call_command("verify_releases")

    assert capsys.readouterr().out.startswith("0 releases")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("values", '{"soft-skills": 90, "experience": 50, "technical": 50}'),
        ("pillars", "[]"),
        ("questionnaire", "other"),
        ("version", 2),
        ("digest", "other"),
        ("parameters", 3),
        ("nonce", "other"),
        ("key_fingerprint", "other"),
        ("previous_hash", "other"),
        ("hash", "other"),
    ],
)
def test_a_changed_release_is_named(releases, column, value):
    changed = releases[1]
    execute(f'UPDATE teams_trendrelease SET "{column}" = %s WHERE id = %s', value, changed.pk)

    with pytest.raises(CommandError) as error:
        call_command("verify_releases")

    expected = [changed.pk, releases[2].pk] if column == "hash" else [changed.pk]
    assert [each.pk for each in list_broken()] == expected
    assert f"{changed.team} 2027-07-01" in str(error.value)


def test_a_held_release_that_is_made_a_published_one_is_named(releases):
    execute(
        "UPDATE teams_trendrelease SET status = 'published' WHERE id = %s",
        releases[2].pk,
    )
    assert [each.pk for each in list_broken()] == [releases[2].pk]


def test_releases_of_a_half_year_that_was_moved_are_named(releases):
    execute(
        "UPDATE teams_halfyear SET closes_at = %s WHERE id = %s",
        FIRST + DAY,
        releases[0].half_year_id,
    )

    assert [each.pk for each in list_broken()] == [each.pk for each in releases[:3]]


def test_a_missing_release_in_between_is_found(releases):
    execute("DELETE FROM teams_releasetoken WHERE release_id = %s", releases[1].pk)
    assert [each.pk for each in list_broken()] == [releases[1].pk]

    execute("DELETE FROM teams_trendrelease WHERE id = %s", releases[1].pk)
    assert [each.pk for each in list_broken()] == [releases[2].pk]


def test_a_token_that_is_changed_or_taken_away_is_found(releases):
    token = ReleaseToken.objects.filter(release=releases[0]).first()
    execute("UPDATE teams_releasetoken SET assessment_token = 'x' WHERE id = %s", token.pk)
    execute(
        "DELETE FROM teams_releasetoken WHERE release_id = %s AND id = ("
        "SELECT min(id) FROM teams_releasetoken WHERE release_id = %s)",
        releases[1].pk,
        releases[1].pk,
    )

    assert [each.pk for each in list_broken()] == [each.pk for each in releases[:2]]


def test_a_long_chain_is_read_in_parts(releases, monkeypatch):
    monkeypatch.setattr(hash_chain, "_CHUNK", 2)

    assert list(list_broken()) == []


def test_the_hash_of_a_held_release_can_not_be_guessed(releases):
    """All that its page tells is not enough: the nonce is secret, and needs the key."""
    held = releases[2]
    told = TrendRelease.objects.select_related("team", "half_year").get(pk=held.pk)
    told.nonce = ""
    assert compute_hash(told, []) != held.hash
    told.nonce = release_nonce(held.team.code, held.half_year.closes_at)
    assert compute_hash(told, []) == held.hash
    assert len({each.nonce for each in releases}) == len(releases)


def test_the_nonce_needs_the_key(releases, settings):
    settings.RELEASE_TOKEN_KEY = "another key of the same length.."
    held = releases[2]
    assert release_nonce(held.team.code, held.half_year.closes_at) != held.nonce


def test_a_release_of_the_first_version_is_checked_in_its_own_form(db):
    """This hash is the one that the first version wrote for this row."""
    team = make_team()
    Team.objects.filter(pk=team.pk).update(code="00000000-0000-4000-8000-000000000001")
    first = make_release(
        team,
        parameters=1,
        size_band="5-7",
        nonce="",
        key_fingerprint="",
        hash="38a26d434b6074d4a047c2a11176da66d833aaf993f2cbec69f761e995246156",
    )
    assert list(list_broken()) == []

    execute("UPDATE teams_trendrelease SET size_band = '13+' WHERE id = %s", first.pk)
    assert list(list_broken()) == [first]
