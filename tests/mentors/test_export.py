"""What one's own copy of the data tells about finding each other."""

import json
from datetime import date

from mentors.matching import Filters
from mentors.models import Block
from mentors.selectors import Asked
from mentors.services import name_manager, request_alert
from setframework.accounts.selectors import export_document
from tests.factories import NOW, make_mentor


def exported(person):
    return json.loads(json.dumps(export_document(person)))["account"]["mentoring"]


def test_everything_somebody_wrote_is_in_their_copy(ada, grace):
    make_mentor(ada, wants=["team-trust"], hidden=["team-trust"], paused_until=date(2027, 1, 31))
    name_manager(person=ada, email="boss@example.org", at=NOW)
    request_alert(person=ada, asked=Asked("peer", Filters(goal="say-no")), at=NOW)
    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    found = exported(ada)

    assert found["profile"]["hidden"] == ["team-trust"]
    assert found["profile"]["paused_until"] == "2027-01-31"
    assert found["profile"]["manager_email"] == "boss@example.org"
    assert [(each["kind"], each["goal"]) for each in found["waiting_searches"]] == [
        ("peer", "say-no")
    ]
    assert found["blocked"] == [str(grace.code)]


def test_who_is_blocked_does_not_learn_it_from_their_copy(ada, grace):
    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    assert exported(grace) == {"profile": None, "waiting_searches": [], "blocked": []}
