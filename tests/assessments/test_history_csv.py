"""The history as a file: complete, tidy, and safe in a spreadsheet."""

import codecs
import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.models.look_back import LookBack
from assessments.models.taking import Assessment, Note
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from setframework.web.csv import SEPARATORS, neutral
from tests.factories import NOW, make_assessment, make_responses

FILE = "/history/history.csv"


def read(client):
    response = client.get(FILE)
    assert response.status_code == 200
    return response, list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_file_has_a_row_for_every_answer_oldest_first(ada, ada_client, set_version, questionnaire):
    newer = make_assessment(ada, make_responses(set_version, 3), level="staff")
    older = make_assessment(ada, at=NOW - timedelta(days=90))
    make_assessment(ada, {"team-trust": 1}, completed=False)

    _, rows = read(ada_client)

    keys = [item.key for item in questionnaire.items]
    assert [(row["assessment"], row["item"]) for row in rows] == [
        (str(each.code), key) for each in (older, newer) for key in keys
    ]
    assert {row["level"] for row in rows[23:]} == {"staff"}
    assert {row["completed_at"] for row in rows[23:]} == {"2026-11-24T09:30:00+00:00"}
    assert {(row["version"], row["value"]) for row in rows[23:]} == {("1", "3")}


@pytest.mark.django_db
def test_row_tells_all_there_is_about_an_answer(ada, ada_client, set_version):
    responses = make_responses(set_version, 2, data_systems=None, cloud_foundations=NO_OPPORTUNITY)
    made = make_assessment(ada, responses, can_gain=["knowing-the-experts"])
    Assessment.objects.filter(pk=made.pk).update(carried_over=["team-trust"])
    Note.objects.create(
        assessment=made, item="team-trust", text="Größe, 日本", happened_on=date(2026, 7, 1)
    )
    later = make_assessment(ada, at=NOW + timedelta(days=1))
    LookBack.objects.create(
        assessment=made, seen_from=later, responses={"team-trust": 0}, made_at=NOW
    )

    _, rows = read(ada_client)

    row = {each["item"]: each for each in rows[:23]}
    trust = row["team-trust"]
    assert (trust["value"], trust["answer"], trust["seen_later"]) == ("2", "Sometimes", "0")
    assert (trust["carried_over"], trust["imported"]) == ("yes", "yes")
    assert (trust["note"], trust["note_happened_on"]) == ("Größe, 日本", "2026-07-01")
    assert row["knowing-the-experts"]["can_gain"] == "yes"
    assert (row["data-systems"]["value"], row["data-systems"]["answer"]) == ("", "skipped")
    assert row["cloud-foundations"]["answer"] == NO_OPPORTUNITY


@pytest.mark.django_db
def test_file_is_a_private_download_that_excel_reads(ada, ada_client):
    make_assessment(ada)

    response, _ = read(ada_client)

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="history-20')
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_formula_in_a_note_computes_nothing(ada, ada_client):
    made = make_assessment(ada)
    Note.objects.create(assessment=made, item="team-trust", text='=HYPERLINK("http://x","y")')

    _, rows = read(ada_client)

    assert [row["note"] for row in rows if row["note"]] == ['\'=HYPERLINK("http://x","y")']


@pytest.mark.django_db
def test_file_without_results_has_heads_only(mallory_client, ada):
    make_assessment(ada)

    response, rows = read(mallory_client)

    assert rows == []
    assert response.content.decode("utf-8-sig").startswith("completed_at,assessment,")


# Hypothesis seldom writes these by itself.
PIECES = st.sampled_from(["=1+1", "@x", "-1", ";", ",", "\t", "\n", "\r\n", '"', " ", "a", "＝"])


@given(st.lists(PIECES).map("".join) | st.text(), st.sampled_from(list(SEPARATORS.values())))
def test_no_text_can_start_a_formula_for_any_reader(text, written_with):
    """Read by the other separator, by tabs, and by a reader that knows no quotes."""
    table = io.StringIO()
    csv.writer(table, delimiter=written_with).writerows([["before", neutral(text), "after"]])

    for reader in ",;\t":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            lines = io.StringIO(table.getvalue(), newline="")
            for row in csv.reader(lines, delimiter=reader, quoting=quoting):
                for cell in row:
                    start = cell.lstrip(' "\t\r\n')[:1]
                    assert start not in set("=+-@＝＋－＠"), (text, reader, row)


@pytest.mark.parametrize("text", ["Plain words, and more; yes", "2 - 1 = 1", "a-b", "'quoted'"])
def test_harmless_text_stays_as_it_is(text):
    assert neutral(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEPARATORS)
def test_file_opens_in_columns_by_the_chosen_separator(ada, ada_client, name):
    make_assessment(ada)

    page = ada_client.get("/history/").content.decode()
    response = ada_client.get(FILE, {"separator": name})

    assert f"{FILE}?separator=semicolon" in page
    assert response.content.startswith(codecs.BOM_UTF8)
    text = response.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=SEPARATORS[name])
    assert head[:2] == ["completed_at", "assessment"]
    assert {len(row) for row in rows} == {len(head)}


def test_numbers_stay_numbers():
    assert neutral(-3) == -3


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_file_asks_the_same_few_queries(ada, ada_client, count, django_assert_num_queries):
    for month in range(count):
        make_assessment(ada, at=NOW - timedelta(days=30 * month))
    read(ada_client)

    with django_assert_num_queries(5):  # session, person, look-backs, assessments, notes
        read(ada_client)
