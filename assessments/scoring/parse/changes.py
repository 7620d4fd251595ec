"""The fate of the items of earlier versions in this one.

    [changes_from.1]
    old-key = {change = "reworded", to = ["new-key"]}

The result maps each earlier version to its old item keys, and each of those to
`change`, `to` (a tuple of item keys of this version) and `values` (None, or a tuple
whose entry at an old value is the new value). A new item has the entry of its own
key, with `change` "new".
"""

from assessments.scoring.parse import shape
from assessments.scoring.parse.nested import Map
from assessments.scoring.questionnaire import Change


def read_changes(
    table: Map[Map[shape.Change]], version: int, items: tuple[str, ...]
) -> dict[int, dict[str, Change]]:
    earlier = [str(number) for number in range(1, version)]
    for key in table.names():
        if key not in earlier:
            raise table.error(key, f"a version before {version}")
    return {int(key): _version(table[key], items) for key in table.names()}


def _version(table: Map[shape.Change], items: tuple[str, ...]) -> dict[str, Change]:
    changes = {key: _change(key, table[key], items) for key in table.names()}
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


def _change(key: str, table: shape.Change, items: tuple[str, ...]) -> Change:
    return {"change": table.change, "to": _to(key, table, items), "values": table.values}


def _to(key: str, table: shape.Change, items: tuple[str, ...]) -> tuple[str, ...]:
    """The items it leads to; the item of the same key where the file says nothing."""
    kind = table.change
    fewest, most = shape.CHANGES[kind]
    to = tuple(table.to) or (key,) * min(fewest, 1)
    if not fewest <= len(to) <= most or (kind == "new" and to != (key,)):
        amount = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise table.error("to", f"{amount} items for {kind!r}, got {list(to)}")
    for item in to:
        if item not in items:
            raise table.error("to", f"keys of items, got {item!r}")
    return to
