"""Files of every format are read, and bring what they always brought."""

import json
from pathlib import Path

import pytest

from setframework.portable.format import FORMAT, STEPS, records_in, upgrade
from tests.factories import make_assessment
from tests.portable.carrying import bare, bring, export_of

# One a format, as it was downloaded when that was the newest one. They are never changed.
FILES = sorted(Path(__file__).parent.glob("format_*.json"))


def read(file):
    return json.loads(file.read_text())


def spell_differently(document):
    """A step from a format 0 that never was: its goals had a remark."""
    for goal in records_in(document, "goals"):
        goal["note"] = goal.pop("remark", "")


@pytest.fixture
def format_0(monkeypatch):
    monkeypatch.setitem(STEPS, 0, spell_differently)


def test_each_format_has_its_file_and_the_step_that_leaves_it():
    assert [read(file)["format"] for file in FILES] == list(range(1, FORMAT + 1))
    assert sorted(STEPS) == list(range(1, FORMAT))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_of_each_format_is_read_once(set_version, grace, file):
    done = bring(grace, read(file))

    assert (done.imported, done.already_there, done.left_out) == (11, 0, {})
    assert bring(grace, read(file)).imported == 0


def test_what_was_exported_long_ago_has_the_same_identities_today(set_version, grace):
    """A change of them would import everything twice; a new format may mean one."""
    document = read(FILES[-1])

    bring(grace, document)

    assert bare(export_of(grace)) == bare(document)


def test_older_file_is_brought_up_to_this_format(format_0, set_version, ada, grace):
    older = read(FILES[0]) | {"format": 0}
    for goal in older["goals"]:
        goal["remark"] = goal.pop("note")
    bring(ada, read(FILES[0]))

    assert bring(grace, older).imported == 11
    assert bare(export_of(grace)) == bare(export_of(ada))


@pytest.mark.parametrize("version", [-1, FORMAT, FORMAT + 1, False, "0", 0.0, None, [0], ...])
def test_what_names_no_older_format_stays_as_it_is(format_0, version):
    document = {"goals": [{"remark": "x"}]} | ({} if version is ... else {"format": version})
    before = json.dumps(document)

    upgrade(document)

    assert json.dumps(document) == before


@pytest.mark.parametrize("document", [None, [], "format", 0, [{"format": 0}]])
def test_what_is_no_document_stays_as_it_is(format_0, document):
    before = json.dumps(document)

    upgrade(document)

    assert json.dumps(document) == before


def test_mistake_of_an_older_file_is_named_where_it_stands_in_it(format_0, as_ada_importing):
    wrong = {"format": 0, "goals": [5, {"identity": "x"}]}

    assert sorted(as_ada_importing(wrong)["goals"]) == ["0", "1"]
    assert as_ada_importing({"format": 0, "goals": {}}) == {
        "goals": ['Expected a list of items but got type "dict".']
    }


@pytest.fixture
def as_ada_importing(ada_client, ada):
    make_assessment(ada)

    def post(document):
        response = ada_client.post(
            "/api/v1/me/import/", json.dumps(document), content_type="application/json"
        )
        assert response.status_code == 400
        return response.json()

    return post
