"""The mail about a team's two weeks: to everybody alike, once a half-year, stopped at once."""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from assessments.models.reminders import Reminder
from assessments.teams import tasks
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.answer_weeks import list_due_in_answer_weeks
from assessments.teams.services import answer_weeks, doubts, membership, teams
from tests.assessments.taking import text
from tests.assessments.test_services import together
from tests.factories import make_reminder, make_user
from tests.teams.organisation import DAY, FIRST, LONG_AGO, SECOND, join, make_person, make_team, sit

at_once = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db

# Six weeks before FIRST: from Monday 17 to Sunday 30 May 2027.
OPENS = datetime(2027, 5, 17, tzinfo=UTC)
OVER = datetime(2027, 5, 31, tzinfo=UTC)
NEXT = datetime(2027, 11, 15, tzinfo=UTC)  # and before SECOND
HOUR = timedelta(hours=1)


@pytest.fixture
def team(margaret, ada):
    """Margaret's, with ada in it, and with two weeks six weeks before the close."""
    team = make_team(margaret)
    join(team, ada)
    return agree(team, 6)


def agree(team, weeks):
    return answer_weeks.agree_answer_weeks(person=team.manager, code=team.code, weeks=weeks)


def send(at=OPENS):
    return answer_weeks.send_answer_weeks_reminders(at=at)


def reminders():
    """The mails that went out, but for invitations."""
    return [message for message in mail.outbox if "answer weeks" in message.subject]


def recipients():
    return sorted(address for message in reminders() for address in message.to)


def own(person):
    return AnswerWeeksReminder.objects.get(person=person)


# What the team agreed on


@pytest.mark.parametrize("weeks", [6, 4, 3, None])
def test_manager_writes_down_what_the_team_agreed_on(team, weeks):
    agree(team, weeks)

    assert Team.objects.get(pk=team.pk).answer_weeks == weeks


@pytest.mark.parametrize("who", ["ada", "mallory"])
def test_nobody_else_does(team, request, who):
    with pytest.raises(Team.DoesNotExist):
        answer_weeks.agree_answer_weeks(
            person=request.getfixturevalue(who), code=team.code, weeks=3
        )

    assert Team.objects.get(pk=team.pk).answer_weeks == 6


@pytest.mark.parametrize("weeks", [0, 1, 5, 26])
def test_database_refuses_other_weeks(team, weeks):
    with pytest.raises(IntegrityError, match="a_team_window_begins"), transaction.atomic():
        Team.objects.filter(pk=team.pk).update(answer_weeks=weeks)


@pytest.mark.parametrize("half", [{"claimed_for": OPENS.date()}, {"claimed_at": OPENS}])
def test_database_refuses_half_a_claim(ada, half):
    with pytest.raises(IntegrityError, match="was_claimed_at_a_moment"), transaction.atomic():
        AnswerWeeksReminder.objects.create(person=ada, **half)


# When


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (OPENS - timedelta(seconds=1), 0),
        (OPENS, 1),
        (OPENS + 9 * DAY, 1),  # the worker was away: it catches up
        (OVER - timedelta(seconds=1), 1),
        (OVER, 0),  # never afterwards
        (FIRST - HOUR, 0),
        (FIRST, 0),
    ],
)
def test_mail_goes_out_while_the_two_weeks_last(team, at, sent):
    assert send(at) == sent
    assert len(reminders()) == sent


def test_mail_goes_out_once_in_a_half_year(team, ada):
    counts = [send(OPENS + number * HOUR) for number in range(0, 15 * 24, 8)]
    assert counts == [1] + [0] * (len(counts) - 1)
    assert (own(ada).claimed_for, own(ada).claimed_at) == (FIRST.date(), OPENS)

    assert [send(NEXT - DAY), send(NEXT), send(NEXT + DAY)] == [0, 1, 0]
    assert own(ada).claimed_for == SECOND.date()


def test_team_without_such_weeks_reminds_nobody(team):
    agree(team, None)

    assert [send(OPENS + number * DAY) for number in range(45)] == [0] * 45


def test_job_sends_what_is_due_now(team):
    with time_machine.travel(OPENS, tick=False):
        assert tasks.send_window_reminders.func() == 1


