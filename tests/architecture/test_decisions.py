"""The records of decisions: one number each, with a date and a status."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

RECORDS = sorted((Path(settings.BASE_DIR) / "docs" / "decisions").glob("*.md"))
HEAD = re.compile(r"# (\d+)\. \S.*\n\n- Date: (\S+)\n- Status: (\w+)\n\n\S")


def test_numbers_are_unique_and_without_gaps():
    assert RECORDS
    assert [int(path.name[:2]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_each_has_number_date_and_status(path):
    number, day, status = HEAD.match(path.read_text()).groups()

    assert path.name.startswith(f"{int(number):02}-")
    assert date(2026, 11, 24) <= date.fromisoformat(day) <= date.today()
    assert status in {"proposed", "accepted", "superseded"}
