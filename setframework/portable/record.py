"""A kind of record, declared once: its fields, and what export and import do with them.

Codes, keys of rows and times of receipt of an installation are no part of a record: the same
record is the same wherever it is, and that is how an import knows what is already there.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.api.answers import KeyField
from assessments.api.taking_bodies import EARLIEST
from assessments.forms.direction import AnyDayField
from assessments.forms.taking import DayField
from setframework.people.models import User
from setframework.portable.format import as_json
from setframework.portable.vocabulary import Vocabulary
from setframework.web.api.serializers import (
    StrictCharField,
    StrictDateField,
    StrictDateTimeField,
    StrictSerializer,
)

DIGEST_LENGTH = 64
CODE_LENGTH = 36
# Field -> value, as it is in the row. References hold the identity of an assessment.
Values = dict[str, Any]
# Kind -> identity -> values, in an order that an import keeps.
Portable = dict[str, dict[str, Values]]


def text_of(model: type[Model], name: str) -> StrictCharField:
    """A text as the column takes it: as long, and empty where it may be."""
    column: Any = model._meta.get_field(name)
    blank = {"allow_blank": True} if column.blank else {}
    return StrictCharField(max_length=column.max_length, **blank)


class PastField(StrictDateTimeField):
    default_error_messages = {"past": _("This must be a time in the past, from 2000 on.")}

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not EARLIEST <= moment <= self.context["now"]:
            self.fail("past")
        return moment


class AnyDay(StrictDateField):
    """The same days as on the pages."""

    days: type[AnyDayField | DayField] = AnyDayField

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        self.days(required=False).validate(day)
        return day


class PastDay(AnyDay):
    days = DayField


class ReferenceField(StrictCharField):
    """The identity of an assessment of the same file."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=DIGEST_LENGTH, **kwargs)


class Record(StrictSerializer):
    """What each record has; keys that are null are empty in the tables."""

    # The fields of a kind are those of its rows, by the same names. The name of its class is part
    # of an identity, and stays.
    identity = StrictCharField(
        max_length=DIGEST_LENGTH,
        help_text=_("Names the record within the file: a digest of its content."),
    )
    code = StrictCharField(
        required=False,
        allow_null=True,
        max_length=CODE_LENGTH,
        help_text=_("What the exporting site calls it. An import gives a new one."),
    )

    model: ClassVar[type[Model]]
    # The way from a row to its person.
    owner: ClassVar[str] = "person"
    # Fields whose values only one record of an account can have; without any, it can be repeated.
    unique: ClassVar[tuple[str, ...]] = ()
    # How many an account can have.
    most: ClassVar[int | None] = None

    names: ClassVar[list[str]]
    nullable_keys: ClassVar[set[str]]
    references: ClassVar[set[str]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        base = Record._declared_fields
        own = {name: each for name, each in cls._declared_fields.items() if name not in base}
        keys = {name for name, each in own.items() if isinstance(each, KeyField)}
        cls.names = list(own)
        cls.nullable_keys = {name for name in keys if own[name].allow_null}
        cls.references = {name for name, each in own.items() if isinstance(each, ReferenceField)}

    @classmethod
    def read(cls, row: Any, identities: Mapping[int, str]) -> Values:
        """The values of a row; `identities` are those of assessments, by primary key."""
        values: Values = {"code": row.code} if hasattr(row, "code") else {}
        for name in cls.names:
            if name in cls.references:
                values[name] = identities.get(getattr(row, f"{name}_id"))
            else:
                values[name] = getattr(row, name)
        return values

    @classmethod
    def as_row(cls, person: User, values: Values, keys: Mapping[str, int]) -> Any:
        """The unsaved row; `keys` are the primary keys of assessments, by identity."""
        columns = {name: value for name, value in values.items() if name not in cls.references}
        for name in cls.references:
            columns[f"{name}_id"] = keys.get(values[name])
        if cls.owner == "person":
            columns["person"] = person
        return cls.model(**columns)

    @classmethod
    def write(cls, values: Values) -> dict[str, Any]:
        """As it stands in a document."""
        return {
            name: as_json(value or None if name in cls.nullable_keys else value)
            for name, value in values.items()
        }

    @classmethod
    def content(cls, values: Values) -> dict[str, Any]:
        """What makes it this record and no other one."""
        return {name: value for name, value in cls.write(values).items() if name != "code"}

    @classmethod
    def slot(cls, values: Values) -> Any:
        """The place that only one record of an account can take; None where there is no such."""
        return tuple(values[name] for name in cls.unique) or None

    def validate(self, attrs: Values) -> Values:
        attrs.pop("code", None)
        wrong = self.find_mistakes(attrs)
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs | {name: attrs[name] or "" for name in self.nullable_keys}

    def find_mistakes(self, attrs: Values) -> dict[str, Any]:
        """Field -> messages, as far as the record alone can tell."""
        return {}

    def find_misfits(
        self, attrs: Values, about: Values, completed: Mapping[str, Values]
    ) -> Iterator[tuple[str, Any]]:
        """What in it can't be about that assessment: field, messages.

        `completed` are the completed ones of the file, by identity.
        """
        return iter(())

    @property
    def vocabulary(self) -> Vocabulary:
        vocabulary: Vocabulary = self.context["vocabulary"]
        return vocabulary


def with_identities(kind: type[Record], records: Iterable[Values]) -> dict[str, Values]:
    """Each under its identity: a digest of its content, and of how many alike came before it."""
    seen: Counter[str] = Counter()
    found = {}
    for values in records:
        content = json.dumps(kind.content(values), sort_keys=True, ensure_ascii=False)
        text = json.dumps([kind.__name__, content, seen[content]])
        seen[content] += 1
        found[hashlib.sha256(text.encode()).hexdigest()] = values
    return found
