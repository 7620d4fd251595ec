"""The questionnaires of the tests: a SET Framework of their own, its next version, a small grid.

Only tests about the shipped files read `SHIPPED`.
"""

from functools import cache
from pathlib import Path

from assessments.scoring.parse.document import read_file
from assessments.scoring.parse.questionnaire import parse
from assessments.scoring.questionnaire import Questionnaire
from tests.scoring.version_2 import version_2

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parent.parent / "assessments" / "questionnaires"
SET_FRAMEWORK = HERE / "set-framework-1.toml"
GRID = HERE / "grid-1.toml"


@cache
def set_framework() -> Questionnaire:
    return parse(read_file(SET_FRAMEWORK), source=SET_FRAMEWORK.name)


@cache
def set_framework_2() -> Questionnaire:
    """See version_2.py; its document, to publish, is `version_2(read_file(SET_FRAMEWORK))`."""
    return parse(version_2(read_file(SET_FRAMEWORK)), source="set-framework-2.toml")


@cache
def grid(language: str = "en") -> Questionnaire:
    return parse(read_file(GRID), language, source=GRID.name)
