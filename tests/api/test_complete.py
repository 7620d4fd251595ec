"""POST assessments/<code>/complete/"""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models.taking import Assessment
from tests.factories import NOW, make_assessment

LATER = NOW.replace(hour=10)


@pytest.fixture
def draft(ada):
    return make_assessment(ada, {"team-trust": 3}, completed=False)


def complete(api, draft, body=None):
    return api.post(f"assessments/{draft.code}/complete/", {} if body is None else body)


def test_blank_answers_become_skipped(as_ada, draft, questionnaire):
    with time_machine.travel(LATER, tick=False):
        response = complete(as_ada, draft)

    assert response.status_code == 200
    assert response.json()["completed_at"] == "2026-11-24T10:30:00Z"
    assert response.json()["imported"] is False
    assert response.json()["responses"] == {
        item.key: 3 if item.key == "team-trust" else None for item in questionnaire.items
    }


def test_repeating_it_changes_nothing(as_ada, draft):
    first = complete(as_ada, draft)
    with time_machine.travel(LATER):
        again = complete(as_ada, draft)

    assert again.status_code == 200
    assert again.json() == first.json()


def test_body_may_be_left_out(as_ada, draft):
    response = as_ada.send("POST", f"assessments/{draft.code}/complete/", b"", None)

    assert response.status_code == 200


def test_answers_in_the_body_are_refused_not_lost(as_ada, draft):
    response = complete(as_ada, draft, {"responses": {"team-trust": 4}})

    assert response.status_code == 400
    assert response.json() == {"responses": ["Unknown field."]}
    assert Assessment.objects.get().completed_at is None


@pytest.mark.parametrize("responses", [{}, {"team-trust": None, "data-systems": "no-opportunity"}])
def test_without_any_answer_it_is_refused(as_ada, ada, responses):
    draft = make_assessment(ada, responses, completed=False)

    response = complete(as_ada, draft)

    assert response.status_code == 400
    assert response.json() == {"responses": ["Answer at least one question."]}
    assert Assessment.objects.get().completed_at is None


def test_completing_takes_at_most_three_statements_and_one_for_the_notes(as_ada, draft):
    complete(as_ada, make_assessment(draft.person))  # whatever is read once a process

    with CaptureQueriesContext(
        connection,
    ) as queries:
        complete(as_ada, draft)

    ignored = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    statements = [query["sql"] for query in queries if not query["sql"].startswith(ignored)]
    assert [sql.split()[0] for sql in statements] == ["SELECT", "SELECT", "UPDATE", "SELECT"]
    assert '"accounts_token"' in statements[0]
    assert '"assessments_note"' in statements[-1]
