"""Whatever is thrown at the API: a 4xx in JSON that says why, nothing stored, never a 500."""

import http.client
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.test import RequestFactory

from assessments.models.taking import Assessment
from setframework.web.api.json import MAX_BYTES, MAX_BYTES_LARGE
from setframework.wsgi import application
from tests.api.client import JSON, ROOT
from tests.factories import make_assessment

SET = {"questionnaire": "set-framework"}
ITEM = "team-trust"


def stored():
    """Model -> number of rows, and the answers of every assessment."""
    counts = {model._meta.label: model.objects.count() for model in apps.get_models()}
    return counts, list(Assessment.objects.order_by("pk").values())


@pytest.fixture
def draft(ada):
    return make_assessment(ada, {ITEM: 3}, completed=False)


@pytest.fixture
def targets(as_ada, draft, mallory):
    """Every address that takes a body."""
    return [
        ("POST", "score/"),
        ("POST", "score/batch/"),
        ("POST", "assessments/"),
        ("PATCH", f"assessments/{draft.code}/"),
        ("POST", f"assessments/{draft.code}/complete/"),
        ("DELETE", "me/"),
        ("POST", "me/import/"),
    ]


def send_everywhere(api, targets, body, content_type=JSON):
    """(address, status, answer) of each; nothing may change."""
    before = stored()
    found = []
    for method, address in targets:
        response = api.send(method, address, body, content_type)
        assert response["Content-Type"] == JSON
        found.append((address, response.status_code, response.json()))
    assert stored() == before
    return found


# Values

WRONG_VALUES = [
    "5",
    "-1",
    "2.5",
    "3.0",
    '"3"',
    "true",
    "false",
    '""',
    '"skip"',
    "[]",
    "[3]",
    "{}",
    '{"value": 3}',
    "1e2",
    "-0.0",
    "9" * 30,
    "9" * 4000,
    '"ü\\ud83d\\ude00"',
]


@pytest.mark.parametrize("value", WRONG_VALUES, ids=lambda value: value[:20])
def test_wrong_value_is_named_by_its_item(as_ada, draft, value):
    single = f'{{"{ITEM}": {value}, "tough-feedback": 3}}'
    before = stored()
    expected = "Expected one of the whole numbers 0, 1, 2, 3, 4, null or 'no-opportunity'."

    for method, address, responses, mistakes in [
        ("POST", "score/", single, {ITEM: [expected]}),
        ("POST", "score/batch/", f"[{single}]", {"0": {ITEM: [expected]}}),
        ("POST", "assessments/", single, {ITEM: [expected]}),
        ("PATCH", f"assessments/{draft.code}/", single, {ITEM: [expected]}),
    ]:
        name = "" if method == "PATCH" else '"questionnaire": "set-framework", '
        body = f'{{{name}"responses": {responses}}}'
        response = as_ada.send(method, address, body.encode())

        assert response.status_code == 400
        assert response.json() == {"responses": mistakes}
    assert stored() == before


@pytest.mark.parametrize("key", ["nope", "", "TEAM-TRUST", "team-trust ", "__class__", "'; --"])
def test_unknown_item_is_named(anyone, key):
    response = anyone.post("score/", {**SET, "responses": {key: 3}})

    assert response.status_code == 400
    assert response.json() == {"responses": {key: ["There is no item with this key."]}}


@pytest.mark.parametrize("responses", [None, 3, "all", True, [], [["team-trust", 3]]])
def test_responses_must_be_an_object(anyone, responses):
    response = anyone.post("score/", {**SET, "responses": responses})

    assert response.status_code == 400
    assert list(response.json()) == ["responses"]


@pytest.mark.parametrize("version", ["1", 1.0, True, 0, -1, 2**31, 2**63, 10**30, [1]])
def test_version_must_be_a_small_whole_number(anyone, version):
    response = anyone.post("score/", {**SET, "version": version, "responses": {}})

    assert response.status_code == 400
    assert list(response.json()) == ["version"]


@pytest.mark.parametrize("text", [3, True, ["staff"], {}, "", "x" * 61, " staff", "STAFF"])
@pytest.mark.parametrize("field", ["questionnaire", "level", "path"])
def test_keys_are_texts_that_exist(anyone, field, text):
    response = anyone.post("score/", {**SET, "responses": {}, field: text})

    assert response.status_code == 400
    assert list(response.json()) == [field]


