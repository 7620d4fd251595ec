"""The two questionnaires that tests score: the shipped one, and a small one of another shape."""

from functools import cache
from pathlib import Path

from assessments.scoring.parse import parse, read_file
from assessments.scoring.questionnaire import Questionnaire

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parent.parent / "assessments" / "questionnaires"
SET_FRAMEWORK = SHIPPED / "set-framework-1.toml"
GRID = HERE / "grid-1.toml"


@cache
def set_framework() -> Questionnaire:
    return parse(read_file(SET_FRAMEWORK), source=SET_FRAMEWORK.name)


@cache
def grid(language: str = "en") -> Questionnaire:
    return parse(read_file(GRID), language, source=GRID.name)
