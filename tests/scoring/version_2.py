"""A next version of the tests' questionnaire in which every kind of change happens once or more.

soft-skills (9 -> 11 items): one reworded, one reworded and renamed, one rescaled with a value
map, one retired, three new. experience (7 -> 8): one split, two merged, one rescaled without a
map, and one that moved here from technical (7 -> 5), where another is retired.
"""

import copy
from typing import Any

Document = dict[str, Any]

SAME = (
    "writing-with-confidence",
    "prioritising-without-authority",
    "self-directed-learning",
    "team-trust",
    "coaching-both-ways",
    "decision-to-business-value",
    "spotting-bottlenecks",
    "deepening-expertise",
    "language-fundamentals",
    "language-transfer",
    "data-modelling",
    "data-systems",
    "cloud-foundations",
    "staying-current",
)
NEW = ("listening", "delegating", "facilitating")
VALUE_MAP = [0, 1, 1, 2, 4]
CHANGES: dict[str, dict[str, Any]] = {
    **{key: {"change": "same"} for key in SAME},
    **{key: {"change": "new"} for key in NEW},
    "tough-feedback": {"change": "reworded"},
    "negotiating-engineering-work": {"change": "reworded", "to": ["negotiating-work"]},
    "saying-no-with-care": {"change": "rescaled", "values": VALUE_MAP},
    "knowing-the-experts": {"change": "rescaled"},
    "breadth-and-depth": {"change": "split", "to": ["breadth", "depth"]},
    "community-participation": {"change": "merged", "to": ["community"]},
    "using-support-network": {"change": "merged", "to": ["community"]},
    "tech-debt-empathy": {"change": "retired"},
    "architecture-patterns": {"change": "retired"},
}


def version_2(document: Document) -> Document:
    """The document of version 2, from that of version 1."""
    changed = copy.deepcopy(document)
    changed["framework"]["version"] = 2
    changed["changes_from"] = {"1": copy.deepcopy(CHANGES)}
    changed["measurement"]["soft-skills"] = {
        "reliability": 0.9,
        "sd": 18,
        "basis": "observed",
        "n": 240,
    }
    _reword(changed)
    for order, key in enumerate(NEW, start=20):
        _copy(changed, "team-trust", key, order)
    _copy(changed, "negotiating-engineering-work", "negotiating-work", 2)
    _copy(changed, "breadth-and-depth", "breadth", 20)
    _copy(changed, "breadth-and-depth", "depth", 21)
    _copy(changed, "community-participation", "community", 22)
    for key in ("tech-debt-empathy", "architecture-patterns", "negotiating-engineering-work"):
        _remove(changed, key)
    for key in ("breadth-and-depth", "community-participation", "using-support-network"):
        _remove(changed, key)
    _item(changed, "staying-current").update(scale="experience", order=30)
    return changed


def _reword(document: Document) -> None:
    words = document["texts"]["en"]["items"]["tough-feedback"]
    words["question"] = "Do you tell people what is hard to hear, and stay on their side?"
    for key in ("saying-no-with-care", "knowing-the-experts"):
        _item(document, key)["answer_scale"] = "knowledge"


def _item(document: Document, key: str) -> dict[str, Any]:
    (item,) = (item for item in document["items"] if item["key"] == key)
    return item


def _copy(document: Document, like: str, key: str, order: int) -> None:
    """Add an item that is as another one, without what that one leans on."""
    document["items"].append({**_item(document, like), "key": key, "order": order})
    for table in (document["targets"], document["actions"], document["texts"]["en"]["items"]):
        table[key] = copy.deepcopy(table[like])
    words = document["texts"]["en"]["items"][key]
    words["title"] = key.replace("-", " ").capitalize()
    del words["lean_on"]


def _remove(document: Document, key: str) -> None:
    """Remove an item, and what leans on it."""
    document["items"].remove(_item(document, key))
    for table in (document["targets"], document["actions"], document["texts"]["en"]["items"]):
        del table[key]
    document["lean_on"].pop(key, None)
    for other in [other for other, on in document["lean_on"].items() if on == key]:
        del document["lean_on"][other]
        del document["texts"]["en"]["items"][other]["lean_on"]
