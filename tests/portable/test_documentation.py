"""docs/export-file.md names every field that an export has, and no other."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from setframework.portable.assessments import KINDS
from setframework.portable.exporting import export_document
from tests.accounts.tables import fill

PAGE = Path(settings.BASE_DIR) / "docs/export-file.md"
# Their names are keys of a questionnaire, or their shape is told in words.
FREE = {
    "questionnaires.document",
    "assessments.responses",
    "assessments.notes",
    "look_backs.responses",
    "briefs.evidence",
    "account.shared.picks",
}


def parts_of(document, place=""):
    """Part -> its fields, in the order of the document."""
    if place:
        fields = [f"`{name}`" for name in document]
        yield f"| `{place}` | {', '.join(fields)} |"
    for name, value in document.items():
        inside = f"{place}.{name}" if place else name
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict) and inside not in FREE:
            yield from parts_of(first, inside)


def rows_below(heading):
    section = PAGE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows
    return rows


@pytest.fixture
def document(ada, mallory):
    fill(ada, mallory)
    fill(mallory, ada)
    return json.loads(json.dumps(export_document(ada)))


def test_page_has_a_row_for_each_part_with_its_fields(document):
    assert rows_below("Every field") == list(parts_of(document))


def test_page_says_what_comes_back():
    back = {
        re.findall("`([a-z_]+)`", line)[0]
        for line in rows_below("Parts")
        if line.endswith("| yes |")
    }
    assert back == set(KINDS)
