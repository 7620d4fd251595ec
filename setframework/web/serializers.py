"""Serializers that take exactly what the schema says: nothing extra, nothing converted."""

import re
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

UNKNOWN_FIELD = _("Unknown field.")


class StrictSerializer(serializers.Serializer):
    """Refuses fields that it does not write, beside every other mistake of the body."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        unknown: dict[str, Any] = {}
        if isinstance(data, Mapping):
            known = {field.field_name for field in self._writable_fields}
            unknown = {name: [UNKNOWN_FIELD] for name in data if name not in known}
        try:
            values: dict[str, Any] = super().to_internal_value(data)
        except serializers.ValidationError as error:
            if not unknown:
                raise
            raise serializers.ValidationError({**unknown, **dict(error.detail)}) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return values


class StrictIntegerField(serializers.IntegerField):
    """A JSON integer: "3", 3.0 and true are none."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return data


class StrictBooleanField(serializers.BooleanField):
    """true or false: 1 and "yes" are neither."""

    def to_internal_value(self, data: Any) -> bool:
        if type(data) is not bool:
            self.fail("invalid", input=data)
        return data


class StrictCharField(serializers.CharField):
    """A JSON text, kept exactly as it came: numbers are not turned into text, spaces stay."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        if type(data) is not str:
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictDateField(serializers.DateField):
    """A day as 2026-08-31."""

    default_error_messages = {"invalid": _("Expected a day such as 2026-08-31.")}
    shape = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def to_internal_value(self, value: Any) -> Any:
        if type(value) is not str or not self.shape.fullmatch(value):
            self.fail("invalid")
        return super().to_internal_value(value)


class MomentField(serializers.DateTimeField):
    """A time in UTC ending in Z, whatever zone is active."""

    def __init__(self, **kwargs: Any):
        super().__init__(default_timezone=UTC, **kwargs)


class StrictDateTimeField(MomentField):
    """A moment with its distance from UTC, as 2026-08-31T09:30:00Z."""

    default_error_messages = {"invalid": _("Expected a time such as 2026-08-31T09:30:00Z.")}
    shape = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
        r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
    )

    def to_internal_value(self, value: Any) -> Any:
        if type(value) is not str or not self.shape.fullmatch(value):
            self.fail("invalid")
        return super().to_internal_value(value.upper())
