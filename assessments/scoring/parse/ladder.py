"""Levels, and the paths that lead up them."""

from assessments.scoring.parse import shape
from assessments.scoring.parse.nested import Map
from assessments.scoring.parse.order import in_order
from assessments.scoring.questionnaire import Level, Path


def read_levels(rows: dict[str, shape.Level], words: Map[shape.LevelTexts]) -> tuple[Level, ...]:
    return in_order(rows, [_level(key, row, words[key]) for key, row in rows.items()])


def _level(key: str, row: shape.Level, words: shape.LevelTexts) -> Level:
    return Level(key, row.order, words.name, words.summary)


def read_paths(
    rows: dict[str, shape.Path], words: Map[shape.PathTexts], scales: tuple[str, ...]
) -> tuple[Path, ...]:
    """The paths in the order of the file; the first one holds where nobody chose."""
    return tuple(_path(key, row, words[key], scales) for key, row in rows.items())


def _path(key: str, row: shape.Path, words: shape.PathTexts, scales: tuple[str, ...]) -> Path:
    caps = row.caps
    for scale in caps.names():
        if scale not in scales:
            raise caps.error(scale, f"the key of a scale ({', '.join(scales)})")
    return Path(key, {scale: caps[scale] for scale in caps.names()}, words.name)
