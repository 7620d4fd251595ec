"""Serializers and fields that accept only what the schema says, and convert nothing."""

import re
from collections.abc import Mapping
from datetime import UTC
from itertools import islice
from typing import Any, cast

from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from setframework.web.forms.signs import find_fault, is_blank, lines, one_line
from setframework.web.mistakes import MOST_MISTAKES

UNKNOWN_FIELD = _("Unknown field.")


class StrictSerializer(serializers.Serializer):
    """Refuses fields that it does not write, beside every other mistake of the body."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        unknown: dict[str, Any] = {}
        if isinstance(data, Mapping):
            known = {field.field_name for field in self._writable_fields}
            strange = (name for name in data if name not in known)
            unknown = {name: [UNKNOWN_FIELD] for name in islice(strange, MOST_MISTAKES + 1)}
        try:
            values: dict[str, Any] = super().to_internal_value(data)
        except serializers.ValidationError as error:
            if not unknown:
                raise
            wrong = cast(dict[str, Any], error.detail)  # a serializer always raises a dict
            raise serializers.ValidationError(unknown | wrong) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return values


class NothingSerializer(StrictSerializer):
    """No field at all; the body may be left out."""


class StrictIntegerField(serializers.IntegerField):
    """A JSON integer. It refuses "3", 3.0 and true."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return data


class StrictBooleanField(serializers.BooleanField):
    """true or false. It refuses 1 and "yes"."""

    def to_internal_value(self, data: Any) -> bool:
        if type(data) is not bool:
            self.fail("invalid", input=data)
        return data


class StrictCharField(serializers.CharField):
    """A JSON string, kept exactly: numbers are not converted, spaces stay."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        if type(data) is not str:
            self.fail("invalid")
        return super().to_internal_value(data)


def _refuse_longer(field: StrictCharField, data: Any) -> None:
    """The schema tells the length of what is sent, not of what is left after cleaning."""
    if isinstance(data, str) and field.max_length is not None and len(data) > field.max_length:
        raise serializers.ValidationError(
            field.error_messages["max_length"].format(max_length=field.max_length)
        )


class LineField(StrictCharField):
    """A short text that others see, by the same rule as the field of a form."""

    cleaned = staticmethod(one_line)

    def to_internal_value(self, data: Any) -> str:
        _refuse_longer(self, data)
        line = self.cleaned(super().to_internal_value(data))
        fault = find_fault(line)
        if fault:
            raise serializers.ValidationError(fault)
        if not line and not self.allow_blank:
            self.fail("blank")
        return line


class CleanField(StrictCharField):
    """A longer text, without the signs that no field of a form keeps."""

    cleaned = staticmethod(lines)

    def to_internal_value(self, data: Any) -> str:
        _refuse_longer(self, data)
        return self.cleaned(super().to_internal_value(data))


class WordsField(CleanField):
    """A longer text that a person writes. It shows something, or may be left out."""

    def to_internal_value(self, data: Any) -> str:
        words = super().to_internal_value(data)
        if is_blank(words) and not self.allow_blank:
            self.fail("blank")
        return words


class StrictListField(serializers.ListField):
    """A list. Its length is checked before its members are, and they only while few are wrong."""

    def to_internal_value(self, data: Any) -> list[Any]:
        if type(data) is not list:
            self.fail("not_a_list", input_type=type(data).__name__)
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        found: list[Any] = super().to_internal_value(data)
        return found

    def run_child_validation(self, data: list[Any]) -> list[Any]:
        found: list[Any] = []
        wrong: dict[Any, Any] = {}
        for index, each in enumerate(data):
            try:
                found.append(self.child.run_validation(each))
            except serializers.ValidationError as error:
                wrong[index] = error.detail
                if len(wrong) > MOST_MISTAKES:
                    break
        if wrong:
            raise serializers.ValidationError(wrong)
        return found


class StrictDictField(serializers.DictField):
    """An object of at most `max_length` names. They are counted before they are checked."""

    default_error_messages = {"max_length": _("At most {max_length} names are allowed.")}

    def __init__(self, *, max_length: int, **kwargs: Any):
        super().__init__(**kwargs)
        self.max_length = max_length
        message = format_lazy(self.error_messages["max_length"], max_length=max_length)
        self.validators.append(MaxLengthValidator(max_length, message=message))

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if type(data) is not dict:
            self.fail("not_a_dict", input_type=type(data).__name__)
        if len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        found: dict[str, Any] = super().to_internal_value(data)
        return found


class StrictDateField(serializers.DateField):
    """A day such as 2026-08-31."""

    default_error_messages = {"invalid": _("Expected a day such as 2026-08-31.")}
    shape = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def to_internal_value(self, value: Any) -> Any:
        if type(value) is not str or not self.shape.fullmatch(value):
            self.fail("invalid")
        return super().to_internal_value(value)


class MomentField(serializers.DateTimeField):
    """A time in UTC ending in Z. It ignores the active time zone."""

    def __init__(self, **kwargs: Any):
        super().__init__(default_timezone=UTC, **kwargs)


class StrictDateTimeField(MomentField):
    """A moment with its offset from UTC, such as 2026-08-31T09:30:00Z."""

    default_error_messages = {"invalid": _("Expected a time such as 2026-08-31T09:30:00Z.")}
    shape = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
        r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
    )

    def to_internal_value(self, value: Any) -> Any:
        if type(value) is not str or not self.shape.fullmatch(value):
            self.fail("invalid")
        return super().to_internal_value(value.upper())
