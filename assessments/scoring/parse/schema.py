"""The JSON Schema of the questionnaire file, made of the same fields as the reader.

python -m assessments.scoring.parse.schema > assessments/questionnaires/questionnaire.schema.json
"""

import json
import sys

from assessments.scoring.parse.fields import KEY, MAX_TEXT_LENGTH, TEXT, Schema
from assessments.scoring.parse.nested import table_schema
from assessments.scoring.parse.shape import File
from assessments.scoring.parse.table import MAX_KEY_LENGTH

KEY_SCHEMA: Schema = {
    "description": "Permanent: answers are stored under it.",
    "type": "string",
    "pattern": f"^{KEY}$",
    "maxLength": MAX_KEY_LENGTH,
}
TEXT_SCHEMA: Schema = {
    "description": "One line, no space at its ends.",
    "type": "string",
    "pattern": f"^{TEXT}$",
    "minLength": 1,
    "maxLength": MAX_TEXT_LENGTH,
}


def file_schema() -> Schema:
    """The JSON Schema as plain values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Questionnaire file",
        "description": "Shape of a questionnaire file. Publishing also checks what a schema "
        "cannot say: references between tables, one target per level, targets that never fall, "
        "orders that differ, and the same texts in each language.",
        **table_schema(File),
        "$defs": {"key": KEY_SCHEMA, "text": TEXT_SCHEMA},
    }


def file_schema_text() -> str:
    """The JSON Schema as it stands beside the questionnaires."""
    return json.dumps(file_schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(file_schema_text())