# To whom: all alike


def test_everybody_in_the_team_gets_it_whatever_they_did(team, ada, margaret):
    join(team, margaret)
    quiet, busy, doubted = (make_person(name) for name in ("Quiet", "Busy", "Doubted"))
    join(team, quiet, consent=False)
    join(team, busy)
    sit(busy, OPENS - DAY)
    withdrawn = make_person("Withdrawn")
    join(team, withdrawn)
    membership.withdraw_consent(person=withdrawn, code=team.code, at=LONG_AGO + DAY)
    doubts.doubt(person=ada, code=team.code, member=join(team, doubted).code, at=LONG_AGO)
    everybody = [ada, margaret, quiet, busy, doubted, withdrawn]

    assert send() == len(everybody)

    assert recipients() == sorted(person.email for person in everybody)
    said = {
        message.body.replace(person.name, "NAME").replace(own(person).stop_token, "TOKEN")
        for person in everybody
        for message in reminders()
        if message.to == [person.email]
    }
    assert len(said) == 1


def test_manager_who_is_not_in_the_team_and_others_get_none(team, ada, margaret, mallory):
    join(make_team(name="Another"), mallory)

    send()

    assert recipients() == [ada.email]


@pytest.mark.parametrize("change", ["unconfirmed", "moved", "closed", "left", "dissolved"])
def test_nobody_is_reminded_who_must_not_be(team, ada, change):
    if change == "unconfirmed":
        EmailAddress.objects.filter(user=ada).update(verified=False)
    elif change == "moved":
        ada.email = "elsewhere@example.org"
        ada.save()
    elif change == "closed":
        ada.is_active = False
        ada.save()
    elif change == "left":
        membership.leave_team(person=ada, code=team.code, at=OPENS - DAY)
    else:
        teams.dissolve_team(person=team.manager, code=team.code, at=OPENS - DAY)

    assert send() == 0
    assert reminders() == []


def test_dissolved_team_reminds_nobody_even_with_people_left_in_it(team):
    Team.objects.filter(pk=team.pk).update(dissolved_at=OPENS - DAY)

    assert send() == 0


def test_who_joins_while_they_last_is_reminded_then(team, grace):
    send()
    join(team, grace, at=OPENS + DAY)

    assert [send(OPENS + 2 * DAY), send(OPENS + 3 * DAY)] == [1, 0]
    assert reminders()[-1].to == [grace.email]


def test_personal_reminder_stays_as_it_is(team, ada):
    before = make_reminder(ada)

    send()

    assert Reminder.objects.filter(person=ada).values().get() == {
        field.attname: getattr(before, field.attname) for field in Reminder._meta.concrete_fields
    }
    assert own(ada).stop_token != before.stop_token


# Never twice


def test_who_changes_teams_gets_no_second_one(team, ada, grace):
    send()
    membership.leave_team(person=ada, code=team.code, at=OPENS + DAY)
    other = make_team(grace, name="Other")
    join(other, ada, at=OPENS + DAY)

    for weeks in (6, 4, 3):
        agree(other, weeks)
        assert [send(OPENS + number * DAY) for number in range(1, 40)] == [0] * 39
    assert recipients() == [ada.email]


def test_other_weeks_chosen_afterwards_send_no_second_one(team, ada, grace):
    send()
    for weeks in (4, None, 3, 6):
        agree(team, weeks)
        assert [send(OPENS + number * DAY) for number in range(1, 40)] == [0] * 39

    join(team, grace, at=OPENS + 40 * DAY)
    assert (send(NEXT), len(reminders())) == (2, 3)


def test_other_weeks_chosen_before_move_the_mail(team):
    agree(team, 3)

    assert [send(OPENS), send(datetime(2027, 6, 7, tzinfo=UTC))] == [0, 1]
    assert "from 7 June to 20 June 2027" in reminders()[0].body


def test_changed_stopped_or_left_just_before_the_claim_is_not_sent(team, ada):
    def claim():
        return answer_weeks.claim_answer_weeks_reminder(membership=due, at=OPENS)

    (due,) = list_due_in_answer_weeks(OPENS)
    agree(team, 4)
    assert claim() is None
    agree(team, 6)
    answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=False)
    assert claim() is None
    answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=True)
    membership.leave_team(person=ada, code=team.code, at=OPENS)
    assert claim() is None

    assert own(ada).claimed_at is None


