"""The shape of a questionnaire file: every table with its keys.

The reader and the JSON Schema are both made of it, so a new table or key is declared here once.
docs/questionnaire-file.md tells authors of it. Rules between tables stand where they are read.
"""

from assessments.scoring.parse import rules
from assessments.scoring.parse.fields import (
    flag,
    key_list,
    key_of,
    number,
    one_line,
    one_of,
    own_key,
    whole,
)
from assessments.scoring.parse.nested import Row, by, map_of, rows_of, table_of
from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import MAX_VALUE, NO_OPPORTUNITY, SKIP

GLYPHS = ("circle", "diamond", "triangle", "square")
MAX_ITEMS = 200
MAX_LEVELS = 20
# How a change is called, and how many items of this version it may lead to (fewest, most).
CHANGES = {
    "same": (1, 1),
    "reworded": (1, 1),
    "rescaled": (1, 1),
    "split": (2, 20),
    "merged": (1, 1),
    "retired": (0, 0),
    "new": (1, 1),
}


class Source(Table):
    title = one_line(200)
    url = rules.address(optional=True)


class Framework(Table):
    key = own_key()
    version = whole(1, 10**6)
    status = one_of(("draft", "published"))
    license = one_line(80)
    languages = rules.language_list(50, note="The first is used where a reader's is not known.")
    yes_threshold = whole(1, MAX_VALUE, note="An answer of this value or more is a yes.")
    source = table_of(Source, note="What the questionnaire is drawn from.")


class AnswerScale(Table):
    points = rules.points(note="Lowest first; values rise from 0 to 4 and may leave some out.")


class Scale(Row):
    order = whole(1, 1000)
    letter = one_line(2)
    glyph = one_of(GLYPHS)
    answered_tenths = whole(
        1, 10, note="No score unless this many tenths of the items are answered."
    )


class Level(Row):
    order = whole(1, 1000)


class Path(Row):
    caps = map_of(rules.VALUE, optional=True, note="Scale key to the highest target on this path.")


class Direction(Table):
    brings = key_list(20, note="What may bring a person here.")
    holds_back = key_list(20, note="What may hold a person back.")
    unsaved = key_list(20, optional=True, note="Those of holds_back that are never stored.")


class Measurement(Table):
    reliability = number(0, 1)
    # The largest standard deviation that values on 0-100 can have is 50.
    sd = number(0, 50, above=True)
    basis = one_of(("assumed", "observed"))
    n = by("basis", {"assumed": whole(0, 0), "observed": whole(2, 10**9)}, note="People.")


class Item(Row):
    scale = key_of("the key of a scale")
    order = whole(1, 1000)
    answer_scale = key_of("the key of an answer scale")
    theme = key_of("one of the themes", optional=True)
    can_gain = flag()
    two_halves = flag()


class Action(Row):
    effort = rules.effort()


_NO_MAP = "a value map only where change is 'rescaled'"


class Change(Table):
    change = one_of(CHANGES)
    to = by(
        "change",
        {word: rules.leads_to(*count) for word, count in CHANGES.items()},
        absent=(),
        optional=True,
        note="Item keys of this version; the same key where it is absent.",
    )
    values = by(
        "change",
        {word: rules.value_map("" if word == "rescaled" else _NO_MAP) for word in CHANGES},
        absent=None,
        optional=True,
        note="The new value for each old value, 0 to 4.",
    )


class Labelled(Table):
    label = one_line(80)
    description = one_line()


class AnswerScaleTexts(Table):
    prompt = one_line()
    points = map_of(table_of(Labelled))


class ScaleTexts(Table):
    name = one_line(60)
    summary = one_line()
    all_yes_verdict = one_line(optional=True, note="Shown when every answer is a yes.")


class LevelTexts(Table):
    name = one_line(60)
    summary = one_line()


class PathTexts(Table):
    name = one_line(60)


class CounselTexts(Table):
    label = one_line(80, note="What a person can choose.")
    text = one_line(note="What is said to it.")


class DirectionTexts(Table):
    brings = map_of(table_of(CounselTexts))
    holds_back = map_of(table_of(CounselTexts))


class ItemTexts(Table):
    title = one_line(80)
    axis_label = one_line(24)
    question = one_line(300)
    hint = one_line(optional=True)
    why = one_line()
    lean_on = one_line(linked=True, note="How the item it leans on can carry it.")
    actions = map_of(one_line(), linked=True, note="Action key to its words.")


class Texts(Table):
    """The texts of one language."""

    name = one_line(60)
    disclaimer = one_line()
    source_note = one_line(optional=True)
    tie_break_hint = one_line()
    two_halves_hint = one_line()
    targets_note = one_line()
    answer_scales = map_of(table_of(AnswerScaleTexts))
    special_answers = map_of(
        table_of(Labelled),
        also={"propertyNames": {"enum": [SKIP, NO_OPPORTUNITY]}, "minProperties": 2},
    )
    scales = map_of(table_of(ScaleTexts))
    levels = map_of(table_of(LevelTexts))
    paths = map_of(table_of(PathTexts))
    direction = table_of(DirectionTexts, linked=True)
    reflections = map_of(one_line(120), linked=True)
    items = map_of(table_of(ItemTexts))


class File(Table):
    """The top of the file."""

    format = rules.format_version()
    special_answers = rules.special_answer_list(note="In the order in which they are offered.")
    themes = key_list(100, optional=True, note="Tags that find a strength to lean on; not scored.")
    key_technology_scale = key_of(
        "the key of an answer scale",
        optional=True,
        note="It rates technologies of one's own, beside the score.",
    )
    reflections = key_list(3, optional=True, note="Prompts to answer in own words after a result.")
    direction = table_of(Direction, optional=True)
    framework = table_of(Framework)
    answer_scales = map_of(table_of(AnswerScale), most=50)
    scales = rows_of(Scale, 12)
    levels = rows_of(Level, MAX_LEVELS)
    paths = rows_of(Path, 10, note="The first one holds where nobody chose.")
    measurement = map_of(table_of(Measurement), note="Per scale: how well it measures.")
    items = rows_of(Item, MAX_ITEMS)
    targets = map_of(
        rules.target_list(MAX_LEVELS),
        also={"minProperties": 1, "maxProperties": MAX_ITEMS},
        note="One value per level, lowest level first.",
    )
    lean_on = map_of(
        key_of("the key of an item"), optional=True, note="The item that can carry it."
    )
    actions = map_of(rows_of(Action, 20), optional=True, note="The next steps of an item.")
    changes_from = map_of(
        map_of(table_of(Change)),
        also={"propertyNames": {"pattern": "^[1-9][0-9]*$"}},
        optional=True,
        note="Earlier version to old item key to how it goes on.",
    )
    texts = map_of(
        table_of(Texts),
        also={"propertyNames": {"pattern": f"^{rules.LANGUAGE}$"}, "minProperties": 1},
    )
