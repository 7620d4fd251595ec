"""Fields for free text, no longer than its database column. The rule for signs is in `signs`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from setframework.web.forms.signs import find_fault, is_blank, lines, one_line

MOST_ROWS = 5


class ColumnField(forms.CharField):
    """A text no longer than its column. A maxlength in the browser would cut off silently."""

    def __init__(self, model: type[models.Model], name: str, **kwargs: Any):
        super().__init__(**kwargs)
        column: Any = model._meta.get_field(name)
        self.validators.append(forms.CharField(max_length=column.max_length).validators[0])


class OneLineField(forms.CharField):
    """A short text that others see, such as a name: one line, in signs that are what they seem."""

    def to_python(self, value: Any) -> str:
        line = one_line(super().to_python(value) or "")
        fault = find_fault(line)
        if fault:
            raise ValidationError(fault)
        return line


class LineField(OneLineField, ColumnField):
    """Such a text in its column."""


class WordsField(ColumnField):
    """Text that a person writes, to another or for themselves."""

    def __init__(self, model: type[models.Model], name: str, rows: int = MOST_ROWS, **kwargs: Any):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(model, name, widget=kwargs.pop("widget", widget), **kwargs)

    def to_python(self, value: Any) -> str:
        words = lines(super().to_python(value) or "")
        return "" if is_blank(words) else words
