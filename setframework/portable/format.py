"""The format of the file: its version, how an older file is brought up to it, how values look."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

# A change after which an older file can't be read as it is raises it and adds a step.
FORMAT = 1
OLDEST_FORMAT = 1
# Format -> what brings a document of it to the next one, in place. The document is unchecked.
STEPS: dict[int, Callable[[dict[str, Any]], None]] = {}


def upgrade(document: Any) -> None:
    """Bring a document of an older format up to FORMAT, in place.

    What names no older format stays as it is, and is refused where it is checked.
    """
    if type(document) is not dict:
        return
    while type(document.get("format")) is int and document["format"] in STEPS:
        STEPS[document["format"]](document)
        document["format"] += 1


def records_in(document: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """The records of a list, for a step. It passes over what has no such shape."""
    records = document.get(kind)
    for each in records if type(records) is list else ():
        if type(each) is dict:
            yield each


def as_json(value: Any) -> Any:
    """Times in UTC ending in Z, days and codes as text."""
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
