"""From a file to a document, and from a document to the text and digest that pin it."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assessments.scoring.parse.table import QuestionnaireError

# Far above any real ladder in many languages; a larger file is a mistake.
MAX_BYTES = 2_000_000


def read_file(path: str | Path) -> dict[str, Any]:
    """The document in a TOML file, not yet validated; errors name the file, line and column."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionnaireError(
            path.name, "", "", f"a readable file: {error.strerror or error}"
        ) from None
    if len(data) > MAX_BYTES:
        raise QuestionnaireError(path.name, "", "", f"at most {MAX_BYTES} bytes, got {len(data)}")
    return _decode(data, path.name)


def _decode(data: bytes, name: str) -> dict[str, Any]:
    try:
        # An editor may have saved it again, with a mark of the order of bytes in front.
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = (
            before.count(b"\n") + 1,
            error.start - (before.rfind(b"\n") + 1) + 1,
        )
        place = f"(at line {line}, byte {column})"
        raise QuestionnaireError(name, "", "", f"text in UTF-8 {place}") from None
    except RecursionError:
        raise QuestionnaireError(name, "", "", "valid TOML: nested too deeply") from None
    except ValueError as error:  # tomllib's own error, or a number with too many digits
        raise QuestionnaireError(name, "", "", f"valid TOML: {error}") from None


def canonical_json(document: Mapping[str, Any]) -> str:
    """The document as one line of JSON: keys sorted, nothing escaped that need not be.

    The same content gives the same text, however its file was laid out.
    """
    try:
        return json.dumps(
            document,
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
            allow_nan=False,
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise QuestionnaireError("", "", "", f"values that JSON has: {error}") from None


def digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    text = canonical_json(document)
    try:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise QuestionnaireError("", "", "", f"text that UTF-8 can carry: {error}") from None
