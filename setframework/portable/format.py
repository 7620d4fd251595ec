"""The format of the file: its version, the upgrade of older files, the form of values."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

# Raise it, and add a step, with a change that makes older files unreadable.
FORMAT = 1
OLDEST_FORMAT = 1
# Format -> function that upgrades a document of it to the next one, in place. The document is
# not checked yet.
STEPS: dict[int, Callable[[dict[str, Any]], None]] = {}


def upgrade(document: Any) -> None:
    """Bring a document of an older format up to FORMAT, in place.

    A document without a known older format stays as it is. The check refuses it later.
    """
    if type(document) is not dict:
        return
    while type(document.get("format")) is int and document["format"] in STEPS:
        STEPS[document["format"]](document)
        document["format"] += 1


def records_in(document: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """The records of a list, for a step. Skips everything that is no record."""
    records = document.get(kind)
    for each in records if type(records) is list else ():
        if type(each) is dict:
            yield each


def as_json(value: Any) -> Any:
    """The value for JSON: times in UTC ending in Z, days and codes as text."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {name: as_json(each) for name, each in value.items()}
        case list():
            return [as_json(each) for each in value]
    return value
