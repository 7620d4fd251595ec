"""What became of the items of earlier versions.

    [changes_from.1]
    old-key = {change = "reworded", to = ["new-key"]}

The result maps each earlier version to its old item keys, and each of those to
`change`, `to` (a tuple of item keys of this version) and `values` (None, or a tuple
whose entry at an old value is the new value). A new item has the entry of its own
key, with `change` "new".
"""

from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import MAX_VALUE, Change

# change -> how many items of this version it may lead to (fewest, most)
CHANGES = {
    "same": (1, 1),
    "reworded": (1, 1),
    "rescaled": (1, 1),
    "split": (2, 20),
    "merged": (1, 1),
    "retired": (0, 0),
    "new": (1, 1),
}


def read_changes(root: Table, version: int, items: tuple[str, ...]) -> dict[int, dict[str, Change]]:
    table = root.table("changes_from", optional=True)
    earlier = [str(number) for number in range(1, version)]
    for key in table.names():
        if key not in earlier:
            raise table.error(key, f"a version before {version}")
    return {int(key): _version(table.table(key), items) for key in table.names()}


def _version(table: Table, items: tuple[str, ...]) -> dict[str, Change]:
    changes = {key: _change(key, table.table(key), items) for key in table.names()}
    reached: dict[str, str] = {}
    for key, change in changes.items():
        for item in change["to"]:
            if item in reached and not change["change"] == reached[item] == "merged":
                raise table.error(key, f"an item that no other entry leads to, got {item!r}")
            reached[item] = change["change"]
    for item in items:
        if item not in reached:
            raise table.error(item, "an entry that leads to this item, or that calls it new")
    return changes


def _change(key: str, table: Table, items: tuple[str, ...]) -> Change:
    kind = table.choice("change", CHANGES, f"one of {', '.join(CHANGES)}")
    to = _to(key, kind, table, items)
    values = _values(table) if table.has("values") else None
    if values is not None and kind != "rescaled":
        raise table.error("values", "a value map only where change is 'rescaled'")
    return {"change": kind, "to": to, "values": values}


def _to(key: str, kind: str, table: Table, items: tuple[str, ...]) -> tuple[str, ...]:
    """The items it leads to; the item of the same key where the file says nothing."""
    fewest, most = CHANGES[kind]
    written = table.has("to")
    to = tuple(table.keys("to", max(most, 1))) if written else (key,) * min(fewest, 1)
    if not fewest <= len(to) <= most or (kind == "new" and to != (key,)):
        amount = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise table.error("to", f"{amount} items for {kind!r}, got {list(to)}")
    for item in to:
        if item not in items:
            raise table.error("to", f"keys of items, got {item!r}")
    return to


def _values(table: Table) -> tuple[int, ...]:
    count = MAX_VALUE + 1
    values = table.list("values", count, count, "values")
    if not all(type(value) is int and 0 <= value <= MAX_VALUE for value in values):
        raise table.error("values", f"whole numbers from 0 to {MAX_VALUE}, got {values}")
    if values != sorted(values):
        raise table.error("values", f"values that never fall, got {values}")
    return tuple(values)