def test_mail_with_days_that_changed_meanwhile_is_left_to_the_next_run(team):
    """On 8 June the weeks that begin four and those that begin three before are both open."""
    at = datetime(2027, 6, 8, tzinfo=UTC)
    agree(team, 4)
    (due,) = list_due_in_answer_weeks(at)
    agree(team, 3)

    assert answer_weeks.claim_answer_weeks_reminder(membership=due, at=at) is None
    assert send(at) == 1
    assert "from 7 June to 20 June 2027" in reminders()[0].body


def test_who_stopped_it_or_had_it_is_not_looked_at_again(team, ada, grace):
    join(team, grace)
    answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=False)
    assert [each.person for each in list_due_in_answer_weeks(OPENS)] == [grace]
    send()

    assert list(list_due_in_answer_weeks(OPENS + HOUR)) == []


@at_once
def test_two_workers_at_once_send_one_each(team, ada, grace):
    join(team, grace)

    results = together(*[lambda: send()] * 2)

    assert sum(results) == 2
    assert recipients() == [ada.email, grace.email]


@at_once
def test_eight_claims_at_once_give_it_to_one(team, ada):
    (due,) = list_due_in_answer_weeks(OPENS)

    claims = [lambda: answer_weeks.claim_answer_weeks_reminder(membership=due, at=OPENS)] * 8
    results = together(*claims)

    assert sorted(each is None for each in results) == [False] + [True] * 7
    assert AnswerWeeksReminder.objects.count() == 1


@at_once
def test_kill_between_claim_and_mail_neither_loses_nor_doubles_it(team, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(answer_weeks, "compose_answer_weeks_reminder", die)
        with pytest.raises(Killed):
            send()

    assert reminders() == []
    assert [send(OPENS + number * DAY) for number in range(14)] == [1] + [0] * 13
    assert send(NEXT) == 1


def test_many_are_found_in_one_query(team, django_assert_num_queries):
    for _ in range(20):
        join(team)

    with django_assert_num_queries(1):
        due = [(each.person.email, each.team.name) for each in list_due_in_answer_weeks(OPENS)]

    assert len(due) == 21


# The mail


@pytest.fixture
def message(team, ada, settings):
    """What ada gets, whose consent and answers could leak."""
    settings.SITE_URL = "https://set.example.org"
    ada.name, team.name = "Ada <b>& co", "Web & <i>API"
    ada.save()
    team.save()
    sit(ada, OPENS - DAY, value=3)
    send()
    (message,) = reminders()
    return message


def parts_of(message):
    (html,) = [str(part.content) for part in message.alternatives]
    return message.body, html


def test_mail_says_when_why_and_what_to_do(message, team, ada):
    body, html = parts_of(message)

    assert message.subject == "Your team's answer weeks"
    agreed = "Your team “Web & <i>API” has agreed on answer weeks"
    assert body.startswith(f"Hello Ada <b>& co,\n\n{agreed}")
    assert "Hello Ada &lt;b&gt;&amp; co," in html
    assert "“Web &amp; &lt;i&gt;API”" in html
    for part in (body, html):
        assert "This time they are from 17 May to 30 May 2027." in part
        assert "closes on 1 July 2027 (UTC). The next average of the team is made" in part
        assert "Nobody has to answer." in part
        assert "https://set.example.org/assessments/start/" in part
        assert f"https://set.example.org/teams/{team.code}/you/" in part
        assert f"https://set.example.org/teams/reminders/stop/{own(ada).stop_token}/" in part
    assert "style=" not in html
    assert "<img" not in html
    assert "{" not in body + html


def test_mail_has_the_headers_for_one_click(message, ada):
    sent = message.message()

    stop_url = f"https://set.example.org/teams/reminders/stop/{own(ada).stop_token}/"
    assert sent["List-Unsubscribe"] == f"<{stop_url}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parseaddr(sent["To"])[1] == ada.email


def test_mail_tells_no_score_and_no_consent(message):
    for part in (*parts_of(message), message.subject):
        for secret in (" of 4", "%", "consent", "withdr", "Soft skills", "16 May"):
            assert secret not in part


@pytest.mark.parametrize("name", ["win at evil.example", "http://evil"])
def test_mail_leads_nowhere_else(team, name):
    Team.objects.update(name=name)
    send()

    for part in parts_of(reminders()[0]):
        assert "evil" not in part
        assert "Your team has agreed on answer weeks" in part


# Stopping


@pytest.fixture
def stop_url(team, ada):
    send()
    return f"/teams/reminders/stop/{own(ada).stop_token}/"


def test_tokens_are_long_random_and_one_a_person(team, ada, grace):
    join(team, grace)
    send()

    tokens = {own(person).stop_token for person in (ada, grace)}
    assert (len(tokens), {len(token) for token in tokens}) == (2, {43})


def test_looking_at_the_link_stops_nothing(client, ada, stop_url):
    response = client.get(stop_url)

    assert "Stop reminders?" in text(response)
    assert "Neither your manager nor anybody else in the team sees that." in text(response)
    assert b'<form method="post">' in response.content
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    client.head(stop_url)
    assert own(ada).is_on


def test_one_click_stops_without_log_in_or_csrf(ada, stop_url):
    program = Client(enforce_csrf_checks=True)

    response = program.post(stop_url, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "Reminders are off" in text(response)
    assert not own(ada).is_on
    assert send(NEXT) == 0


def test_second_click_is_harmless_and_old_links_go_on_stopping(client, team, ada, stop_url):
    client.post(stop_url)
    assert client.post(stop_url).status_code == 200
    assert "Reminders are off" in text(client.get(stop_url))

    answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=True)
    client.post(stop_url)

    assert not own(ada).is_on


def test_link_says_nothing_about_the_person_or_the_team(client, ada, team, stop_url):
    said = text(client.get(stop_url)) + text(client.post(stop_url))

    for secret in (ada.email, "Ada", team.name, str(team.code)):
        assert secret not in said


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 500])
def test_wrong_link_is_not_found(client, ada, stop_url, token):
    for answer in (client.get, client.post):
        assert answer(f"/teams/reminders/stop/{token}/").status_code == 404
    assert own(ada).is_on


