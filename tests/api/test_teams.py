"""teams/: found, read, invite, join, consent, withdraw, leave."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from assessments.teams.models.doubts import Doubt
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services import answer_weeks, invitations, teams
from tests.api.client import Api
from tests.api.conftest import token_of
from tests.factories import NOW, make_user
from tests.teams.organisation import join, make_team

DAY = timedelta(days=1)
EMAIL = {"email": "ada@example.org"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_margaret(margaret):
    return Api(headers={"Authorization": f"Bearer {token_of(margaret)}"})


@pytest.fixture
def team(margaret, ada):
    team = make_team(margaret, at=NOW)
    join(team, ada, at=NOW)
    return team


@pytest.fixture
def at(team):
    return f"teams/{team.code}/"


@pytest.fixture
def token(margaret):
    """Of an invitation into a team that nobody is in yet."""
    team = make_team(margaret, at=NOW)
    return invitations.invite(person=margaret, code=team.code, email="x@example.org", at=NOW)[1]


def unverify(person):
    person.emailaddress_set.update(verified=False)


def membership(person):
    return Membership.objects.filter(person=person).order_by("-pk").first()


# Found


def test_who_founds_a_team_manages_it_and_is_not_in_it(as_margaret, margaret):
    response = as_margaret.post("teams/", {"name": "  Web \n platform "})

    team = Team.objects.get(manager=margaret)
    assert (response.status_code, response.json()) == (
        201,
        {
            "code": str(team.code),
            "name": "Web platform",
            "manager": "Margaret",
            "parent": None,
            "window": None,
            "is_manager": True,
            "consent": None,
            "roster": [],
        },
    )


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["name"]),
        ({"name": ""}, ["name"]),
        ({"name": " \t"}, ["name"]),
        ({"name": "\u202e\u200b"}, ["name"]),
        ({"name": 5}, ["name"]),
        ({"name": None}, ["name"]),
        ({"name": "a\x00b"}, ["detail"]),
        ({"name": "x" * 81}, ["name"]),
        ({"name": "x" * 10_000}, ["name"]),
        ({"name": "Web", "parent": None, "code": "x"}, ["parent", "code"]),
        ([], ["non_field_errors"]),
    ],
)
def test_wrong_team_is_refused_by_field(as_margaret, body, fields):
    response = as_margaret.post("teams/", body)

    assert (response.status_code, list(response.json())) == (400, fields)
    assert not Team.objects.exists()


def test_founding_needs_a_verified_address(as_margaret, margaret):
    unverify(margaret)

    response = as_margaret.post("teams/", {"name": "Web"})

    assert (response.status_code, response.json()["code"]) == (403, "email_not_verified")


def test_only_staff_founds_where_the_site_says_so(as_margaret, margaret, settings):
    settings.ONLY_STAFF_FOUND_TEAMS = True
    assert as_margaret.post("teams/", {"name": "Web"}).status_code == 403

    margaret.is_staff = True
    margaret.save()
    assert as_margaret.post("teams/", {"name": "Web"}).status_code == 201


def test_there_is_an_end_to_founding(as_margaret, monkeypatch):
    monkeypatch.setattr("assessments.teams.services.teams.MAX_TEAMS", 1)
    as_margaret.post("teams/", {"name": "Web"})

    assert as_margaret.post("teams/", {"name": "Api"}).status_code == 409


def test_program_means_each_team_that_it_founds(as_margaret):
    """The page takes a second one of the name for a second click."""
    first, second = (as_margaret.post("teams/", {"name": "Web"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["code"] != second.json()["code"]


# Read


def test_member_and_manager_read_the_same_but_for_what_is_their_own(
    as_ada, as_margaret, ada, grace, margaret, team, at
):
    above = make_team(grace, name="Above", at=NOW)
    Team.objects.filter(pk=team.pk).update(parent=above)
    zoe = join(team, make_user(name="Zoe"), consent=False, at=NOW)
    Doubt.objects.create(
        team=team, person=zoe.person, by=ada, doubted_at=NOW, closes_at=NOW + timedelta(days=90)
    )
    shared = {
        "code": str(team.code),
        "name": "Platform",
        "manager": "Margaret",
        "parent": str(above.code),
        "window": {"weeks": 6, "first_on": "2026-11-16", "last_on": "2026-11-29"},
    }
    answer_weeks.agree_answer_weeks(person=margaret, code=team.code, weeks=6)
    roster = [
        {"code": str(membership(ada).code), "name": "Ada"},
        {"code": str(zoe.code), "name": "Zoe"},
    ]

    for api, own in (
        (as_ada, {"is_manager": False, "consent": True}),
        (as_margaret, {"is_manager": True, "consent": None}),
    ):
        assert api.get(at).json() == shared | own | {"roster": roster}
        assert api.get("teams/").json()["results"] == [shared | own]


def test_team_without_a_manager_goes_on(as_ada, team, at, margaret):
    margaret.delete()

    assert as_ada.get(at).json()["manager"] is None


def test_window_is_the_one_that_is_open_or_comes_next(as_ada, margaret, team, at):
    answer_weeks.agree_answer_weeks(person=margaret, code=team.code, weeks=4)
    assert as_ada.get(at).json()["window"] == {
        "weeks": 4,
        "first_on": "2026-11-30",
        "last_on": "2026-12-13",
    }

    with time_machine.travel(NOW + 20 * DAY, tick=False):
        later = Api(headers={"Authorization": f"Bearer {token_of(margaret)}"})
        assert later.get(at).json()["window"]["first_on"] == "2027-05-31"


def test_list_is_by_name_in_pages(as_ada, ada, team):
    make_team(ada, name="Api", at=NOW)

    page = as_ada.get("teams/?limit=1").json()
    rest = as_ada.get("teams/?limit=1&offset=1").json()

    assert [each["name"] for each in page["results"] + rest["results"]] == ["Api", "Platform"]
    assert (page["previous"], rest["next"]) == (None, None)
    assert page["next"].endswith("teams/?limit=1&offset=1")


ADDRESSES = [
    ("GET", ""),
    ("GET", "releases/"),
    ("POST", "invitations/"),
    ("POST", "consent/"),
    ("POST", "withdraw/"),
    ("POST", "leave/"),
]


@pytest.mark.parametrize(("method", "below"), ADDRESSES)
@pytest.mark.parametrize("body", [b"", b"{}", b'{"email": "x@example.org"}', b'{"x": 1}'])
def test_others_find_nothing(as_mallory, mallory, grace, margaret, team, at, method, below, body):
    """A stranger who manages another team, in a third one, and the manager of the team above."""
    above = join(make_team(grace, at=NOW), mallory, at=NOW).team
    make_team(mallory, at=NOW)
    Team.objects.filter(pk=team.pk).update(parent=above)
    as_grace = Api(headers={"Authorization": f"Bearer {token_of(grace)}"})

    for api in (as_mallory, as_grace):
        assert api.send(method, at + below, body).status_code == 404
        missing = api.send(method, f"teams/{uuid4()}/{below}", body)
        assert missing.json() == api.send(method, at + below, body).json()


def test_nobody_asks_without_credentials(anyone, at):
    assert anyone.get("teams/").status_code == 401
    for method, below in ADDRESSES:
        assert anyone.send(method, at + below, b"{}").status_code == 401
    assert anyone.post("teams/join/", {"token": "x", "consent": True}).status_code == 401


# Invite


def test_manager_invites_and_is_told_the_secret_once(as_margaret, team, at):
    response = as_margaret.post(at + "invitations/", {"email": "Grace@example.org"})

    assert (response.status_code, list(response.json())) == (201, ["token"])
    invitation = Invitation.objects.get(membership=None)
    assert (invitation.team, invitation.email) == (team, "grace@example.org")
    assert response.json()["token"] not in vars(invitation).values()


def test_members_do_not_invite(as_ada, at):
    assert as_ada.post(at + "invitations/", EMAIL).status_code == 404


@pytest.mark.parametrize("email", ["", "x", 5, None, ["a@example.org"]])
def test_wrong_address_is_refused(as_margaret, at, email):
    response = as_margaret.post(at + "invitations/", {"email": email})

    assert (response.status_code, list(response.json())) == (400, ["email"])


def test_endless_address_and_unknown_fields_are_refused(as_margaret, at):
    endless = {"email": "x" * 10_000 + "@example.org"}
    assert list(as_margaret.post(at + "invitations/", endless).json()) == ["email"]
    null = as_margaret.post(at + "invitations/", {"email": "a\x00@example.org"})
    assert (null.status_code, list(null.json())) == (400, ["detail"])
    unknown = as_margaret.post(at + "invitations/", EMAIL | {"role": "admin"})
    assert (unknown.status_code, list(unknown.json())) == (400, ["role"])


def test_inviting_needs_a_verified_address(as_margaret, margaret, at):
    unverify(margaret)

    response = as_margaret.post(at + "invitations/", EMAIL)

    assert (response.status_code, response.json()["code"]) == (403, "email_not_verified")


def test_there_is_an_end_to_inviting(as_margaret, at, monkeypatch):
    monkeypatch.setattr("assessments.teams.services.invitations.MAX_INVITATIONS", 1)
    assert as_margaret.post(at + "invitations/", EMAIL).status_code == 201

    other = {"email": "grace@example.org"}
    refused = as_margaret.post(at + "invitations/", other)
    assert (refused.status_code, "Too many" in refused.json()["detail"]) == (409, True)


def test_program_may_invite_an_address_again(as_margaret, at):
    tokens = {as_margaret.post(at + "invitations/", EMAIL).json()["token"] for _ in range(2)}

    assert len(tokens) == Invitation.objects.filter(membership=None).count() == 2


# Join


@pytest.mark.parametrize("consent", [True, False])
def test_join_says_whether_one_may_be_counted(as_ada, ada, token, consent):
    response = as_ada.post("teams/join/", {"token": token, "consent": consent})

    assert response.status_code == 200
    assert response.json()["consent"] is consent
    assert [entry["name"] for entry in response.json()["roster"]] == ["Ada"]
    assert membership(ada).consent_at == (NOW if consent else None)


def test_joining_needs_no_verified_address(as_ada, ada, token):
    """Who has none is not counted: tests/disclosure/test_members.py."""
    unverify(ada)

    assert as_ada.post("teams/join/", {"token": token, "consent": True}).status_code == 200
    assert membership(ada).consent_at == NOW


def test_join_again_changes_nothing(as_ada, ada, token):
    first = as_ada.post("teams/join/", {"token": token, "consent": False})
    again = as_ada.post("teams/join/", {"token": token, "consent": True})

    assert (again.status_code, again.json()) == (200, first.json())
    assert membership(ada).consent_at is None


def test_unknown_used_and_old_invitations_are_alike(as_ada, as_mallory, token):
    unknown = as_ada.post("teams/join/", {"token": "guess", "consent": True})
    with time_machine.travel(NOW + 14 * DAY, tick=False):
        late = Api(headers={"Authorization": f"Bearer {token_of(make_user())}"})
        old = late.post("teams/join/", {"token": token, "consent": True})
    as_ada.post("teams/join/", {"token": token, "consent": True})
    used = as_mallory.post("teams/join/", {"token": token, "consent": True})

    assert [each.status_code for each in (unknown, old, used)] == [404, 404, 404]
    assert unknown.json() == old.json() == used.json()


def test_who_is_in_another_team_leaves_it_first(as_ada, team, token):
    response = as_ada.post("teams/join/", {"token": token, "consent": True})

    assert (response.status_code, response.json()["code"]) == (409, str(team.code))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"consent": "yes"}, ["consent"]),
        ({"consent": 1}, ["consent"]),
        ({"consent": None}, ["consent"]),
        ({"token": 5}, ["token"]),
        ({"token": "\x00"}, ["detail"]),
        ({"token": "x" * 10_000}, ["token"]),
        ({"name": "Ada"}, ["name"]),
    ],
)
def test_wrong_join_is_refused_by_field(as_ada, ada, token, change, fields):
    response = as_ada.post("teams/join/", {"token": token, "consent": True} | change)

    assert (response.status_code, list(response.json())) == (400, fields)
    assert membership(ada) is None


def test_consent_is_never_assumed(as_ada, ada, token):
    response = as_ada.post("teams/join/", {"token": token})

    assert (response.status_code, list(response.json())) == (400, ["consent"])


# Consent, withdraw, leave


def test_withdraw_and_consent_are_repeated_without_harm(as_ada, ada, at):
    for verb, consent in (("withdraw/", False), ("consent/", True)):
        first = as_ada.post(at + verb, {})
        with time_machine.travel(NOW + timedelta(hours=1), tick=False):
            again = as_ada.send("POST", at + verb, b"")
        assert (first.status_code, again.status_code) == (200, 200)
        assert first.json() == again.json() == as_ada.get(at).json()
        assert first.json()["consent"] is consent
    assert (membership(ada).consent_at, membership(ada).withdrawn_at) == (NOW, None)


def test_leave_is_at_once_and_repeated_without_harm(as_ada, ada, at):
    assert as_ada.post(at + "leave/", {}).status_code == 204
    assert as_ada.get(at).status_code == 404
    assert as_ada.post(at + "consent/", {}).status_code == 404
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert as_ada.post(at + "leave/", {}).status_code == 204
    assert membership(ada).left_at == NOW


def test_who_came_back_can_leave_again(as_ada, ada, team, at):
    as_ada.post(at + "leave/", {})
    join(team, ada, at=NOW)

    assert as_ada.post(at + "leave/", {}).status_code == 204
    assert not Membership.objects.filter(left_at=None).exists()


@pytest.mark.parametrize("verb", ["consent/", "withdraw/", "leave/"])
def test_who_only_manages_has_nothing_to_decide(as_margaret, at, verb):
    assert as_margaret.post(at + verb, {}).status_code == 409


@pytest.mark.parametrize("verb", ["consent/", "withdraw/", "leave/"])
def test_steps_take_no_field(as_ada, ada, at, verb):
    before = Membership.objects.filter(person=ada).values().get()

    response = as_ada.post(at + verb, {"person": "x"})

    assert (response.status_code, list(response.json())) == (400, ["person"])
    assert Membership.objects.filter(person=ada).values().get() == before


def test_dissolved_team_is_gone(as_ada, as_margaret, margaret, team, at):
    teams.dissolve_team(person=margaret, code=team.code, at=NOW)

    for api in (as_ada, as_margaret):
        assert api.get(at).status_code == api.get(at + "releases/").status_code == 404
        assert api.get("teams/").json()["results"] == []
