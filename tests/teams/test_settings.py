"""How a team is run."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.ties import find_tie
from assessments.teams.services import answer_weeks, invitations, managers, membership, ties
from tests.teams.doors import answers, leads_to_login
from tests.teams.organisation import DAY, join, make_part, make_person, make_team
from tests.teams.pages import page_of, words_of

pytestmark = pytest.mark.django_db
PARTS = ["", "name/", "invitations/", "window/", "parent/", "hand-over/", "dissolve/"]


@pytest.fixture
def team(margaret):
    return make_team(margaret)


@pytest.fixture
def settings_page(team):
    return f"/teams/{team.code}/settings/"


def invite(client, settings_page, email="ada@example.org"):
    return client.post(f"{settings_page}invitations/", {"email": email})


def link_in(response):
    return re.search(r"data-link>([^<]*)<", response.content.decode())[1]


@pytest.mark.parametrize("part", PARTS)
def test_settings_are_for_the_manager_alone(
    team, settings_page, part, ada, ada_client, mallory_client, grace, grace_client
):
    join(team, ada)
    make_team(grace)
    path = settings_page + part
    assert leads_to_login(path)
    for client in (ada_client, mallory_client, grace_client):
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "X", "weeks": "6"}).status_code == 404
    team.refresh_from_db()
    assert (team.name, team.dissolved_at, team.answer_weeks) == ("Platform", None, None)


def test_nobody_else_revokes(team, settings_page, mallory_client, grace, grace_client):
    make_team(grace)
    now = timezone.now()
    invitation, _ = invitations.invite(
        person=team.manager, code=team.code, email="ada@example.org", at=now
    )
    path = f"{settings_page}invitations/{invitation.code}/revoke/"
    own = f"/teams/{Team.objects.get(manager=grace).code}/settings/invitations/"

    for client in (mallory_client, grace_client):
        assert client.post(path).status_code == 404
    grace_client.post(f"{own}{invitation.code}/revoke/")
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_renaming(team, settings_page, margaret_client):
    assert margaret_client.post(f"{settings_page}name/", {"name": "New"}).url == settings_page
    team.refresh_from_db()
    assert team.name == "New"

    response = margaret_client.post(f"{settings_page}name/", {"name": ""})
    text = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in text
    assert 'href="#id_name"' in text
    assert "Run New" in text


def test_invitation_shows_its_link_once_and_sends_it(settings_page, margaret_client, ada_client):
    response = invite(margaret_client, settings_page)

    link, (letter,) = link_in(response), mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "You are invited to a team"
    assert "Margaret invites you to the team “Platform”." in letter.body
    assert link in letter.body
    (html,) = [each.content for each in letter.alternatives]
    assert f'href="{link}"' in html
    assert ada_client.get("/teams/join/" + link.split("/join/")[1]).status_code == 200
    assert link.split("/join/")[1] not in margaret_client.get(settings_page).content.decode()


@pytest.mark.parametrize(
    ("team_name", "manager_name", "first_line"),
    [
        ("Platform", "", "margaret@example.org invites you to the team “Platform”."),
        ("win at evil.example", "Margaret", "Margaret invites you to a team."),
        ("Platform", "http://evil", "You are invited to a team."),
    ],
)
def test_letter_leads_nowhere_else(team, margaret, team_name, manager_name, first_line):
    margaret.name = manager_name
    team.name = team_name
    team.save()
    invitations.invite(person=margaret, code=team.code, email="ada@example.org", at=timezone.now())

    assert mail.outbox[0].body.splitlines()[0] == first_line
    assert "evil" not in mail.outbox[0].body


def test_second_click_sends_no_second_letter(settings_page, margaret_client):
    invite(margaret_client, settings_page)
    response = invite(margaret_client, settings_page, "ADA@example.org")

    assert "This address is invited already" in response.content.decode()
    assert (len(mail.outbox), Invitation.objects.count()) == (1, 1)


@pytest.mark.parametrize("email", ["", "ada", "x" * 10_000 + "@example.org", "a\x00@example.org"])
def test_address_that_is_none_is_refused(settings_page, margaret_client, email):
    response = invite(margaret_client, settings_page, email)

    assert response.status_code == 200
    assert "<title>Error:" in response.content.decode()
    assert not Invitation.objects.exists()


def test_open_invitations_are_listed_and_revoked(team, settings_page, margaret_client):
    now = timezone.now()
    made = {
        email: invitations.invite(person=team.manager, code=team.code, email=email, at=at)
        for email, at in (("open@example.org", now), ("late@example.org", now - 15 * DAY))
    }
    text = margaret_client.get(settings_page).content.decode()
    assert "open@example.org" in text
    assert "late@example.org" not in text

    invitation, token = made["open@example.org"]
    path = f"{settings_page}invitations/{invitation.code}/revoke/"
    for words in ("opens nothing any more", "not open any more"):
        response = margaret_client.post(path, follow=True)
        assert words in response.content.decode()
    assert margaret_client.get(f"/teams/join/{token}/").status_code == 404


def test_too_many_invitations_are_refused(settings_page, margaret_client, monkeypatch):
    monkeypatch.setattr(invitations, "MAX_INVITATIONS", 1)
    invite(margaret_client, settings_page)

    text = invite(margaret_client, settings_page, "grace@example.org").content.decode()

    assert "You have reached the limit of open invitations" in text


def test_letters_have_a_limit(settings_page, margaret_client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"letter_sender": "1/h/key"}
    invite(margaret_client, settings_page)

    text = invite(margaret_client, settings_page, "grace@example.org").content.decode()

    assert "Too many e-mails have gone out. Nothing was sent" in text
    assert len(mail.outbox) == Invitation.objects.count() == 1


@time_machine.travel(datetime(2027, 6, 3, 9, tzinfo=UTC), tick=False)
def test_two_weeks_are_offered_with_their_coming_days(team):
    said = words_of(page_of(team.manager, team, "settings"))

    assert "About 6 weeks: 15 November to 28 November 2027" in said  # those of May are over
    assert "About 4 weeks: open now, until 13 June 2027" in said
    assert "About 3 weeks: 7 June to 20 June 2027" in said
    assert "No answer weeks, no e-mail" in said


@pytest.mark.parametrize(("sent", "weeks"), [("6", 6), ("4", 4), ("3", 3), ("none", None)])
def test_two_weeks_are_agreed_on(team, settings_page, margaret_client, sent, weeks):
    Team.objects.update(answer_weeks=3 if weeks is None else None)

    for _click in range(2):
        response = margaret_client.post(f"{settings_page}window/", {"weeks": sent}, follow=True)
        assert response.redirect_chain == [(settings_page, 302)]
        team.refresh_from_db()
        assert team.answer_weeks == weeks
    checked = re.findall(r'name="weeks" value="(\w+)"[^>]*checked', response.content.decode())
    assert checked == [sent]


@pytest.mark.parametrize("sent", [{}, *({"weeks": each} for each in ("", "5", "0", "6.0", "x"))])
def test_other_weeks_are_refused(team, settings_page, margaret_client, sent):
    Team.objects.update(answer_weeks=6)

    response = margaret_client.post(f"{settings_page}window/", sent)

    text = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in text
    assert "Choose what the team agreed on." in text
    team.refresh_from_db()
    assert team.answer_weeks == 6


def test_settings_never_tell_who_stopped_the_mail(team, settings_page, margaret_client, ada):
    join(team, ada)
    answer_weeks.agree_answer_weeks(person=team.manager, code=team.code, weeks=6)

    def pages():
        own = settings_page.removesuffix("settings/")
        made = [margaret_client.get(own + part).content for part in ("", "roster/", "you/")]
        return [*made, words_of(margaret_client.get(settings_page).content.decode())]

    before = pages()
    answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=False)
    assert pages() == before


def test_handing_over_needs_the_other_to_accept(
    team, settings_page, margaret_client, ada, ada_client, mallory_client
):
    path, answer = f"{settings_page}hand-over/", f"/teams/{team.code}/take-over/"
    assert "Nobody else is in the team" in margaret_client.get(path).content.decode()
    member = join(team, ada)
    for sent in ({}, {"to": "x"}, {"to": str(join(make_team()).code)}):
        response = margaret_client.post(path, sent)
        assert response.status_code == 200
        assert "<title>Error:" in response.content.decode()
    assert ada_client.post(answer, {"step": "accept"}).url == "/teams/"
    for _click in range(2):
        assert margaret_client.post(path, {"to": str(member.code)}).url == settings_page
    assert "Ada is asked to run the team" in words_of(margaret_client.get(path).content.decode())
    team.refresh_from_db()
    assert team.manager != ada

    assert "You are asked to run the team" in ada_client.get("/teams/").content.decode()
    assert "Run Platform?" in ada_client.get(answer).content.decode()
    assert answers(mallory_client, answer, {"step": "accept"}) == [404, 404]
    assert ada_client.post(answer, {"step": "x"}).status_code == 404
    assert ada_client.post(answer, {"step": "accept"}).url == settings_page
    assert ada_client.post(answer, {"step": "accept"}).url == "/teams/"

    team.refresh_from_db()
    assert team.manager == ada
    # The question, and the answer to whoever asked.
    assert [letter.to for letter in mail.outbox] == [[ada.email], ["margaret@example.org"]]
    assert answers(margaret_client, path) == [404, 404]
    assert ada_client.get(settings_page).status_code == 200


def test_who_is_asked_declines_or_is_asked_no_more(
    team, settings_page, margaret, margaret_client, ada, ada_client
):
    path, answer = f"{settings_page}hand-over/", f"/teams/{team.code}/take-over/"
    member = join(team, ada)
    margaret_client.post(path, {"to": str(member.code)})
    assert ada_client.post(answer, {"step": "decline"}).url == "/teams/"
    margaret_client.post(path, {"to": str(member.code)})
    assert margaret_client.post(path, {"step": "take-back"}).url == settings_page
    assert ada_client.get(answer).url == "/teams/"

    team.refresh_from_db()
    assert (team.manager, team.next_manager) == (margaret, None)


def test_who_has_left_can_not_be_chosen(team, settings_page, margaret_client, ada):
    path, member = f"{settings_page}hand-over/", join(team, ada)
    join(team)
    membership.leave_team(person=ada, code=team.code, at=timezone.now())

    text = margaret_client.post(path, {"to": str(member.code)}).content.decode()

    assert "This person is not in the team any more. Choose another." in text


@pytest.mark.parametrize(
    ("team_name", "manager_name", "first_line"),
    [
        ("Platform", "Margaret", "Margaret asks you to run the team “Platform”."),
        ("Platform", "", "margaret@example.org asks you to run the team “Platform”."),
        ("Platform", "http://evil", "You are asked to run the team “Platform”."),
        ("win at evil.example", "Margaret", "You are asked to run a team."),
    ],
)
def test_who_is_asked_gets_a_letter(team, margaret, ada, team_name, manager_name, first_line):
    margaret.name, team.name = manager_name, team_name
    margaret.save()
    team.save()
    member = join(team, ada)
    managers.offer_team(person=margaret, code=team.code, to=member.code)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["ada@example.org"], "You are asked to run a team")
    assert letter.body.splitlines()[0] == first_line
    assert f"/teams/{team.code}/take-over/" in letter.body
    assert "evil" not in letter.body
    (html,) = [each.content for each in letter.alternatives]
    assert re.search(rf'href="[^"]*/teams/{team.code}/take-over/"', html)


def test_manager_can_not_be_chosen(team, settings_page, margaret, margaret_client):
    own = join(team, margaret)

    response = margaret_client.post(f"{settings_page}hand-over/", {"to": str(own.code)})

    assert "<title>Error:" not in margaret_client.get(settings_page).content.decode()
    assert response.status_code == 200
    team.refresh_from_db()
    assert team.manager == margaret


def test_parent_is_chosen_among_own_teams(team, settings_page, margaret, margaret_client):
    above, strange = make_team(margaret, name="Engineering"), make_team(name="Not mine")
    text = margaret_client.get(settings_page).content.decode()
    assert str(above.code) in text
    assert "Not mine" not in text

    for sent, parent in ((above.code, above), (strange.code, above), ("", None)):
        margaret_client.post(f"{settings_page}parent/", {"parent": str(sent)})
        team.refresh_from_db()
        assert team.parent == parent


def test_circle_is_refused(team, settings_page, margaret, margaret_client):
    below = make_team(margaret, name="Below")
    ties.set_parent(person=margaret, code=below.code, parent=team.code, at=timezone.now())

    response = margaret_client.post(f"{settings_page}parent/", {"parent": str(below.code)})

    assert "can&#x27;t be part of one that is part of it" in response.content.decode()
    team.refresh_from_db()
    assert team.parent is None


def test_parent_that_the_manager_does_not_see_can_stay(team, settings_page, margaret_client):
    above = make_team(name="Engineering")
    make_part(team, above)
    assert "Engineering" in margaret_client.get(settings_page).content.decode()

    margaret_client.post(f"{settings_page}parent/", {"parent": str(above.code)})

    team.refresh_from_db()
    assert team.parent == above


def test_manager_above_agrees_and_ends_it(
    team, settings_page, margaret_client, grace, grace_client, mallory_client
):
    above = make_team(grace, name="Engineering")
    join(above, team.manager)
    margaret_client.post(f"{settings_page}parent/", {"parent": str(above.code)})
    text = words_of(margaret_client.get(settings_page).content.decode())
    assert "The person who runs “Engineering” is asked and has not agreed yet." in text
    assert "asks to be part of it" in grace_client.get(f"/teams/{above.code}/settings/").text
    path = f"/teams/{above.code}/settings/parts/{find_tie(team).code}/"
    assert mallory_client.post(path, {"step": "agree"}).status_code == 404
    assert margaret_client.post(path, {"step": "agree"}).status_code == 404
    assert grace_client.post(path, {"step": "x"}).status_code == 404
    for step, parent in (("agree", above), ("agree", above), ("end", None), ("end", None)):
        assert grace_client.post(path, {"step": step}).url == f"/teams/{above.code}/settings/"
        team.refresh_from_db()
        assert team.parent == parent


def test_dissolving_asks_once_more(team, settings_page, margaret_client, ada):
    member = join(team, ada)
    path = f"{settings_page}dissolve/"
    assert "Dissolve Platform?" in margaret_client.get(path).content.decode()
    team.refresh_from_db()
    assert team.dissolved_at is None

    for _click in range(2):
        assert margaret_client.post(path).url == "/teams/"
    team.refresh_from_db()
    assert team.dissolved_at is not None
    assert Membership.objects.get(pk=member.pk).left_at is not None
    assert margaret_client.get(path).status_code == 404
    assert answers(margaret_client, f"{settings_page}name/", {"name": "X"}) == [404, 404]


def test_team_without_a_manager_goes_on(team, ada, ada_client):
    join(team, ada)
    Team.objects.filter(pk=team.pk).update(manager=None)
    for path in ("you/", "roster/"):
        text = ada_client.get(f"/teams/{team.code}/{path}").content.decode()
        assert "nobody at present" in text


def test_hostile_names_are_text(margaret, margaret_client):
    team = make_team(margaret, name="<script>x</script>")
    join(team, make_person("<i>Eve</i>", since=timezone.now() - timedelta(days=1)))

    for path in ("settings/", "settings/hand-over/", "settings/dissolve/", "roster/"):
        text = margaret_client.get(f"/teams/{team.code}/{path}").content.decode()
        assert "<script>x" not in text
        assert "<i>Eve" not in text
