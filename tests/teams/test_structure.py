"""What holds by construction: no road from a release to a person, and no way to change one."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import AppendOnly, HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from tests.teams.organisation import (
    FIRST,
    LONG_AGO,
    make_full_team,
    make_person,
    make_team,
    release,
)

PUBLISHED = [TrendRelease, ReleaseToken]


def test_no_foreign_key_leads_from_a_release_to_a_person_or_an_assessment():
    reached, waiting = set(), [*PUBLISHED, HalfYear]
    while waiting:
        model = waiting.pop()
        fields = [field for field in model._meta.get_fields() if field.concrete]
        # The team is where the road ends: its manager is no secret.
        targets = {field.related_model for field in fields if field.is_relation} - {Team}
        waiting += targets - reached
        reached |= targets

    assert reached == {TrendRelease, HalfYear}


def test_nothing_leads_back_from_a_team_to_its_releases_or_members():
    names = {field.name for field in Team._meta.get_fields()}
    own = {
        "id",
        "code",
        "name",
        "manager",
        "next_manager",
        "parent",
        "created_at",
        "dissolved_at",
        "answer_weeks",
    }
    assert names == own


# Rows about people, not about what they answered.
KNOW_PEOPLE = {
    "Team",
    "Membership",
    "Doubt",
    "Vouch",
    "Commitment",
    "TeachingOffer",
    "AnswerWeeksReminder",
}


def test_only_rows_about_people_have_a_key_to_a_person():
    found = {
        model.__name__
        for model in apps.get_app_config("teams").get_models()
        if any(field.related_model is get_user_model() for field in model._meta.get_fields())
    }
    assert found == KNOW_PEOPLE


def test_the_admin_shows_nothing_of_releases_or_members():
    registered = {model for model in admin.site._registry if model._meta.app_label == "teams"}
    people = {Membership, Invitation, Vouch, AnswerWeeksReminder}
    assert not registered & {*PUBLISHED, RollUp, HalfYear, *people}
    # Of a doubt it shows not whose it is.
    assert "by" not in admin.site._registry[Doubt].fields


@pytest.mark.parametrize("model", [ReleaseToken, AnswerWeeksReminder])
def test_what_nobody_may_see_has_no_permission_that_could_be_given(model):
    assert model._meta.default_permissions == ()


@pytest.fixture
def made(db):
    return release(make_full_team(5))


@pytest.mark.parametrize("model", PUBLISHED)
def test_what_is_published_can_neither_be_changed_nor_deleted(made, model):
    row = model.objects.order_by("pk").first()
    before = list(model.objects.order_by("pk").values())

    for attempt in (
        row.save,
        row.delete,
        lambda: model.objects.all().delete(),
        lambda: model.objects.update(pk=0),
        lambda: model.objects.bulk_update([row], ["pk"]),
        lambda: model.objects.update_or_create({"pk": 0}, pk=row.pk),
    ):
        with pytest.raises(AppendOnly):
            attempt()

    assert list(model.objects.order_by("pk").values()) == before


def test_saving_a_copy_under_the_same_key_is_refused(made):
    copy = TrendRelease(**{**TrendRelease.objects.values().get(), "values": {"technical": 90}})

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


@pytest.mark.parametrize("what", ["team", "half_year"])
def test_its_team_and_half_year_stay(made, what):
    with pytest.raises(ProtectedError):
        getattr(made, what).delete()


# What the database says too


def fields_of(made, **others):
    row = TrendRelease.objects.filter(pk=made.pk).values().get()
    del row["id"]
    return row | {"hash": "other", "previous_hash": "another"} | others


def refused(name, create):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        create()
    # SQLite names the columns of a unique constraint, PostgreSQL the constraint.
    assert any(each in str(error.value) for each in name.split("|")), error.value


def test_a_team_has_one_release_a_half_year(made):
    refused(
        "one_release_a_window|team_id, teams_trendrelease.half_year_id",
        lambda: TrendRelease.objects.create(**fields_of(made)),
    )


def test_the_chain_does_not_fork(made):
    other = {"team_id": make_team().pk}
    refused(
        "previous_hash",
        lambda: TrendRelease.objects.create(
            **fields_of(made, **other, previous_hash=made.previous_hash)
        ),
    )
    refused("hash", lambda: TrendRelease.objects.create(**fields_of(made, **other, hash=made.hash)))
    refused(
        "follows_another_release",
        lambda: TrendRelease.objects.create(**fields_of(made, **other, previous_hash="other")),
    )


@pytest.mark.parametrize(
    "change",
    [{"size_band": "5-7"}, {"status": "draft"}, {"status": "held", "size_band": "5-7"}],
)
def test_only_what_the_first_version_published_has_a_size_band(made, change):
    other = {"team_id": make_team().pk}
    refused(
        "only_the_first_releases_have_a_size_band",
        lambda: TrendRelease.objects.create(**fields_of(made, **other, **change)),
    )


@pytest.mark.parametrize(
    "change",
    [{"nonce": ""}, {"key_fingerprint": ""}, {"parameters": 1, "size_band": "5-7"}],
)
def test_each_later_release_has_a_nonce_and_names_its_key(made, change):
    other = {"team_id": make_team().pk}
    refused(
        "later_releases_have_a_nonce",
        lambda: TrendRelease.objects.create(**fields_of(made, **other, **change)),
    )


def test_a_release_of_the_first_version_is_as_it_was(made):
    """Its row and its hash have a size band and no nonce."""
    first = {"parameters": 1, "size_band": "5-7", "nonce": "", "key_fingerprint": ""}
    other = {"team_id": make_team().pk}

    assert TrendRelease.objects.create(**fields_of(made, **other, **first)).size_band == "5-7"


def test_a_person_and_an_assessment_stand_once_in_a_release(made):
    token = ReleaseToken.objects.first()
    for fields, name in (
        ({"person_token": token.person_token, "assessment_token": "x"}, "a_person_once_a_release"),
        ({"person_token": "x", "assessment_token": token.assessment_token}, "an_assessment_once"),
    ):
        column = "person_token" if "person" in name else "assessment_token"
        refused(
            f"{name}|{column}",
            lambda fields=fields: ReleaseToken.objects.create(release=made, **fields),
        )


def test_a_person_has_one_home_team(db):
    person = make_person()
    Membership.objects.create(person=person, team=make_team(), joined_at=LONG_AGO, left_at=FIRST)
    Membership.objects.create(person=person, team=make_team(), joined_at=LONG_AGO)

    refused(
        "one_home_team_a_person|person_id",
        lambda: Membership.objects.create(person=person, team=make_team(), joined_at=LONG_AGO),
    )


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("left_after_joined", {"joined_at": FIRST, "left_at": LONG_AGO}),
        (
            "withdrawn_after_consent",
            {"joined_at": LONG_AGO, "consent_at": FIRST, "withdrawn_at": LONG_AGO},
        ),
    ],
)
def test_a_membership_runs_forward(db, name, fields):
    person, team = make_person(), make_team()
    refused(name, lambda: Membership.objects.create(person=person, team=team, **fields))


def test_a_team_is_not_its_own_part_and_ends_after_it_began(db):
    team = make_team()
    refused(
        "a_team_is_not_part_of_itself", lambda: Team.objects.filter(pk=team.pk).update(parent=team)
    )
    refused(
        "dissolved_after_founded",
        lambda: Team.objects.filter(pk=team.pk).update(dissolved_at=LONG_AGO.replace(year=2020)),
    )


def test_doubts_and_vouches_are_about_another_and_said_once(db):
    team, one, other = make_team(), make_person(), make_person()
    doubt, vouch = {"doubted_at": LONG_AGO, "closes_at": FIRST}, {"vouched_at": LONG_AGO}
    for model, fields, name in ((Doubt, doubt, "doubt"), (Vouch, vouch, "vouch")):
        row = {"team": team, "person": one, **fields}
        model.objects.create(**row, by=other)
        refused(
            f"one_{name}_a_member|by_id",
            lambda model=model, row=row: model.objects.create(**row, by=other),
        )
        refused(
            "doubts_another|vouches_for_another",
            lambda model=model, row=row: model.objects.create(**row, by=one),
        )


def test_a_doubt_is_said_before_the_close_it_is_about(db):
    row = {"team": make_team(), "person": make_person(), "by": make_person()}
    refused(
        "a_doubt_is_before_its_close",
        lambda: Doubt.objects.create(**row, doubted_at=FIRST, closes_at=FIRST),
    )


def test_a_used_invitation_has_no_address(db):
    team = make_team()
    membership = Membership.objects.create(person=make_person(), team=team, joined_at=LONG_AGO)
    row = {"team": team, "token_hash": "x", "invited_at": LONG_AGO, "expires_at": FIRST}

    refused(
        "a_used_invitation_has_no_address",
        lambda: Invitation.objects.create(**row, membership=membership, email="a@example.org"),
    )
