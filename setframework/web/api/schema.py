"""Parts of the OpenAPI schema that the classes do not say themselves."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema

DETAIL = {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}}
MISTAKES = {
    "type": "object",
    "description": (
        "A name of the body or the query with its messages, nested as the body is; or `detail`."
    ),
    "additionalProperties": {},
}
WAIT = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}

IF_MATCH = "If-Match"
REFUSALS: dict[int, dict[str, Any]] = {
    400: {"description": "Something in the request is wrong."},
    401: {"description": "No credentials, or they don't hold."},
    403: {"description": "Not allowed, for example a session without its CSRF token."},
    404: {"description": "Not there, or not yours."},
    412: {"description": "It changed since you read it."},
    413: {"description": "The body is too large."},
    415: {"description": "The body is not application/json in UTF-8."},
    429: {"description": "Too many requests.", "headers": {"Retry-After": WAIT}},
}
UNSAFE = {"post", "put", "patch", "delete"}


class Schema(AutoSchema):
    """Gives a DELETE the body that its extend_schema names. The default gives it none."""

    def _get_request_body(self, direction: Any = "request") -> Any:
        if self.method != "DELETE":
            return super()._get_request_body(direction)
        self.method = "POST"
        try:
            return super()._get_request_body(direction)
        finally:
            self.method = "DELETE"


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "setframework.web.api.authentication.TokenAuthentication"
    name = "token"
    priority = 1

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from the account page.",
        }


class StrictSerializerExtension(OpenApiSerializerExtension):
    """Says that unknown fields are refused."""

    target_class = "setframework.web.api.serializers.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(
            self.target, direction, bypass_extensions=True
        )
        if direction == "request":
            schema["additionalProperties"] = False
        return schema


def add_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to every operation the refusals that all operations of its kind share."""
    for address, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in _refusals(address, method, operation):
                operation["responses"].setdefault(str(status), _refusal(status))
            operation["responses"] = dict(sorted(operation["responses"].items()))
    return result


def _refusals(address: str, method: str, operation: dict[str, Any]) -> set[int]:
    found = {401, 429}
    parameters = operation.get("parameters", [])
    if "requestBody" in operation:
        found |= {400, 413, 415}
    if any(parameter["in"] != "path" for parameter in parameters):
        found.add(400)
    if any(parameter["name"] == IF_MATCH for parameter in parameters):
        found.add(412)
    if any(_names_something(parameter) for parameter in parameters):
        found.add(404)
    if method in UNSAFE:
        found.add(403)
    return found


def _names_something(parameter: dict[str, Any]) -> bool:
    """True for a part of the address or a code in the query: its object may be missing."""
    if parameter["in"] == "query":
        return bool(parameter["schema"].get("format") == "uuid")
    return bool(parameter["in"] == "path")


def _refusal(status: int) -> dict[str, Any]:
    schema = MISTAKES if status == 400 else DETAIL
    return {**REFUSALS[status], "content": {"application/json": {"schema": schema}}}
