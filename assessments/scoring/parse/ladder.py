"""Levels, and the paths that lead up them."""

from assessments.scoring.parse.order import in_order
from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import MAX_VALUE, Level, Path

MAX_LEVELS = 20
MAX_PATHS = 10


def read_levels(root: Table, texts: Table) -> tuple[Level, ...]:
    rows, words = root.keyed_tables("levels", MAX_LEVELS), texts.table("levels")
    return in_order(rows, [_level(key, row, words.table(key)) for key, row in rows.items()])


def _level(key: str, row: Table, words: Table) -> Level:
    order = row.integer("order", 1, 1000)
    return Level(key, order, words.text("name", 60), words.text("summary"))


def read_paths(root: Table, texts: Table, scales: tuple[str, ...]) -> tuple[Path, ...]:
    """The paths in the order of the file; the first one holds where nobody chose."""
    rows, words = root.keyed_tables("paths", MAX_PATHS), texts.table("paths")
    return tuple(_path(key, row, words.table(key), scales) for key, row in rows.items())


def _path(key: str, row: Table, words: Table, scales: tuple[str, ...]) -> Path:
    caps = row.table("caps", optional=True)
    for scale in caps.names():
        if scale not in scales:
            raise caps.error(scale, f"the key of a scale ({', '.join(scales)})")
    limits = {scale: caps.integer(scale, 0, MAX_VALUE) for scale in caps.names()}
    return Path(key, limits, words.text("name", 60))
