"""Fields for free words, as long as the column that keeps them."""

import unicodedata
from typing import Any

from django import forms
from django.db import models

MOST_ROWS = 5
# Signs that write what follows backwards, however it was written: for spoofing, not for names.
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """With single spaces, and without what controls a screen or turns the words after it round.

    Empty where nothing of it can be seen.
    """
    shown = (sign for sign in " ".join(text.split()) if sign not in TURNS and not _controls(sign))
    line = "".join(shown)
    return "" if is_blank(line) else line


def is_blank(text: str) -> bool:
    """Nothing of it can be seen."""
    return not any(sign.isprintable() and not sign.isspace() for sign in text)


def _controls(sign: str) -> bool:
    # The null sign is left for the validators, which refuse it by name.
    return unicodedata.category(sign) == "Cc" and sign != "\x00"


class ColumnField(forms.CharField):
    """As long as its column; the browser is not told, as it would cut off without a word."""

    def __init__(self, model: type[models.Model], name: str, **kwargs: Any):
        super().__init__(**kwargs)
        longest = model._meta.get_field(name).max_length  # type: ignore[union-attr]
        self.validators.append(forms.CharField(max_length=longest).validators[0])


class WordsField(ColumnField):
    """What somebody writes to another, or for oneself; one line with `rows=1`."""

    def __init__(self, model: type[models.Model], name: str, rows: int = MOST_ROWS, **kwargs: Any):
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
        super().__init__(model, name, widget=kwargs.pop("widget", widget), **kwargs)

    def to_python(self, value: Any) -> str:
        """Lines end as they do in the database: browsers send two signs for one."""
        words = (super().to_python(value) or "").replace("\r\n", "\n")
        return "" if is_blank(words) else words