def test_link_of_a_personal_reminder_stops_only_that(client, ada, stop_url):
    personal = make_reminder(ada)

    assert client.post(f"/teams/reminders/stop/{personal.stop_token}/").status_code == 404
    client.post(stop_url)
    assert Reminder.objects.get(person=ada).is_on


def test_who_stopped_it_stays_so_in_another_team(team, ada, grace):
    answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=False)
    membership.leave_team(person=ada, code=team.code, at=LONG_AGO)
    join(agree(make_team(grace), 6), ada)

    assert send() == 0


def test_who_has_it_again_before_it_went_out_gets_it(team, ada):
    for is_on, sent in ((False, 0), (True, 1), (False, 0), (True, 0)):
        answer_weeks.turn_answer_weeks_reminder(person=ada, code=team.code, is_on=is_on)
        assert send() == sent


@pytest.mark.parametrize("who", ["margaret", "mallory"])
def test_only_members_turn_it_off_or_on(team, request, who):
    with pytest.raises((membership.NotAMember, Team.DoesNotExist)):
        answer_weeks.turn_answer_weeks_reminder(
            person=request.getfixturevalue(who), code=team.code, is_on=False
        )

    assert not AnswerWeeksReminder.objects.exists()


def test_account_that_goes_takes_its_reminder_along(client, ada, stop_url):
    Membership.objects.filter(person=ada).delete()
    ada.delete()

    assert not AnswerWeeksReminder.objects.exists()
    assert client.get(stop_url).status_code == 404


def test_person_has_one_reminder(ada):
    AnswerWeeksReminder.objects.create(person=ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerWeeksReminder.objects.create(person=ada)


def test_unverified_person_who_joined_by_a_link_waits_for_the_confirmation(team):
    person = make_user("late@example.org", verified=False)
    Membership.objects.create(team=team, person=person, joined_at=LONG_AGO)
    send()
    EmailAddress.objects.filter(user=person).update(verified=True)

    assert send(OPENS + DAY) == 1
    assert reminders()[-1].to == ["late@example.org"]
