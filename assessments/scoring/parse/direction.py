"""What surrounds a score: the words of a direction, and the prompts after a result."""

from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import Counsel, DirectionContent, Reflection

MAX_COUNSELS = 20
MAX_REFLECTIONS = 3


def read_direction(root: Table, texts: Table) -> DirectionContent | None:
    if not root.has("direction"):
        return None
    table, words = root.table("direction"), texts.table("direction")
    holds_back = _counsels("holds_back", table, words)
    return DirectionContent(
        brings=_counsels("brings", table, words),
        holds_back=holds_back,
        unsaved=_unsaved(table, {counsel.key for counsel in holds_back}),
    )


def read_reflections(root: Table, texts: Table) -> tuple[Reflection, ...]:
    if not root.has("reflections"):
        return ()
    keys, words = root.keys("reflections", MAX_REFLECTIONS), texts.table("reflections")
    return tuple(Reflection(key, words.text(key, 120)) for key in keys)


def _counsels(name: str, table: Table, texts: Table) -> tuple[Counsel, ...]:
    keys, words = table.keys(name, MAX_COUNSELS), texts.table(name)
    return tuple(_counsel(key, words.table(key)) for key in keys)


def _counsel(key: str, words: Table) -> Counsel:
    return Counsel(key, words.text("label", 80), words.text("text"))


def _unsaved(table: Table, holds_back: set[str]) -> tuple[str, ...]:
    if not table.has("unsaved"):
        return ()
    keys = table.keys("unsaved", MAX_COUNSELS)
    for key in keys:
        if key not in holds_back:
            raise table.error("unsaved", f"keys of holds_back, got {key!r}")
    return tuple(keys)
