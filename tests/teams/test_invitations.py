"""The secret link into a team."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services import invitations, teams
from assessments.teams.services.membership import leave_team
from setframework.people.verified import EmailNotVerified
from tests.assessments.test_services import together
from tests.teams.organisation import DAY, FIRST, join, make_person, make_team

pytestmark = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)

SECOND = timedelta(seconds=1)


@pytest.fixture
def team(margaret):
    return make_team(margaret)


def invite(team, **fields):
    email = f"guest-{Invitation.objects.count()}@example.org"
    fields = {"person": team.manager, "email": email, "at": FIRST} | fields
    return invitations.invite(code=team.code, **fields)


def accept(person, token, *, consent=True, at=FIRST):
    return invitations.accept_invitation(person=person, token=token, consent=consent, at=at)


@pytest.mark.parametrize("consent", [True, False])
def test_joining_asks_for_consent(ada, team, consent):
    invitation, token = invite(team)

    membership = accept(ada, token, consent=consent)

    assert (membership.person, membership.team, membership.joined_at) == (ada, team, FIRST)
    assert membership.consent_at == (FIRST if consent else None)
    assert membership.has_consented is consent
    invitation.refresh_from_db()
    assert (invitation.membership, invitation.email) == (membership, "")


def test_only_a_hash_of_the_secret_is_kept(team):
    invitation, token = invite(team)

    assert token not in str(Invitation.objects.values().get(pk=invitation.pk))
    assert len(token) >= 40


def test_only_the_manager_invites(ada, team, mallory):
    join(team, ada)
    for person in (ada, mallory):
        with pytest.raises(Team.DoesNotExist):
            invite(team, person=person)


def test_inviting_needs_a_verified_address(team):
    EmailAddress.objects.update(verified=False)

    with pytest.raises(EmailNotVerified):
        invite(team)


def test_joining_needs_no_verified_address(ada, team):
    _, token = invite(team)
    EmailAddress.objects.filter(user=ada).update(verified=False)

    assert accept(ada, token).person == ada


def test_an_address_is_invited_into_a_team_once_at_a_time(ada, team):
    _, token = invite(team, email="Ada@example.org")
    with pytest.raises(invitations.AlreadyInvited):
        invite(team, email="ada@EXAMPLE.org")

    assert invite(make_team(), email="ada@example.org")
    accept(ada, token)
    assert invite(team, email="ada@example.org")
    assert invite(team, email="ada@example.org", at=FIRST + 14 * DAY)
    assert invite(team, email="ada@example.org", again=True)


@at_once
def test_two_clicks_at_once_invite_once(team):
    def once():
        return invite(team, email="ada@example.org")

    results = together(once, once)

    assert sorted(type(each).__name__ for each in results) == ["AlreadyInvited", "tuple"]
    assert Invitation.objects.count() == 1


def test_a_link_is_good_for_one_person_however_often_they_click(ada, grace, team):
    _, token = invite(team)

    first, again = accept(ada, token), accept(ada, token, at=FIRST + 90 * DAY)

    assert first == again
    assert Membership.objects.count() == 1
    with pytest.raises(invitations.InvitationGone):
        accept(grace, token)
    leave_team(person=ada, code=team.code, at=FIRST + DAY)
    with pytest.raises(invitations.InvitationGone):
        accept(ada, token)


def test_a_link_runs_out_after_two_weeks(ada, grace, team):
    (_, one), (_, other) = invite(team), invite(team)

    with pytest.raises(invitations.InvitationGone):
        accept(ada, one, at=FIRST + 14 * DAY)
    assert accept(grace, other, at=FIRST + 14 * DAY - SECOND).person == grace


def test_a_link_that_never_was_one_opens_nothing(ada):
    with pytest.raises(invitations.InvitationGone):
        accept(ada, "no such token")


def test_a_dissolved_team_takes_nobody_in(ada, team):
    _, token = invite(team)
    teams.dissolve_team(person=team.manager, code=team.code, at=FIRST)

    with pytest.raises(invitations.InvitationGone):
        accept(ada, token)


def test_an_invitation_can_be_taken_back(ada, team, mallory):
    invitation, token = invite(team)
    with pytest.raises(Team.DoesNotExist):
        invitations.revoke_invitation(person=mallory, code=team.code, invitation=invitation.code)

    invitations.revoke_invitation(person=team.manager, code=team.code, invitation=invitation.code)

    with pytest.raises(invitations.InvitationGone):
        accept(ada, token)


def test_a_used_invitation_is_not_taken_back(ada, team):
    invitation, token = invite(team)
    membership = accept(ada, token)

    with pytest.raises(Invitation.DoesNotExist):
        invitations.revoke_invitation(
            person=team.manager, code=team.code, invitation=invitation.code
        )
    assert Membership.objects.get() == membership


def test_somebody_at_home_elsewhere_has_to_leave_first(ada, grace, team):
    home = make_team(grace)
    join(home, ada)
    _, token = invite(team)

    with pytest.raises(invitations.HasHomeTeam) as error:
        accept(ada, token)
    assert error.value.team == home

    leave_team(person=ada, code=home.code, at=FIRST)
    assert accept(ada, token).team == team


def test_a_member_who_follows_another_link_stays_as_they_are(ada, team):
    membership = join(team, ada)
    invitation, token = invite(team)

    assert accept(ada, token) == membership
    invitation.refresh_from_db()
    assert invitation.membership is None


def test_a_team_has_not_endless_invitations_open(monkeypatch, ada, team):
    monkeypatch.setattr(invitations, "MAX_INVITATIONS", 2)
    _, token = invite(team)
    invite(team)
    with pytest.raises(invitations.TooManyInvitations):
        invite(team)

    accept(ada, token)
    invite(team)
    assert invite(team, at=FIRST + 15 * DAY)


@at_once
def test_one_link_followed_twice_at_once_takes_one_person_in(ada, grace, team):
    _, token = invite(team)

    results = together(lambda: accept(ada, token), lambda: accept(grace, token))

    assert sorted(type(each).__name__ for each in results) == ["InvitationGone", "Membership"]
    assert Membership.objects.count() == 1


@at_once
def test_two_links_followed_at_once_give_one_home(ada, team):
    _, one = invite(team)
    _, other = invite(make_team())[0], invite(make_team())[1]

    results = together(lambda: accept(ada, one), lambda: accept(ada, other))

    assert sorted(type(each).__name__ for each in results) == ["HasHomeTeam", "Membership"]
    assert Membership.objects.filter(person=ada).count() == 1


def test_run_out_invitations_are_deleted_with_their_addresses(ada, team):
    invite(team)
    _, token = invite(team)
    membership = accept(ada, token)
    kept, _ = invite(team, at=FIRST + DAY)

    assert invitations.purge_invitations(before=FIRST + 14 * DAY + SECOND) == 2
    assert list(Invitation.objects.all()) == [kept]
    membership.refresh_from_db()
    assert membership.left_at is None


def test_an_erased_account_leaves_no_invitation(team):
    person = make_person()
    _, token = invite(team)
    accept(person, token)

    person.delete()

    assert not Invitation.objects.exists()
    assert not Membership.objects.exists()
