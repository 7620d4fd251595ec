"""Reading JSON strictly: a document has one meaning, or it is refused."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

MAX_BYTES = 1024 * 1024
MAX_BYTES_LARGE = 4 * 1024 * 1024
# Our deepest body has four levels. Deeply nested lists can exhaust the stack.
MAX_DEPTH = 20
SHOWN_LENGTH = 60
# Python's own limit (4,300) would refuse in its words, not in ours.
MAX_DIGITS = 4000


class BodyTooLarge(APIException):
    status_code = 413
    default_code = "too_large"

    def __init__(self, max_bytes: int):
        megabytes = max_bytes // (1024 * 1024)
        super().__init__(
            _("The body is too large; at most %(megabytes)s MiB are read.")
            % {"megabytes": megabytes}
        )


class StrictJSONParser(BaseParser):
    """UTF-8 JSON up to `max_bytes`, read by `read_json`."""

    media_type = "application/json"
    max_bytes = MAX_BYTES

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        charset = parse_header_parameters(media_type or "")[1].get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            raise UnsupportedMediaType(media_type or "")
        return read_json(self._read(stream))

    def _read(self, stream: Any) -> bytes:
        body: bytes = stream.read(self.max_bytes + 1)
        if len(body) > self.max_bytes:
            raise BodyTooLarge(self.max_bytes)
        return body


class LargeJSONParser(StrictJSONParser):
    """The same for batches and whole exports."""

    max_bytes = MAX_BYTES_LARGE


class AlwaysJSON(DefaultContentNegotiation):
    """Always answers with JSON, errors included. It ignores Accept."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)


def read_json(body: bytes) -> Any:
    """The document. Raises ParseError for anything that two readers could read differently.

    Refused: other encodings than UTF-8, NaN and Infinity, a name twice in one object, halves of
    surrogate pairs, NUL characters, numbers beyond Python's limits, nesting deeper than MAX_DEPTH.
    """
    try:
        document = json.loads(
            body.decode("utf-8-sig"),  # an editor may have put a mark in front
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError:
        raise ParseError(_("The body is not valid UTF-8.")) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise ParseError(_("The body is not valid JSON: %(reason)s") % {"reason": error}) from None
    _check(document)
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            shown = ascii(name[:SHOWN_LENGTH])
            raise ParseError(_("An object has the name %(name)s twice.") % {"name": shown})
        found[name] = value
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ParseError(_("%(name)s is not JSON.") % {"name": name})


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ParseError(_("A number is too large."))
    return number


def _whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ParseError(_("A number is too large."))
    return int(text)


def _check(document: Any) -> None:
    """Check level by level, without recursion."""
    level = [document]
    for _level in range(MAX_DEPTH + 1):
        for value in level:
            if type(value) is str:
                _check_text(value)
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise _too_deep()


def _children(value: Any) -> Iterable[Any]:
    if type(value) is dict:
        return [*value, *value.values()]
    return value if type(value) is list else ()


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise ParseError(_("A text has a NUL character."))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ParseError(_("A text has half of a surrogate pair.")) from None


def _too_deep() -> ParseError:
    return ParseError(_("The body is nested too deeply."))
