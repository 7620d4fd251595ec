"""All that the database holds, to compare it before and after."""

from typing import Any

from django.apps import apps

# When a row was written, and the count by which searches know it.
STAMPS = {"updated_at", "revision"}
# Tables of the visit itself, the counter, and the log of who pressed a button of the admin.
VISIT = {"Session", "UserSession", "Revision", "LogEntry"}


def rows() -> dict[str, list[dict[str, Any]]]:
    found = {}
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if field.name not in STAMPS]
        if model.__name__ not in VISIT:
            found[model._meta.label] = list(
                model._default_manager.order_by("pk").values("pk", *names)
            )
    return found


def changes(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, Any]:
    """What differs, table by table: readable where a test fails."""
    return {
        table: [pair for pair in _pairs(before[table], after[table]) if pair[0] != pair[1]]
        for table in before
        if before[table] != after[table]
    }


def _pairs(before: list[Any], after: list[Any]) -> list[tuple[Any, Any]]:
    old, new = ({row["pk"]: row for row in rows} for rows in (before, after))
    return [(old.get(key), new.get(key)) for key in {**old, **new}]
