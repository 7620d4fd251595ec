"""Consent, and leaving."""

from datetime import UTC, datetime

import pytest
import time_machine
from allauth.account.models import EmailAddress

from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.membership import Membership
from assessments.teams.services import answer_weeks, teams
from tests.factories import NOW, client_of
from tests.teams.doors import answers, leads_to_login
from tests.teams.organisation import LONG_AGO, join, make_team, members
from tests.teams.promise import PROMISE

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(margaret):
    return make_team(margaret)


@pytest.fixture
def you(ada, team):
    """The address of ada's page; she has consented."""
    join(team, ada)
    return f"/teams/{team.code}/you/"


def own(person):
    return Membership.objects.filter(person=person).latest("pk")


def test_page_is_for_members_alone(you, team, mallory_client, margaret_client, grace, grace_client):
    make_team(grace)
    for path in (you, f"{you}leave/"):
        assert leads_to_login(path)
        for client in (mallory_client, grace_client):
            assert answers(client, path, {"step": "withdraw"}) == [404, 404]
    assert answers(margaret_client, f"{you}leave/") == [404, 404]


def test_manager_who_is_not_in_the_team_reads_that_nothing_of_theirs_counts(you, margaret_client):
    """Everybody's team page has the same link, so it must lead them somewhere."""
    assert answers(margaret_client, you, {"step": "give"}) == [200, 200]

    text = margaret_client.get(you).content.decode()
    assert "your own answers are never included" in text
    assert "Neither you nor anybody else in the team sees" in text
    assert "our manager" not in text
    assert "<form" not in text.partition("<main")[2].partition("</main>")[0]


def test_page_tells_where_one_stands(ada_client, you):
    text = ada_client.get(you).content.decode()

    assert "You consented on" in text
    assert "The team is run by Margaret" in text
    assert all(sentence in text for sentence in PROMISE)
    assert "Neither your manager nor anybody else in the team sees" in text
    assert f'href="{you}leave/"' in text


def test_withdrawing_and_consenting_again(ada, ada_client, you):
    for step, has_consented in (("withdraw", False), ("give", True)):
        for _click in range(2):
            assert ada_client.post(you, {"step": step}).url == you
            assert own(ada).has_consented is has_consented
    assert "You consented on" in ada_client.get(you).content.decode()


def test_second_click_keeps_the_first_date(ada, ada_client, you):
    ada_client.post(you, {"step": "withdraw"})
    first = own(ada).withdrawn_at
    ada_client.post(you, {"step": "withdraw"})

    assert own(ada).withdrawn_at == first


def test_who_never_consented_reads_so(ada, ada_client, team):
    join(team, ada, consent=False)

    text = ada_client.get(f"/teams/{team.code}/you/").content.decode()

    assert "You did not consent." in text
    assert 'value="give"' in text
    assert 'value="withdraw"' not in text


@pytest.mark.parametrize("step", ["", "other", "x" * 10_000, "a\x00b"])
def test_unknown_step_changes_nothing(ada, ada_client, you, step):
    assert ada_client.post(you, {"step": step}).status_code == 200
    assert own(ada).has_consented


def test_unverified_address_is_told(ada, ada_client, you):
    assert "until you confirm" not in ada_client.get(you).content.decode()
    EmailAddress.objects.filter(user=ada).update(verified=False)
    assert "until you confirm" in ada_client.get(you).content.decode()


def test_manager_in_the_team_is_told_that_they_do_not_count(margaret, margaret_client, team):
    join(team, margaret)

    text = margaret_client.get(f"/teams/{team.code}/you/").content.decode()

    assert "You run this team, so you are not included" in text
    assert "You see, as the manager" in text
    assert "Your manager sees" not in text


def test_mail_about_the_two_weeks_is_stopped_and_had_again(ada, ada_client, you):
    assert "You would get this e-mail." in ada_client.get(you).content.decode()

    for step, is_on, said in (
        ("stop-reminder", False, "You stopped this e-mail."),
        ("have-reminder", True, "You would get this e-mail."),
    ):
        for _click in range(2):
            assert ada_client.post(you, {"step": step}).url == you
            assert AnswerWeeksReminder.objects.get(person=ada).is_on is is_on
        assert said in ada_client.get(you).content.decode()
    assert own(ada).has_consented


def test_looking_at_the_page_stores_no_choice(ada_client, you):
    ada_client.get(you)

    assert not AnswerWeeksReminder.objects.exists()


def test_two_weeks_stand_on_the_part_of_members_and_manager(you, team):
    answer_weeks.agree_answer_weeks(person=team.manager, code=team.code, weeks=6)

    with time_machine.travel(datetime(2027, 5, 20, tzinfo=UTC), tick=False):
        member, manager = (client_of(each) for each in (members(team)[0], team.manager))
        pages = [client.get(you).content.decode() for client in (member, manager)]

    for page in pages:
        assert "<strong>open now, until 30 May 2027</strong>" in page
    assert "You get this e-mail." in pages[0]
    assert "so not to you" in pages[1]
    assert f'href="/teams/{team.code}/settings/#window"' in pages[1]


@pytest.mark.parametrize("step", ["stop-reminder", "have-reminder"])
def test_manager_who_is_not_in_the_team_has_no_mail_to_stop(margaret_client, you, step):
    margaret_client.post(you, {"step": step})

    assert not AnswerWeeksReminder.objects.exists()


def test_leaving_asks_once_more(ada, ada_client, you):
    text = ada_client.get(f"{you}leave/").content.decode()
    assert "Leave Platform?" in text
    assert own(ada).left_at is None

    for _click in range(2):
        assert ada_client.post(f"{you}leave/").url == "/teams/"
    assert own(ada).left_at is not None
    assert answers(ada_client, you) == [404, 404]
    assert ada_client.get(f"{you}leave/").status_code == 404


def test_who_came_back_can_leave_again(ada, ada_client, team, you):
    ada_client.post(f"{you}leave/")
    join(team, ada)

    assert ada_client.get(f"{you}leave/").status_code == 200
    ada_client.post(f"{you}leave/")
    assert own(ada).left_at is not None


def test_dissolved_team_has_no_page(ada_client, team, you):
    teams.dissolve_team(person=team.manager, code=team.code, at=max(NOW, LONG_AGO))

    assert answers(ada_client, you) == [404, 404]
