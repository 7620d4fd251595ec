"""The words of a direction, and the prompts after a result."""

from assessments.scoring.parse import shape
from assessments.scoring.parse.nested import Map
from assessments.scoring.questionnaire import Counsel, DirectionContent, Reflection


def read_direction(file: shape.File, texts: shape.Texts) -> DirectionContent | None:
    if "direction" not in file:
        return None
    table, words = file.direction, texts.direction
    holds_back = _counsels(table.holds_back, words.holds_back)
    return DirectionContent(
        brings=_counsels(table.brings, words.brings),
        holds_back=holds_back,
        unsaved=_unsaved(table, {counsel.key for counsel in holds_back}),
    )


def read_reflections(file: shape.File, texts: shape.Texts) -> tuple[Reflection, ...]:
    keys = file.reflections
    if not keys:
        return ()
    words = texts.reflections
    return tuple(Reflection(key, words[key]) for key in keys)


def _counsels(keys: list[str], words: Map[shape.CounselTexts]) -> tuple[Counsel, ...]:
    return tuple(_counsel(key, words[key]) for key in keys)


def _counsel(key: str, words: shape.CounselTexts) -> Counsel:
    return Counsel(key, words.label, words.text)


def _unsaved(table: shape.Direction, holds_back: set[str]) -> tuple[str, ...]:
    keys = table.unsaved
    for key in keys:
        if key not in holds_back:
            raise table.error("unsaved", f"keys of holds_back, got {key!r}")
    return tuple(keys)
