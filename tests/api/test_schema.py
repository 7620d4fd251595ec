"""/api/schema/ and /api/docs/"""

from io import StringIO

import pytest
from django.core.management import call_command

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def schema(client):
    return client.get("/api/schema/").json()


def operations(schema):
    return {
        (method, address): operation
        for address, methods in schema["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    }


def test_schema_is_valid_openapi_without_a_warning(db):
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_schema_is_openapi_31_in_json(client):
    response = client.get("/api/schema/")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/vnd.oai.openapi+json"
    assert response.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("query", ["?lang=%00", "?version=%0d%0ax", "?format=yaml", "?lang=xx"])
def test_query_changes_nothing(client, schema, query):
    assert client.get(f"/api/schema/{query}").json() == schema


def test_every_address_of_the_design_is_described(schema):
    assert operations(schema).keys() >= {
        ("get", "/api/v1/questionnaires/"),
        ("get", "/api/v1/questionnaires/{key}/{version}/"),
        ("post", "/api/v1/score/"),
        ("post", "/api/v1/score/batch/"),
        ("get", "/api/v1/assessments/"),
        ("post", "/api/v1/assessments/"),
        ("get", "/api/v1/assessments/{code}/"),
        ("patch", "/api/v1/assessments/{code}/"),
        ("delete", "/api/v1/assessments/{code}/"),
        ("post", "/api/v1/assessments/{code}/complete/"),
        ("get", "/api/v1/assessments/{code}/result/"),
        ("get", "/api/v1/direction/"),
        ("put", "/api/v1/direction/"),
        ("get", "/api/v1/me/"),
        ("get", "/api/v1/mentor-profile/"),
        ("put", "/api/v1/mentor-profile/"),
        ("get", "/api/v1/mentoring-goals/"),
        ("get", "/api/v1/mentors/"),
        ("delete", "/api/v1/me/"),
        ("get", "/api/v1/teams/"),
        ("post", "/api/v1/teams/"),
        ("post", "/api/v1/teams/join/"),
        ("get", "/api/v1/teams/{code}/"),
        ("post", "/api/v1/teams/{code}/invitations/"),
        ("post", "/api/v1/teams/{code}/consent/"),
        ("post", "/api/v1/teams/{code}/withdraw/"),
        ("post", "/api/v1/teams/{code}/leave/"),
        ("get", "/api/v1/teams/{code}/releases/"),
    }


def test_every_operation_names_its_refusals(schema):
    for (method, address), operation in operations(schema).items():
        expected = {"401", "429"}
        if "requestBody" in operation:
            expected |= {"400", "413", "415"}
        if "{" in address:
            expected |= {"404"}
        if method != "get":
            expected |= {"403"}
        assert operation["responses"].keys() >= expected, (method, address)
        assert "Retry-After" in operation["responses"]["429"]["headers"]


def test_every_operation_says_what_it_does(schema):
    for place, operation in operations(schema).items():
        assert operation.get("description"), place


def test_every_body_is_closed(schema):
    components = schema["components"]["schemas"]
    found = [name for name in components if name.endswith("Request")]

    assert len(found) >= 6
    for name in found:
        assert components[name]["additionalProperties"] is False, name


def test_deletion_of_an_account_has_a_body(schema):
    body = operations(schema)["delete", "/api/v1/me/"]["requestBody"]
    [reference] = body["content"]["application/json"]["schema"].values()

    assert schema["components"]["schemas"][reference.split("/")[-1]]["required"] == ["confirm"]
    assert "requestBody" not in operations(schema)["delete", "/api/v1/assessments/{code}/"]


def test_public_addresses_need_no_credentials(schema):
    public = {
        place
        for place, operation in operations(schema).items()
        if {} in operation.get("security", [{}])
    }

    assert public == {
        ("get", "/api/v1/mentoring-goals/"),
        ("get", "/api/v1/questionnaires/"),
        ("get", "/api/v1/questionnaires/{key}/{version}/"),
        ("post", "/api/v1/score/"),
    }


def test_docs_page_takes_everything_from_this_site(client):
    page = client.get("/api/docs/")
    script = client.get("/api/docs/?script=")

    assert (page.status_code, script.status_code) == (200, 200)
    text = page.content.decode()
    assert "https://" not in text
    assert "<style" not in text
    assert text.count("<script src=") == text.count("<script") == 2
    assert script["Content-Type"] == "application/javascript"
    assert 'url: "/api/schema/"' in script.content.decode().replace("\\u002F", "/").replace(
        "../schema/", "/api/schema/"
    )


def test_docs_page_loosens_the_policy_by_data_images_only(client):
    def policy(address):
        parts = client.get(address)["Content-Security-Policy"].split("; ")
        return dict(part.split(" ", 1) for part in parts)

    docs, schema = policy("/api/docs/"), policy("/api/schema/")

    assert docs == schema | {"img-src": "'self' data:"}
    assert "unsafe" not in str(docs)
