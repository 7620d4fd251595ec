"""The page of a team: what was published, in words that claim no more than it says."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from assessments.teams.models.teams import Team
from assessments.teams.pages.words import HELD
from assessments.teams.services import answer_weeks
from assessments.teams.views import team as views
from tests.factories import client_of
from tests.teams.organisation import join, make_person, make_team
from tests.teams.pages import page_of, rows_of, words_of
from tests.teams.promise import PROMISE
from tests.teams.published import PILLARS, publish, publish_all

THREE_YEARS = [(40, 35, 50), (), (45, 40, 50), (50, 40, 55), (), (60, 55, 55)]


@pytest.fixture
def team(set_version, margaret, ada):
    team = make_team(margaret)
    join(team, ada)
    join(team, make_person("Grace"))
    return team


def see(team):
    return page_of(team.manager, team)


# Who may see it


def test_a_visitor_is_sent_to_log_in(team):
    response = Client().get(reverse("teams:team", args=[team.code]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["team", "releases", "roll_up"])
def test_a_stranger_and_the_manager_of_another_team_find_nothing(team, mallory, grace, name):
    make_team(grace, name="Another")

    for person in (mallory, grace):
        response = client_of(person).get(reverse(f"teams:{name}", args=[team.code]))
        assert response.status_code == 404


def test_a_dissolved_team_is_found_by_nobody(team, ada):
    Team.objects.update(dissolved_at=datetime(2027, 5, 1, tzinfo=UTC))

    response = client_of(ada).get(reverse("teams:team", args=[team.code]))
    assert response.status_code == 404


def test_it_only_answers_to_reading(team, ada):
    assert client_of(ada).post(reverse("teams:team", args=[team.code])).status_code == 405


# The same bytes


@pytest.mark.parametrize("numbers", [[], [()], THREE_YEARS])
@pytest.mark.parametrize("name", ["team", "releases", "roll_up"])
def test_manager_and_members_get_the_same_bytes(team, ada, margaret, numbers, name):
    publish_all(team, numbers)
    other = make_person("Dorothy", is_staff=True)
    join(team, other)

    pages = {page_of(person, team, name) for person in (margaret, ada, other)}
    assert len(pages) == 1


def test_it_has_no_form_and_nothing_for_managers_alone(team):
    publish_all(team, THREE_YEARS)
    html = see(team)

    assert "<form" not in html
    assert "csrf" not in html.lower()
    assert "settings" not in html


# The two weeks to answer again


@pytest.mark.parametrize("day", [1, 20])
def test_two_weeks_are_the_same_bytes_for_all(team, ada, margaret, monkeypatch, day):
    now = datetime(2027, 5, day, tzinfo=UTC)
    monkeypatch.setattr(views.timezone, "now", lambda: now)
    answer_weeks.agree_answer_weeks(person=margaret, code=team.code, weeks=6)
    other = make_person("Dorothy", is_staff=True)
    join(team, other)
    answer_weeks.turn_answer_weeks_reminder(person=other, code=team.code, is_on=False)

    pages = {page_of(person, team) for person in (margaret, ada, other)}
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2027, 5, 16, 23, tzinfo=UTC), "next from 17 May to 30 May 2027. "),
        (datetime(2027, 5, 17, tzinfo=UTC), "They are open now, until 30 May 2027. "),
        (datetime(2027, 5, 30, 23, tzinfo=UTC), "They are open now, until 30 May 2027. "),
        (datetime(2027, 5, 31, tzinfo=UTC), "next from 15 November to 28 November 2027. "),
    ],
)
def test_two_weeks_stand_with_their_days(team, margaret, monkeypatch, now, told):
    monkeypatch.setattr(views.timezone, "now", lambda: now)
    answer_weeks.agree_answer_weeks(person=margaret, code=team.code, weeks=6)
    words = words_of(see(team))

    assert told in words
    closes = "1 July 2027" if now.day < 31 else "1 January 2028"
    assert f"The half-year closes on {closes} (UTC)" in words


def test_without_them_it_says_what_they_are_and_what_to_do(team):
    words = words_of(see(team))

    assert "Nothing agreed yet. Answer weeks are two weeks late in each half-year" in words
    assert "in 97 of 100 half-years instead of 73; a team of twelve in all of them" in words
    assert "Talk about it in your next meeting." in words
    assert "Stop this e-mail" not in words


# Before the first release


def test_before_the_first_release_it_says_what_when_and_by_which_rules(team, monkeypatch):
    now = datetime(2027, 3, 4, tzinfo=UTC)
    monkeypatch.setattr(views.timezone, "now", lambda: now)
    words = words_of(see(team))

    assert "No average of this team has been published yet." in words
    assert "The next average of each pillar is made on 1 July 2027 (UTC)." in words
    assert "less than 30 days before" in words
    assert "A multiple of 5 points of 100 is 0.2 on the scale" in words
    assert "“0.4 or less” or “3.6 or more”" in words
    assert "used at most 2 times, and only until it is 12 months old" in words
    assert "moved" not in words


def test_held_half_years_alone_are_no_number(team):
    publish_all(team, [(), ()])
    html = see(team)

    assert rows_of(html)[1:] == [
        ["Jul–Dec 2027", HELD],
        ["Jan–Jun 2027", HELD],
    ]
    assert "No average of this team has been published yet." in words_of(html)
    assert "<svg class=" in html
    assert 'class="lines ' not in html


@pytest.mark.parametrize("half_years", [0, 2])
def test_the_promise_stands_there_word_for_word(team, half_years):
    publish_all(team, THREE_YEARS[:half_years])
    assert all(sentence in see(team) for sentence in PROMISE)


# The numbers


def test_numbers_stand_newest_first_and_held_half_years_as_gaps(team):
    publish_all(team, [(10, 35, 90), (), (45, 15, 85)])

    assert rows_of(see(team)) == [
        ["Half-year", "Soft skills", "Experience", "Technical skills"],
        ["Jan–Jun 2028", "about 1.8", "about 0.6", "about 3.4"],
        ["Jul–Dec 2027", HELD],
        ["Jan–Jun 2027", "0.4 or less", "about 1.4", "3.6 or more"],
    ]


def test_not_even_roughly_how_many_people_it_rests_on_is_said(team, margaret):
    other = make_team(margaret, name="Other")
    for _ in range(9):
        join(other)
    publish(team, 0, (50, 50, 50))
    publish(other, 0, (50, 50, 50))

    assert rows_of(see(team)) == rows_of(see(other))
    assert "people" not in str(rows_of(see(team))).lower()


def test_the_table_comes_before_the_lines(team):
    publish_all(team, THREE_YEARS)
    html = see(team)
    assert html.index("<table") < html.index('<svg class="lines ')


def test_one_number_is_no_line(team):
    publish(team, 0, (50, 50, 50))
    html = see(team)

    assert '<svg class="lines ' not in html
    assert "The first averages are those of January to June 2027" in words_of(html)


# Moved


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (25, "moved from about 1.6"),
        (30, "no clear change"),
        (50, "no clear change"),
        (55, "moved from about 1.6"),
    ],
)
def test_moved_needs_fifteen_points(team, after, told):
    publish_all(team, [(40, 40, 40), (after, 40, 40)])
    assert compared(see(team))[1] == ["Soft skills", told]


def test_the_sentence_says_from_where_one_pillar_moved(team):
    publish_all(team, [(40, 35, 50), (55, 40, 50)])
    assert (
        "Soft skills moved from about 1.6 in January to June 2027"
        " to about 2.2 of 4 in July to December 2027." in words_of(see(team))
    )


def test_the_sentence_names_several_that_moved(team):
    publish_all(team, [(40, 35, 50), (60, 20, 50)])
    assert "Soft skills and Experience moved: July to December 2027 clearly differs" in words_of(
        see(team)
    )


def test_the_sentence_says_where_nothing_moved(team):
    publish_all(team, [(40, 35, 50), (50, 35, 50)])
    assert (
        "No clear change in Soft skills, Experience and Technical skills"
        " up to July to December 2027." in words_of(see(team))
    )


def compared(html):
    return rows_of(html[html.index('id="moved-title"') :])


def test_the_newest_number_is_compared_with_the_one_before_a_year_and_two_years_before(team):
    publish_all(team, [(40, 35, 50), (40, 40, 50), (45, 40, 50), (50, 40, 55), (60, 55, 55)])

    assert compared(see(team)) == [
        [
            "Pillar",
            "Jul–Dec 2028 the number before",
            "Jan–Jun 2028 a year before",
            "Jan–Jun 2027 two years before",
        ],
        ["Soft skills", "no clear change", "moved from about 1.8", "moved from about 1.6"],
        ["Experience", "moved from about 1.6", "moved from about 1.6", "moved from about 1.4"],
        ["Technical skills", "no clear change", "no clear change", "no clear change"],
    ]


def test_what_was_held_is_compared_with_nothing(team):
    publish_all(team, [(), (40, 40, 40), (), (50, 40, 40), (), ()])

    assert compared(see(team))[0] == ["Pillar", "Jul–Dec 2027 the number before"]


def test_how_rare_moved_is_by_chance_is_said(team):
    publish(team, 0, (50, 50, 50))
    words = words_of(see(team))

    assert "at least 0.6 of 4 (15 points of 100)" in words
    assert "at most 1.5&nbsp;% of comparisons of one half-year with the next" in words
    assert "at most 2.7&nbsp;% of those a year apart" in words
    assert "up to 5&nbsp;%" in words
    assert "only one team in five to eight" in words


def test_only_a_gap_is_explained_as_one(team):
    publish_all(team, [(40, 40, 40), (40, 40, 40)])
    whole = words_of(see(team))
    publish(team, 2, ())

    assert "A gap:" not in whole
    assert "A gap: no average for that half-year" in words_of(see(team))


# A new version of the questions


def test_a_new_version_starts_a_new_series(team):
    publish_all(team, [(40, 35, 50), (45, 35, 50)])
    publish(team, 2, (80, 80), version=2, pillars=[["soft-skills", "Soft"], ["new", "New"]])
    html = see(team)

    assert rows_of(html) == [
        ["Half-year", "Soft", "New"],
        ["Jan–Jun 2028", "about 3.2", "about 3.2"],
    ]
    earlier = html[html.index("With version 1 of the questions") :]
    assert [row[0] for row in rows_of(earlier)] == ["Half-year", "Jul–Dec 2027", "Jan–Jun 2027"]
    assert "moved from" not in words_of(html)


def test_a_new_version_without_a_number_yet_says_so(team):
    publish(team, 0, (40, 35, 50))
    publish(team, 1, (), version=2, pillars=PILLARS)
    words = words_of(see(team))

    assert "The questions have changed: a new line begins with the next average." in words
    assert "With version 1 of the questions" in words


# Log and roster


def test_the_latest_releases_lead_to_the_log(team):
    made = publish_all(team, THREE_YEARS)
    html = see(team)

    shown = [release.hash[:12] for release in made if f">{release.hash[:12]}<" in html]
    assert shown == [release.hash[:12] for release in made[-3:]]
    assert reverse("teams:releases", args=[team.code]) in html


def test_everybody_stands_on_it_by_name_and_nobody_by_consent(team, margaret):
    join(team, make_person("Silent"), consent=False)
    words = words_of(see(team))

    assert "Ada Grace Silent" in words
    assert "Managed by Margaret. Their own answers are never included." in words


def test_a_team_without_a_manager_says_so(team, ada):
    Team.objects.update(manager=None)
    assert "Nobody manages this team at the moment." in words_of(page_of(ada, team))


def test_names_are_text(team, ada):
    ada.name = "<script>alert(1)</script>"
    ada.save()
    assert "<script>alert" not in see(team)
