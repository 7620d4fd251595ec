"""Schemathesis attacks the API by its own schema, without credentials and with a token.

Its generator knows no questionnaire, so what the schema allows but does not exist is replaced
by what does: only then do cases get past the first check. What the schema forbids stays.
"""

from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.db.models import Q
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from setframework.people.models import User
from setframework.web.api.schema import IF_MATCH
from setframework.wsgi import application
from tests.api.client import Api
from tests.factories import NOW, make_assessment, make_goal
from tests.scoring.questionnaires import set_framework

pytestmark = pytest.mark.attack

LEAST_CASES = 1000
CASES_AN_OPERATION = 25
SET = set_framework()
CAN_GAIN = [item.key for item in SET.items if item.can_gain]
DIRECTION = SET.direction
BRINGS = DIRECTION.brings[0].key if DIRECTION else ""
HOLDS_BACK = DIRECTION.holds_back[0].key if DIRECTION else ""
PAST = "2025-01-01T00:00:00Z"

load_all_checks()
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
schema.app = application
generously = settings(
    max_examples=CASES_AN_OPERATION,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def tried(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """The operation of each case, told apart by test."""
    ours = sum(item.path == request.path for item in request.session.items)
    found: list[str] = []
    yield found
    if len(set(found)) == ours:  # neither -k nor another process took a part of them
        assert len(found) >= LEAST_CASES


@pytest.mark.usefixtures("kept_connection")
@schema.parametrize()
@generously
def test_without_credentials_it_does_what_it_says(
    case: schemathesis.Case, tried: list[str], ada: User
) -> None:
    tried.append(f"anonymous {case.operation.label}")
    validate(case, ada, len(tried), {})


@pytest.mark.usefixtures("kept_connection")
@schema.parametrize()
@generously
def test_with_a_token_it_does_what_it_says(
    case: schemathesis.Case, tried: list[str], ada: User, as_ada: Api
) -> None:
    tried.append(f"token {case.operation.label}")
    validate(case, ada, len(tried), as_ada.headers)


def validate(case: schemathesis.Case, person: User, number: int, headers: dict[str, str]) -> None:
    if isinstance(case.body, dict):
        case.body = with_real_keys(case.body)
    parameters = case.path_parameters or {}
    if is_uuid(parameters.get("code")):
        find = some_goal if "/goals/" in case.operation.path else some_assessment
        parameters["code"] = str(find(person, number).code)
    if parameters.get("key") and number % 2:
        parameters["key"] = SET.key

    if case.headers and IF_MATCH in case.headers:
        case.headers[IF_MATCH] = "*"  # no generated mark is that of what is stored

    # Its own client asks for gzip and can't read it; and the schema can't say that a key must
    # exist or that a moment is past.
    plain = {"Accept-Encoding": "identity", **headers}
    case.call_and_validate(headers=plain, excluded_checks=[positive_data_acceptance])


def some_assessment(person: User, number: int) -> Assessment:
    """In turn the open draft and a completed one, made again after a deletion."""
    wanted = Q(completed_at=None) if number % 2 else Q(completed_at__isnull=False)
    found = Assessment.objects.filter(wanted, person=person).first()
    return found or make_assessment(person, {"team-trust": 3}, completed=not number % 2)


def some_goal(person: User, number: int) -> Goal:
    """In turn an open one and one that is done."""
    is_done = bool(number % 2)
    found = Goal.objects.filter(person=person, done_at__isnull=not is_done).first()
    return found or make_goal(person, done_at=NOW if is_done else None)


def with_real_keys(body: Mapping[str, Any]) -> dict[str, Any]:
    """The same body; what has the shape of a key or a moment becomes one that exists."""
    known = {
        "questionnaire": SET.key,
        "level": SET.levels[0].key,
        "path": SET.paths[0].key,
        "aims_at": SET.levels[-1].key,
        "brings": BRINGS,
        "completed_at": PAST,
        "done_at": PAST,
        "item": SET.items[0].key,
        "action": SET.items[0].actions[0].key,
        "expects": SET.items[0].key,
    }
    made = dict(body)
    for name, value in body.items():
        if name in known and isinstance(value, str) and 0 < len(value) <= 60:
            made[name] = known[name]
        elif name == "version" and type(value) is int and 1 <= value < 2**31:
            made[name] = SET.version
        elif name in {"responses", "notes"}:
            made[name] = with_items(value)
        elif name == "can_gain" and isinstance(value, list):
            keys = cycle(CAN_GAIN)
            made[name] = [next(keys) if is_key(member) else member for member in value]
        elif name == "holds_back" and isinstance(value, list):
            made[name] = [HOLDS_BACK if is_key(member) else member for member in value]
    return made


def with_items(value: Any) -> Any:
    if isinstance(value, list):
        return [with_items(member) for member in value]
    if isinstance(value, dict):
        return dict(zip((item.key for item in SET.items), value.values(), strict=False))
    return value


def is_key(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 60


def is_uuid(value: object) -> bool:
    try:
        return str(UUID(str(value))) == value
    except ValueError:
        return False
