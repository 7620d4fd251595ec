"""The team's focus: one at a time, by anybody in it, and what became of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.teams.models.focus import TeamFocus
from assessments.teams.models.teams import Team
from assessments.teams.services import focus, membership
from tests.assessments.taking import text
from tests.teams.organisation import DAY, LONG_AGO, join, make_team

WORDS = {"focus": "Say no kindly", "experiment": "Three parts.", "review_on": date(2027, 2, 21)}
SENT = WORDS | {"review_on": "2027-02-21"}


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(LONG_AGO, tick=False):
        yield


@pytest.fixture
def team(ada, margaret):
    team = make_team(margaret)
    join(team, ada)
    return team


@pytest.fixture
def agreed(team, ada):
    return focus.agree_focus(person=ada, code=team.code, at=LONG_AGO, **WORDS)


def path(team):
    return reverse("teams:focus", args=[team.code])


def test_member_writes_it_down_and_everybody_reads_it(team, ada_client, margaret_client):
    response = ada_client.post(path(team), SENT)

    assert response["Location"] == path(team)
    words = text(margaret_client.get(path(team)))
    assert "Say no kindly Three parts. To be reviewed on 21 February 2027" in words


def test_form_proposes_six_weeks(team, ada_client):
    assert 'value="2027-02-21"' in ada_client.get(path(team)).content.decode()


def test_manager_changes_the_words(team, agreed, margaret_client):
    margaret_client.post(path(team), SENT | {"which": agreed.code, "focus": "Write clearly"})

    assert TeamFocus.objects.get().focus == "Write clearly"


def test_double_click_makes_one(team, ada_client):
    for _ in range(2):
        ada_client.post(path(team), SENT)

    assert TeamFocus.objects.count() == 1


def test_second_tab_does_not_overwrite_the_first(team, agreed, ada_client):
    """The second tab was opened while there was none."""
    page = ada_client.post(path(team), SENT | {"focus": "Another"}, follow=True)

    assert "Somebody else saved first" in text(page)
    assert "You wrote: Another Three parts." in text(page)
    assert TeamFocus.objects.get().focus == "Say no kindly"
    assert "Somebody else saved first" not in text(ada_client.get(path(team)))


def test_review_closes_it_with_its_words(team, agreed, ada_client):
    sent = {"review": "1", "which": agreed.code, "outcome": "dropped", "words": "Too much\r\npaper"}

    page = ada_client.post(path(team), sent, follow=True)

    agreed.refresh_from_db()
    assert (agreed.outcome, agreed.words) == ("dropped", "Too much\npaper")
    assert agreed.closed_at == LONG_AGO
    assert "Earlier Say no kindly Three parts. dropped 10 January 2027 Too much paper" in text(page)


def test_reviewing_in_a_second_tab_keeps_the_first_review(team, agreed, ada_client):
    sent = {"review": "1", "which": agreed.code, "outcome": "kept"}
    ada_client.post(path(team), sent)

    page = ada_client.post(path(team), sent | {"outcome": "dropped", "words": "A <b>lot</b>"})

    assert "Somebody else saved first" in text(page)
    assert "A &lt;b&gt;lot&lt;/b&gt;" in page.content.decode()
    assert TeamFocus.objects.get().outcome == "kept"


def test_second_click_on_the_review_is_as_the_first(team, agreed, ada_client):
    sent = {"review": "1", "which": agreed.code, "outcome": "kept", "words": "It helped"}
    for _ in range(2):
        page = ada_client.post(path(team), sent, follow=True)
        assert "The review is saved." in text(page)
        assert "Somebody else" not in text(page)


def test_next_one_can_be_agreed_after_the_review(team, agreed, ada):
    review = {"which": agreed.code, "outcome": "kept", "words": "", "at": LONG_AGO + DAY}
    focus.review_focus(person=ada, code=team.code, **review)

    again = focus.agree_focus(person=ada, code=team.code, at=LONG_AGO + DAY, **WORDS)

    assert again != agreed


def test_another_teams_focus_is_out_of_reach(agreed, ada, margaret):
    other = make_team(margaret, name="Other")

    with pytest.raises(TeamFocus.DoesNotExist):
        focus.change_focus(person=margaret, code=other.code, which=agreed.code, **WORDS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"focus": " "}, "Write down the focus you agreed on."),
        ({"experiment": ""}, "Write down the experiment you agreed on."),
        ({"focus": "x" * 10_000}, "at most 200 characters"),
        ({"experiment": "x" * 10_000}, "at most 500 characters"),
        ({"focus": "nul\x00"}, "Null characters are not allowed."),
        ({"review_on": "soon"}, "Enter a day as year, month and day"),
        ({"review_on": "2026-12-31"}, "Choose a day from today on, within a year."),
        ({"review_on": "9999-12-31"}, "Choose a day from today on, within a year."),
    ],
)
def test_what_can_not_be_kept_is_said(team, ada_client, change, said):
    page = ada_client.post(path(team), SENT | change)

    assert said in text(page)
    assert page.content.count(b"<title>Error: ") == 1
    assert not TeamFocus.objects.exists()


@pytest.mark.parametrize("change", [{"outcome": ""}, {"outcome": "won"}, {"which": "nothing"}])
def test_review_that_says_nothing_closes_nothing(team, agreed, ada_client, change):
    sent = {"review": "1", "which": agreed.code, "outcome": "kept"}
    page = ada_client.post(path(team), sent | change)

    assert page.content.count(b"<title>Error: ") == 1
    assert TeamFocus.objects.get().closed_at is None


def test_review_day_that_has_passed_may_stay(team, agreed, ada_client):
    past = LONG_AGO.date() - 5 * DAY
    TeamFocus.objects.update(review_on=past)
    sent = {"which": agreed.code, "focus": "Write", "review_on": past.isoformat()}

    ada_client.post(path(team), SENT | sent)

    assert TeamFocus.objects.get().focus == "Write"


def test_hostile_words_are_shown_as_words(team, ada_client):
    page = ada_client.post(path(team), SENT | {"focus": "<script>x</script>"}, follow=True)

    assert b"<script>x" not in page.content


@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_does_not_find_it(team, mallory_client, method):
    assert getattr(mallory_client, method)(path(team), SENT).status_code == 404
    assert not TeamFocus.objects.exists()


def test_who_left_writes_no_more(team, ada):
    membership.leave_team(person=ada, code=team.code, at=LONG_AGO + DAY)

    with pytest.raises(Team.DoesNotExist):
        focus.agree_focus(person=ada, code=team.code, at=LONG_AGO + DAY, **WORDS)


@pytest.mark.parametrize(
    "fields",
    [{}, {"closed_at": LONG_AGO}, {"outcome": "kept"}, {"closed_at": LONG_AGO, "outcome": "won"}],
)
def test_database_refuses_a_second_one_and_halves(team, agreed, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamFocus.objects.create(team=team, agreed_at=LONG_AGO, **WORDS, **fields)


def test_at_most_twenty_earlier_ones_are_listed(team, ada, ada_client):
    for day in range(25):
        at = LONG_AGO + timedelta(days=day)
        made = focus.agree_focus(person=ada, code=team.code, at=at, **WORDS)
        focus.review_focus(
            person=ada, code=team.code, which=made.code, outcome="kept", words="", at=at
        )
    current = focus.agree_focus(person=ada, code=team.code, at=at, **WORDS)

    context = ada_client.get(path(team)).context

    assert (context["current"], len(context["earlier"])) == (current, 20)
