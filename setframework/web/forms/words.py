"""Fields for free text, no longer than its database column."""

import unicodedata
from typing import Any

from django import forms
from django.db import models

MOST_ROWS = 5
# Characters that turn the direction of the text after them. They serve spoofing, not names.
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """The text with single spaces, without control characters and without TURNS.

    Empty if nothing of it can be seen.
    """
    shown = (sign for sign in " ".join(text.split()) if sign not in TURNS and not _controls(sign))
    line = "".join(shown)
    return "" if is_blank(line) else line


def is_blank(text: str) -> bool:
    """True if nothing of the text can be seen."""
    return not any(sign.isprintable() and not sign.isspace() for sign in text)


def _controls(sign: str) -> bool:
    # The validators refuse the null character by name, so it stays.
    return unicodedata.category(sign) == "Cc" and sign != "\x00"


class ColumnField(forms.CharField):
    """A text no longer than its column. A maxlength in the browser would cut off silently."""

    def __init__(self, model: type[models.Model], name: str, **kwargs: Any):
        super().__init__(**kwargs)
        column: Any = model._meta.get_field(name)
        self.validators.append(forms.CharField(max_length=column.max_length).validators[0])


class WordsField(ColumnField):
    """Text that a person writes, to another or for themselves. `rows=1` makes it one line."""

    def __init__(self, model: type[models.Model], name: str, rows: int = MOST_ROWS, **kwargs: Any):
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
        super().__init__(model, name, widget=kwargs.pop("widget", widget), **kwargs)

    def to_python(self, value: Any) -> str:
        """Lines end with one character, as in the database. Browsers send two."""
        words = (super().to_python(value) or "").replace("\r\n", "\n")
        return "" if is_blank(words) else words
