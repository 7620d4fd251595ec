"""Fields for free words, as long as the column that keeps them."""

from typing import Any

from django import forms
from django.db import models

MOST_ROWS = 5


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
        return (super().to_python(value) or "").replace("\r\n", "\n")
