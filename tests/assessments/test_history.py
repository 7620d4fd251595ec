"""The history: what it says of one, two, twelve and 120 results."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from assessments.models.look_back import LookBack
from assessments.models.taking import Assessment, Note
from assessments.services.direction import set_direction
from assessments.services.questionnaires import publish_questionnaire
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_assessment, make_responses
from tests.scoring.questionnaires import GRID, SET_FRAMEWORK, read_file
from tests.scoring.version_2 import version_2

pytestmark = pytest.mark.django_db

HISTORY = "/history/"
AUGUST = NOW - timedelta(days=98)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        yield


def show(client, **query):
    response = client.get(HISTORY, query)
    assert response.status_code == 200
    return response


def values(response, name):
    return re.findall(rf'\bdata-{name}="([^"]*)"', response.content.decode())


def sentence(response):
    found = re.search(r"<p [^>]*data-summary>(.*?)</p>", response.content.decode(), re.S)
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def moved(response):
    return tags(response, "li", **{"data-basis": "assumed"})


def months(person, count, **fields):
    """Monthly results up to now, oldest first."""
    return [
        make_assessment(person, at=NOW - timedelta(days=30 * ago), **fields)
        for ago in reversed(range(count))
    ]


def results_of(response):
    """The links of the chosen year."""
    table = re.search(r'aria-label="Results of .*?</table>', response.text, re.S)[0]
    return re.findall(r'href="(/assessments/[^"]*/result/)"', table)


# How many there are


def test_history_without_a_result_says_what_it_is_for(ada_client):
    response = show(ada_client)

    assert "No history yet" in text(response)
    assert 'href="/assessments/start/"' in response.content.decode()


def test_draft_is_no_result(ada, ada_client):
    make_assessment(ada, {"team-trust": 3}, completed=False)

    assert "No history yet" in text(show(ada_client))


def test_history_of_one_result_waits_for_the_next(ada, ada_client):
    make_assessment(ada)

    response = show(ada_client)

    assert sentence(response) == "Your next result will draw a line here."
    assert "This is your starting point, of 24 November 2026." in text(response)
    assert moved(response) == []
    assert "Compare any two" not in text(response)
    assert 'class="line" d="M' in response.content.decode()


def test_history_of_two_leads_with_facts_then_the_band_and_its_basis(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 2), at=AUGUST)
    risen = {"team_trust": 4, "tough_feedback": 4, "writing_with_confidence": 3}
    make_assessment(ada, make_responses(set_version, 2, **risen, data_systems=1))

    response = show(ada_client)

    assert sentence(response) == "3 answers up, 1 lower since August."
    assert [
        (each["data-key"], each["data-ups"], each["data-downs"], each["data-band"])
        for each in moved(response)
    ] == [
        ("soft-skills", "3", "0", "likely"),
        ("experience", "0", "0", "noise"),
        ("technical", "0", "1", "noise"),
    ]
    words = text(response)
    assert "Soft skills 3 answers up, none lower; likely change" in words
    assert "Experience no answer changed Technical skills" in words
    assert "1 answer lower, none up; within chance" in words
    assert "It uses 23 of 23 questions" in words
    assert "with an assumed measurement error" in words


def test_clear_change_is_called_so(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 1), at=AUGUST)
    make_assessment(ada, make_responses(set_version, 3))

    response = show(ada_client)

    assert sentence(response) == "23 answers up, none lower since August."
    assert {each["data-band"] for each in moved(response)} == {"clear"}
    assert text(response).count("clear change") == 3


def test_history_of_three_also_looks_at_the_first(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 1), at=NOW - timedelta(days=400))
    make_assessment(ada, make_responses(set_version, 2), at=AUGUST)
    make_assessment(ada, make_responses(set_version, 2, team_trust=3))

    assert sentence(show(ada_client)) == (
        "1 answer up, none lower since August."
        " Since 20 October 2025, your first result: 23 answers up, none lower."
    )


def test_history_of_two_results_of_one_month_names_the_day(ada, ada_client):
    make_assessment(ada, at=NOW - timedelta(days=9))
    make_assessment(ada)

    assert sentence(show(ada_client)) == "No answer changed since 15 November 2026."


def test_twelve_results_stand_in_full(ada, ada_client):
    made = months(ada, 12)

    response = show(ada_client)

    assert values(response, "code") == [str(each.code) for each in reversed(made)]
    assert values(response, "year") == []


def test_of_ten_years_the_last_dozen_stand_in_full_and_each_earlier_year_opens(ada, ada_client):
    made = months(ada, 120)

    response = show(ada_client)

    years = [str(year) for year in range(2025, 2016, -1)]
    recent, older = made[-12:], made[:-12]
    assert values(response, "code") == [str(each.code) for each in reversed(recent)]
    assert values(response, "year") == years
    assert "108 earlier results are below, by year" in text(response)
    assert len(response.content) < 100_000
    shown = [line for year in years for line in results_of(show(ada_client, year=year))]
    assert shown == [f"/assessments/{each.code}/result/" for each in reversed(older)]


def test_year_and_scale_are_kept_beside_each_other(ada, ada_client):
    months(ada, 36)

    page = show(ada_client, year=2025, scale="technical").content.decode()

    assert 'href="?year=2025&amp;scale=experience#items"' in page
    assert 'href="?year=2024&amp;scale=technical#years"' in page


@pytest.mark.parametrize("year", ["2026", "1999", "last", "²"])
def test_year_without_earlier_results_is_not_there(ada, ada_client, year):
    months(ada, 24)

    assert ada_client.get(HISTORY, {"year": year}).status_code == 404


@pytest.mark.parametrize("count", [1, 2, 120])
def test_history_asks_the_same_few_queries(ada, ada_client, count, django_assert_num_queries):
    for each in months(ada, count):
        Note.objects.create(assessment=each, item="team-trust", text="It went well.")
    show(ada_client)

    with django_assert_num_queries(7):
        # session, person; assessments, look-backs, directions, notes of the recent ones
        show(ada_client)


# Lines and numbers


def test_table_and_lines_have_the_same_numbers(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 1, team_trust=3), at=AUGUST)
    make_assessment(ada, make_responses(set_version, 3))

    response = show(ada_client)

    page = response.content.decode()
    table = re.search(r'<table class="table history-table".*?</table>', page, re.S)[0]
    assert re.findall(r'<td class="number">(.*?)</td>', table) == [
        *("3.0", "3.0", "3.0"),
        *("1.2", "1.0", "1.0"),
    ]
    chart = response.context["page"].chart
    assert [each["values"] for each in chart["series"]] == [[1.2, 3.0], [1.0, 3.0], [1.0, 3.0]]
    assert [each["colour"] for each in chart["series"]] == [1, 2, 3]
    assert page.count('class="lines-series"') == 6  # for a wide and for a narrow window


def test_scale_with_too_few_answers_is_a_gap(ada, ada_client, set_version, questionnaire):
    skipped = {item.key: None for item in questionnaire.scale("experience").items[:3]}
    for ago, others in ((200, {}), (100, skipped), (0, {})):
        responses = make_responses(set_version, 2) | others
        make_assessment(ada, responses, at=NOW - timedelta(days=ago))

    response = show(ada_client)

    series = response.context["page"].chart["series"][1]
    assert series["values"] == [2.0, None, 2.0]
    assert series["joins"] == [False, False, False]
    assert '<td class="number">–</td>' in response.content.decode()


def test_no_line_crosses_a_scale_that_does_not_compare(ada, ada_client):
    make_assessment(ada, at=AUGUST)
    newer, _ = publish_questionnaire(document=version_2(read_file(SET_FRAMEWORK)), at=NOW)
    make_assessment(ada, version=newer)

    response = show(ada_client)

    series = {each["kind"]: each for each in response.context["page"].chart["series"]}
    assert series["technical"]["joins"] == [False, True]
    assert series["experience"]["joins"] == [False, False]
    assert None not in series["experience"]["values"]
    assert "Version 2 of the questions from here on" in text(response)
    assert "not comparable" in text(response)


def test_every_item_of_the_chosen_scale_goes_from_first_to_now(
    ada, ada_client, set_version, questionnaire
):
    make_assessment(ada, make_responses(set_version, 1), at=AUGUST)
    make_assessment(ada, make_responses(set_version, 1, data_systems=3, cloud_foundations=None))

    response = show(ada_client, scale="technical")

    items = tags(response, "li", **{"data-first": "1"})
    assert [each["data-item"] for each in items] == [
        item.key for item in questionnaire.scale("technical").items
    ]
    now = {each["data-item"]: each["data-now"] for each in items}
    assert (now["data-systems"], now["cloud-foundations"]) == ("3", "")
    assert "Understanding how databases behave 1 to 3" in text(response)
    assert response.content.decode().count('class="item-yes"') == len(items)


def test_unknown_scale_or_questionnaire_is_404(ada, ada_client):
    make_assessment(ada)

    assert ada_client.get(HISTORY, {"scale": "looks"}).status_code == 404
    assert ada_client.get(HISTORY, {"questionnaire": "other"}).status_code == 404


def test_history_of_another_questionnaire_is_one_link_away(ada, ada_client):
    grid, _ = publish_questionnaire(document=read_file(GRID), at=NOW)
    make_assessment(ada, {"design": 2, "delivery": 2}, version=grid, at=AUGUST)
    make_assessment(ada)

    assert f'href="?questionnaire={grid.key}"' in show(ada_client).content.decode()
    other = show(ada_client, questionnaire=grid.key)
    assert values(other, "item")[:2] == ["design", "delivery"]


# The dated list


def test_list_says_what_moved_each_time(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 2), at=NOW - timedelta(days=200))
    make_assessment(ada, make_responses(set_version, 2, team_trust=3), at=AUGUST)
    make_assessment(ada, make_responses(set_version, 2, data_systems=1))

    listed = text(show(ada_client)).partition("Your assessments")[2]

    assert "24 Nov 2026 2 lower, 21 the same" in listed
    assert "18 Aug 2026 1 up, 22 the same" in listed
    assert "8 May 2026 Your starting point" in listed


def test_notes_show_their_date_and_age(ada, ada_client):
    assessment = make_assessment(ada, at=AUGUST)
    happened = date(2026, 7, 1)
    Note.objects.create(
        assessment=assessment, item="team-trust", text="Led <it>.", happened_on=happened
    )
    Note.objects.create(assessment=assessment, item="cloud-foundations", text="Moved one.")

    response = show(ada_client)

    assert "Trust: Led <it>. (1 Jul 2026, 4 months ago)" in text(response)
    assert "Cloud: Moved one. (18 Aug 2026, 3 months ago)" in text(response)
    assert b"<it>" not in response.content


def test_many_notes_of_one_result_are_folded_up(ada, ada_client, questionnaire):
    assessment = make_assessment(ada)
    for item in questionnaire.items[:5]:
        Note.objects.create(assessment=assessment, item=item.key, text=f"About {item.key}.")

    words = text(show(ada_client))

    assert "2 more notes" in words
    assert words.count("About ") == 5 + 1  # and the page "About the framework"


def test_carried_over_answers_are_marked(ada, ada_client):
    make_assessment(ada, at=AUGUST)
    newest = make_assessment(ada)
    Assessment.objects.filter(pk=newest.pk).update(carried_over=["team-trust", "data-systems"])

    words = text(show(ada_client))

    assert "2 of 23 answers carried over from the time before" in words
    assert " 2* " in words
    assert "* copied from the time before, not answered again." in words


def test_changes_of_the_aim_stand_in_the_list(ada, ada_client):
    make_assessment(ada, at=AUGUST)
    direct = {"person": ada, "level": "staff", "path": "technologist"}
    set_direction(aims_at="staff", at=AUGUST - timedelta(days=1), **direct)
    set_direction(aims_at="senior-staff", at=AUGUST + timedelta(days=30), **direct)
    set_direction(aims_at="senior-staff", note="x", at=AUGUST + timedelta(days=31), **direct)
    make_assessment(ada)

    response = show(ada_client)

    assert values(response, "aim") == ["senior-staff", "staff"]
    assert "New aim: Senior Staff ; level Staff; Technologist" in text(response)


def test_look_back_shows_then_as_seen_later_and_now(ada, ada_client, set_version, questionnaire):
    before = make_assessment(ada, make_responses(set_version, 2), at=AUGUST)
    after = make_assessment(ada, make_responses(set_version, 3))
    soft = [item.key for item in questionnaire.scale("soft-skills").items]
    LookBack.objects.create(
        assessment=before, seen_from=after, responses=dict.fromkeys(soft, 1), made_at=NOW
    )

    response = show(ada_client)

    words = text(response)
    assert "18 Aug 2026 seen on 24 Nov 2026 Soft skills 2.0 1.0 3.0" in words
    series = response.context["page"].chart["series"]
    assert [each["seen_later"][0] for each in series] == [1.0, 2.0, 2.0]
    assert response.content.decode().count('class="line-seen"') >= len(soft)


def test_every_earlier_date_can_be_looked_back_at(ada, ada_client):
    older, newest = months(ada, 2)

    page = show(ada_client).content.decode()

    assert f'href="/assessments/{older.code}/look-back/"' in page
    assert f"/assessments/{newest.code}/look-back/" not in page


def test_history_shows_nothing_of_others(mallory_client, ada):
    made = make_assessment(ada)
    Note.objects.create(assessment=made, item="team-trust", text="A secret of ada.")
    set_direction(person=ada, level="staff", aims_at="senior-staff", path="", at=NOW)

    response = show(mallory_client)

    assert "No history yet" in text(response)
    assert str(made.code) not in response.content.decode()
    assert "secret" not in text(response)


def test_history_writes_coordinates_without_a_comma(ada, ada_client, settings):
    settings.LANGUAGE_CODE = "de"
    months(ada, 3)

    page = show(ada_client).content.decode()

    assert 'class="lines ' in page
    assert re.findall(r' (?:d|x|y|viewBox|data-\w+)="[^"]*\d,\d[^"]*"', page) == []


def test_history_stands_in_the_navigation(ada_client):
    page = show(ada_client).content.decode()

    assert f'<a href="{reverse("assessments:history")}" aria-current="page">' in page