# Bodies


@pytest.mark.parametrize("body", [b"[]", b"[1]", b'"text"', b"3", b"true", b"null"])
def test_body_must_be_an_object(as_ada, targets, body):
    for _, status, answer in send_everywhere(as_ada, targets, body):
        assert status == 400
        assert list(answer) == ["non_field_errors"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "The body is not valid JSON: "),
        (b"{'a': 1}", "The body is not valid JSON: "),
        (b"{} {}", "The body is not valid JSON: "),
        (b" ", "The body is not valid JSON: "),
        (b'{"a": "\x01"}', "The body is not valid JSON: "),
        (b'{"a": ' + b"9" * 5000 + b"}", "A number is too large."),
        (b'{"a": NaN}', "NaN is not JSON."),
        (b'{"a": [Infinity]}', "Infinity is not JSON."),
        (b'{"a": -Infinity}', "-Infinity is not JSON."),
        (b'{"a": 1e999}', "A number is too large."),
        (b'{"a": 1, "a": 1}', "An object has the name 'a' twice."),
        (b'{"a": {"\\ud800": 1, "\\ud800": 1}}', "An object has the name '\\ud800' twice."),
        (b'{"a": "\\ud800"}', "A text has half of a surrogate pair."),
        (b'{"\\udfff": 1}', "A text has half of a surrogate pair."),
        (b'{"responses": {"\\ud83d": 1}}', "A text has half of a surrogate pair."),
        (b'{"a": ["\\u0000"]}', "A text has a NUL character."),
        (b'{"a\\u0000": 1}', "A text has a NUL character."),
        (b"\xff\xfe{\x00}\x00", "The body is not valid UTF-8."),
        (b'{"a": "\xc3\x28"}', "The body is not valid UTF-8."),
        (b'{"a": "\xed\xa0\x80"}', "The body is not valid UTF-8."),
        (b'{"a": ' + b"[" * 20 + b"1" + b"]" * 20 + b"}", "The body is nested too deeply."),
        (b'{"a": ' * 5000 + b"1" + b"}" * 5000, "The body is nested too deeply."),
        (b"[" * 100_000, "The body is nested too deeply."),
        (b"[" * 100_000 + b"]" * 100_000, "The body is nested too deeply."),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_unreadable_body_says_why(as_ada, targets, body, reason):
    for _, status, answer in send_everywhere(as_ada, targets, body):
        assert status == 400
        assert list(answer) == ["detail"]
        assert answer["detail"].startswith(reason)


def test_empty_body_lacks_its_fields(as_ada, targets):
    found = send_everywhere(as_ada, [t for t in targets if t[0] != "PATCH"][:3], b"")

    for _, status, answer in found:
        assert status == 400
        assert answer["responses"] == ["This field is required."]


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json; charset=utf-16",
        "application/json; charset=hex",
        "application/jsonp",
        "application/" + "j" * 5000,
        "json",
        ";",
    ],
    ids=lambda value: repr(value)[:40],
)
def test_other_content_type_is_415(as_ada, targets, content_type):
    body = json.dumps({**SET, "responses": {ITEM: 1}}).encode()

    for _, status, answer in send_everywhere(as_ada, targets, body, content_type):
        assert status == 415
        assert answer["detail"].startswith("Unsupported media type")


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_utf8_may_be_named(anyone, charset):
    body = json.dumps({**SET, "responses": {}}).encode()

    response = anyone.send("POST", "score/", body, f"application/json; charset={charset}")

    assert response.status_code == 200


def test_body_of_ten_megabytes_is_413(as_ada, targets):
    body = b'{"a": "' + b"a" * (10 * 1024 * 1024) + b'"}'

    for address, status, answer in send_everywhere(as_ada, targets, body):
        limit = 4 if address in {"score/batch/", "me/import/"} else 1
        assert status == 413
        assert answer == {"detail": f"The body is too large; at most {limit} MiB are read."}


