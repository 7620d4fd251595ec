"""Rows that say when their words were last written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def write_once(
    rows: models.QuerySet[Row], *, values: Mapping[str, Any], stamp: str, at: datetime, **key: Any
) -> Row:
    """Store the values under that key, in the transaction of the caller.

    The same again changes nothing, not even the stamp: whoever saves an untouched page has not
    written anew.
    """
    row, is_new = rows.select_for_update().get_or_create(defaults={**values, stamp: at}, **key)
    if not is_new and any(getattr(row, name) != value for name, value in values.items()):
        for name, value in {**values, stamp: at}.items():
            setattr(row, name, value)
        row.save()
    return row
