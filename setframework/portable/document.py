"""Checking a document before its import: each record, then how records fit together."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.api.answers import MAX_VERSION, KeyField
from setframework.portable.assessments import KINDS
from setframework.portable.format import FORMAT, OLDEST_FORMAT, upgrade
from setframework.portable.record import DIGEST_LENGTH, Portable, Record, Values
from setframework.portable.vocabulary import Vocabulary
from setframework.web.api.serializers import (
    StrictCharField,
    StrictDateTimeField,
    StrictIntegerField,
    StrictListField,
    StrictSerializer,
)
from setframework.web.mistakes import MOST_MISTAKES

# A result every second day for ten years. A longer history must be imported in parts.
MAX_RECORDS = 2000


class RecordsField(StrictListField):
    """A list of records, which may be left out. After one that is wrong throughout none is read."""

    def __init__(self, child: serializers.Serializer, max_length: int = MAX_RECORDS):
        super().__init__(child=child, max_length=max_length, required=False)

    def run_child_validation(self, data: list[Any]) -> list[Any]:
        if self.context.get("is_wrong"):
            return []
        try:
            return super().run_child_validation(data)
        except serializers.ValidationError as error:
            self.context["is_wrong"] = len(error.detail) > MOST_MISTAKES
            raise


class UsedVersionSerializer(StrictSerializer):
    """A version with its whole text, so that the answers can be read without this site."""

    key = KeyField()
    version = StrictIntegerField(min_value=1, max_value=MAX_VERSION)
    digest = StrictCharField(max_length=DIGEST_LENGTH)
    document = serializers.DictField(help_text=_("The questionnaire file, as JSON."))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _version, wrong = self.context["vocabulary"].find(attrs, "key")
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs


class DocumentSerializer(StrictSerializer):
    """What one gets from an export, and what an import takes."""

    format = StrictIntegerField(min_value=OLDEST_FORMAT, max_value=FORMAT)
    exported_at = StrictDateTimeField(required=False)
    person = serializers.DictField(required=False, help_text=_("An import ignores it."))
    account = serializers.DictField(
        required=False, help_text=_("Only the exporting site needs it; an import ignores it.")
    )

    def get_fields(self) -> dict[str, Any]:
        lists = {kind: RecordsField(of(), of.most or MAX_RECORDS) for kind, of in KINDS.items()}
        used = RecordsField(UsedVersionSerializer())
        return {"questionnaires": used, **lists, **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        wrong: dict[str, Any] = {}
        for kind, index, name, message in islice(self._find_mistakes(attrs), MOST_MISTAKES + 1):
            wrong.setdefault(kind, {}).setdefault(index, {}).setdefault(name, message)
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs

    def _find_mistakes(self, attrs: dict[str, Any]) -> Iterator[tuple[str, int, str, Any]]:
        """Yields list, place in it, field and messages."""
        for kind, of in KINDS.items():
            for index, message in _find_twice(of, attrs.get(kind, [])):
                yield kind, index, "identity", message
        assessments = attrs.get("assessments", [])
        drafts = [place for place, each in enumerate(assessments) if each["completed_at"] is None]
        for index in drafts[1:]:
            yield "assessments", index, "completed_at", [_("Only one draft can be open.")]
        completed = {each["identity"]: each for each in assessments if each["completed_at"]}
        for kind in KINDS:
            record: Any = self.fields[kind]
            for index, each in enumerate(attrs.get(kind, [])):
                for name, message in _find_misfits(record.child, each, completed):
                    yield kind, index, name, message


def read_document(document: Any, at: datetime) -> Portable:
    """The checked records. A document of an older format is upgraded in place.

    Raises the ValidationError of REST framework, which names the places.
    """
    upgrade(document)
    asked = DocumentSerializer(data=document, context={"now": at, "vocabulary": Vocabulary()})
    asked.is_valid(raise_exception=True)
    return {
        kind: {each.pop("identity"): each for each in asked.validated_data.get(kind, [])}
        for kind in KINDS
    }


def _find_twice(kind: type[Record], records: list[Values]) -> Iterator[tuple[int, Any]]:
    """Find identities that are there twice, and places that two records claim."""
    identities, slots = set(), set()
    for index, attrs in enumerate(records):
        slot = kind.slot(attrs)
        if attrs["identity"] in identities:
            yield index, [_("This identity is in the list twice.")]
        elif slot is not None and slot in slots:
            yield index, [_("An earlier record of the list has the same place.")]
        identities.add(attrs["identity"])
        slots.add(slot)


def _find_misfits(
    record: Record, attrs: Values, completed: Mapping[str, Values]
) -> Iterator[tuple[str, Any]]:
    """Yields field and messages for the assessments that a record names."""
    named = {name: attrs[name] for name in record.references if attrs[name] is not None}
    missing = [name for name, identity in named.items() if identity not in completed]
    for name in missing:
        yield name, [_("No completed assessment in this file has this identity.")]
    if named and not missing:
        yield from record.find_misfits(attrs, completed[attrs["assessment"]], completed)