@pytest.mark.parametrize(
    ("address", "limit"), [("score/", MAX_BYTES), ("score/batch/", MAX_BYTES_LARGE)]
)
def test_limit_is_exact(as_ada, address, limit):
    filled = b'{"a": ""}'.ljust(limit)

    assert as_ada.send("POST", address, filled).status_code == 400
    assert as_ada.send("POST", address, filled + b" ").status_code == 413


def test_endless_names_are_refused_before_they_are_read(as_ada, draft):
    endless = {f"item-{n}": "x" for n in range(30_000)}
    before = stored()

    for method, address, field, refusal in [
        ("POST", "score/", "responses", "No questionnaire has more than 200 items."),
        ("POST", "assessments/", "responses", "No questionnaire has more than 200 items."),
        ("PATCH", f"assessments/{draft.code}/", "notes", "At most 200 names are allowed."),
    ]:
        named = {} if method == "PATCH" else SET
        response = as_ada.send(method, address, json.dumps({**named, field: endless}).encode())

        assert response.status_code == 400
        assert response.json() == {field: [refusal]}
    assert stored() == before


def test_endless_lists_are_refused_before_they_are_read(as_ada, draft):
    response = as_ada.patch(f"assessments/{draft.code}/", {"can_gain": [1] * 100_000})

    assert response.status_code == 400
    assert response.json() == {"can_gain": ["Ensure this field has no more than 200 elements."]}


def test_twenty_unknown_fields_are_enough_to_name(anyone):
    response = anyone.post("score/", {f"field-{n}": 1 for n in range(30_000)})

    assert response.status_code == 400
    assert len([name for name in response.json() if name.startswith("field-")]) == 20


# Forms in a session: Django reads those for the CSRF token, before the API refuses them.


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"a=1&" * 3000, "application/x-www-form-urlencoded"),
        (b"a" * (2 * 1024 * 1024), "application/x-www-form-urlencoded"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data; boundary="),
    ],
)
def test_form_in_a_session_is_refused_in_json(in_adas_browser, draft, body, content_type):
    before = stored()

    response = in_adas_browser.send("POST", "assessments/", body, content_type)

    assert 400 <= response.status_code < 500
    assert response["Content-Type"] == JSON
    assert list(response.json()) == ["detail"]
    assert stored() == before


# Headers

BROKEN_TOKENS = [
    "Bearer",
    "Bearer  ",
    "Bearer x",
    "Bearer a b",
    "bearer set_" + "0" * 64,
    "Bearer \xff\xfe",
    "Bearer \xc3\x28",
    "Bearer x\x00y",
    "Bearer " + "x" * 10_000,
]


@pytest.mark.parametrize("header", BROKEN_TOKENS, ids=lambda value: repr(value[:20]))
@pytest.mark.parametrize("address", ["assessments/", "questionnaires/", "me/"])
def test_broken_token_is_401(anyone, header, address):
    anyone.headers["Authorization"] = header

    response = anyone.get(address)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert list(response.json()) == ["detail"]


def test_token_of_somebody_who_may_not_log_in_is_401(as_ada, ada):
    ada.is_active = False
    ada.save()

    assert as_ada.get("assessments/").status_code == 401


def test_expired_token_is_401_and_reading_deletes_nothing(as_ada, ada, time_machine):
    before = stored()
    time_machine.move_to(datetime.now(UTC) + timedelta(days=3))

    assert as_ada.get("assessments/").status_code == 401
    assert stored() == before


def test_other_scheme_is_no_login(anyone):
    anyone.headers["Authorization"] = "Basic YTpi"

    assert anyone.get("questionnaires/").status_code == 200
    assert anyone.get("assessments/").status_code == 401


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "\xff", "x" * 9000, ";q=*"])
def test_answer_is_json_whatever_is_accepted(anyone, accept):
    anyone.headers["Accept"] = accept

    response = anyone.get("questionnaires/?format=xml")

    assert response.status_code == 200
    assert response["Content-Type"] == JSON


# Through the application itself: the test client builds its own, more lenient requests.


