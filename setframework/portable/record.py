"""A kind of record: its fields, declared once, and how export and import use them.

A record leaves out the codes, primary keys and times of receipt of an installation. So it is the
same on every installation, and an import knows which records are already there.
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
from assessments.forms.taking import PastDayField
from setframework.people.models import User
from setframework.portable.format import as_json
from setframework.portable.vocabulary import Vocabulary
from setframework.web.api.serializers import (
    CleanField,
    LineField,
    StrictCharField,
    StrictDateField,
    StrictDateTimeField,
    StrictSerializer,
)

DIGEST_LENGTH = 64
CODE_LENGTH = 36
# Field -> value, as in the row. A reference is the identity of an assessment.
Values = dict[str, Any]
# Kind -> identity -> values. An import keeps the order.
Portable = dict[str, dict[str, Values]]


def text_of(
    model: type[Model], name: str, field: type[StrictCharField] = CleanField
) -> StrictCharField:
    """A text field with the length of its column. It may be empty if the column may."""
    column: Any = model._meta.get_field(name)
    blank = {"allow_blank": True} if column.blank else {}
    return field(max_length=column.max_length, **blank)


class PastField(StrictDateTimeField):
    default_error_messages = {"past": _("This must be a time in the past, from 2000 on.")}

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not EARLIEST <= moment <= self.context["now"]:
            self.fail("past")
        return moment


class AnyDay(StrictDateField):
    """A day that the pages would accept too."""

    days: type[AnyDayField | PastDayField] = AnyDayField

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        self.days(required=False).validate(day)
        return day


class PastDay(AnyDay):
    days = PastDayField


class ReferenceField(StrictCharField):
    """The identity of an assessment of the same file."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=DIGEST_LENGTH, **kwargs)


class Record(StrictSerializer):
    """What each record has; keys that are null are empty in the tables."""

    # The fields of a kind have the names of its columns. Never rename a class: its name is part
    # of the identities.
    identity = StrictCharField(
        max_length=DIGEST_LENGTH,
        help_text=_("Names the record within the file: a digest of its content."),
    )
    code = StrictCharField(
        required=False,
        allow_null=True,
        max_length=CODE_LENGTH,
        help_text=_("The exporting site's name for it. An import gives a new one."),
    )

    model: ClassVar[type[Model]]
    # The lookup from a row to its person.
    owner: ClassVar[str] = "person"
    # Only one record of an account can have the same values here. If empty, records may repeat.
    unique: ClassVar[tuple[str, ...]] = ()
    # The most records that an account can have.
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
        """The values of a row. `identities` has those of assessments, by primary key."""
        values: Values = {"code": row.code} if hasattr(row, "code") else {}
        for name in cls.names:
            if name in cls.references:
                values[name] = identities.get(getattr(row, f"{name}_id"))
            else:
                values[name] = getattr(row, name)
        return values

    @classmethod
    def as_row(cls, person: User, values: Values, keys: Mapping[str, int]) -> Any:
        """The unsaved row. `keys` has the primary keys of assessments, by identity."""
        columns = {name: value for name, value in values.items() if name not in cls.references}
        for name in cls.references:
            columns[f"{name}_id"] = keys.get(values[name])
        if cls.owner == "person":
            columns["person"] = person
        return cls.model(**columns)

    @classmethod
    def write(cls, values: Values) -> dict[str, Any]:
        """The record as JSON, for a document."""
        return {
            name: as_json(value or None if name in cls.nullable_keys else value)
            for name, value in values.items()
        }

    @classmethod
    def content(cls, values: Values) -> dict[str, Any]:
        """The values that distinguish this record from every other one.

        A row of an earlier release may have signs that an import takes out; they don't count.
        """
        found = {name: value for name, value in cls.write(values).items() if name != "code"}
        for name, each in cls._declared_fields.items():
            if isinstance(each, (LineField, CleanField)) and found.get(name):
                found[name] = each.cleaned(found[name])
        return found

    @classmethod
    def slot(cls, values: Values) -> Any:
        """The values that only one record of an account can have; None if there are none."""
        return tuple(values[name] for name in cls.unique) or None

    def validate(self, attrs: Values) -> Values:
        attrs.pop("code", None)
        wrong = self.find_mistakes(attrs)
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs | {name: attrs[name] or "" for name in self.nullable_keys}

    def find_mistakes(self, attrs: Values) -> dict[str, Any]:
        """Field -> messages, for mistakes within the record itself."""
        return {}

    def find_misfits(
        self, attrs: Values, about: Values, completed: Mapping[str, Values]
    ) -> Iterator[tuple[str, Any]]:
        """Yields field and messages for values that do not fit the assessment `about`.

        `completed` has the completed assessments of the file, by identity.
        """
        return iter(())

    @property
    def vocabulary(self) -> Vocabulary:
        vocabulary: Vocabulary = self.context["vocabulary"]
        return vocabulary


def with_identities(kind: type[Record], records: Iterable[Values]) -> dict[str, Values]:
    """The records by identity: a digest of the content and of the number of equal ones before."""
    seen: Counter[str] = Counter()
    found = {}
    for values in records:
        content = json.dumps(kind.content(values), sort_keys=True, ensure_ascii=False)
        text = json.dumps([kind.__name__, content, seen[content]])
        seen[content] += 1
        found[hashlib.sha256(text.encode()).hexdigest()] = values
    return found