def call(method, path, body=b"", **environ):
    """(status, content type) as the server would send them."""
    made = RequestFactory().generic(method, path, body).environ
    sent = []
    chunks = application(
        made | {"wsgi.input": BytesIO(body)} | environ, lambda *head: sent.append(head)
    )
    b"".join(chunks)
    chunks.close()
    [(status, headers)] = sent
    return int(status[:3]), dict(headers)["Content-Type"]


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset*=bogus'en'%41",
        "text/plain; charset=hex",
        "text/plain; charset=idna",
        "application/json; a=" + "x" * 20_000,
        "\xff\xfe/\xc3",
    ],
    ids=lambda value: value[:45],
)
def test_broken_content_type_never_breaks_the_server(set_version, content_type):
    broken = {"CONTENT_TYPE": content_type}

    assert call("POST", f"{ROOT}score/", b"{}", **broken) == (415, JSON)
    assert call("GET", f"{ROOT}questionnaires/?limit=%41", **broken) == (400, JSON)
    assert call("GET", "/accounts/login/?next=%41", **broken)[0] == 200


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "\xff\xfe"},
        {"QUERY_STRING": "a=1&" * 3000},
        {"QUERY_STRING": "limit=%FF%00"},
    ],
    ids=str,
)
def test_broken_head_is_400_in_json(set_version, environ):
    assert call("GET", f"{ROOT}questionnaires/", **environ) == (400, JSON)


@pytest.mark.usefixtures("kept_connection")
def test_client_that_goes_away_is_no_error_of_ours(set_version):
    class Gone(BytesIO):
        def read(self, *size):
            raise OSError("connection reset")

    environ = {"CONTENT_LENGTH": "100", "CONTENT_TYPE": JSON, "wsgi.input": Gone()}

    assert call("POST", f"{ROOT}score/", **environ) == (400, JSON)


@pytest.mark.parametrize(
    ("address", "content_type", "status"),
    [
        (f"{ROOT}assessments/", JSON, 401),
        (f"{ROOT}score/", "text/plain", 415),
        (f"{ROOT}nothing/", JSON, 404),
        ("/assessments/start/", "application/x-www-form-urlencoded", 403),
        ("/nothing/", "text/plain", 404),
    ],
)
@pytest.mark.usefixtures("kept_connection")
def test_body_that_nobody_wants_is_read_to_its_end(set_version, address, content_type, status):
    length = 10 * 1024 * 1024
    sent = BytesIO(b"a" * length)

    answer = call(
        "POST",
        address,
        **{"CONTENT_LENGTH": str(length), "CONTENT_TYPE": content_type, "wsgi.input": sent},
    )

    assert answer[0] == status
    assert sent.tell() == length  # a client that is still sending can't hear the answer


# Over a real connection


@pytest.fixture
def connection(live_server):
    made = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=20)
    yield made
    made.close()


def ask(connection, method, address, body=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, ROOT + address, body, named)
    response = connection.getresponse()
    return response.status, response.headers["Content-Type"], json.loads(response.read())


def test_broken_headers_over_http(connection):
    for header in (b"Bearer \xff\xfe\xc3\x28", "Bearer \U0001f600".encode()):
        status, kind, answer = ask(connection, "GET", "assessments/", Authorization=header)

        assert (status, kind) == (401, JSON)
        assert list(answer) == ["detail"]


def test_ten_megabytes_over_http_hear_their_answer(connection):
    body = b"[" * (10 * 1024 * 1024)

    answer = ask(connection, "POST", "score/", body, Content_Type=JSON)

    assert answer == (413, JSON, {"detail": "The body is too large; at most 1 MiB are read."})


def test_deep_and_broken_bodies_over_http(connection):
    for body in (b"[" * 50_000, b'{"\\ud800": 1}', b"\xff"):
        status, kind, answer = ask(connection, "POST", "score/", body, Content_Type=JSON)

        assert (status, kind) == (400, JSON)
        assert list(answer) == ["detail"]


# What is ours


def test_own_mistake_is_500_in_json_and_logged(anyone, monkeypatch, caplog):
    def broken(*args):
        raise RuntimeError("disk full")

    monkeypatch.setattr("assessments.api.questionnaires.list_versions", broken)
    anyone.client.raise_request_exception = False

    response = anyone.get("questionnaires/")

    assert response.status_code == 500
    assert response["Content-Type"] == JSON
    assert list(response.json()) == ["detail"]
    assert "disk full" not in response.content.decode()
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert str(record.exc_info[1]) == "disk full"
