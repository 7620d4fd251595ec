"""Bodies of assessments: those that create or change one, and those of answers."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessments.api.answers import KeyField, ResponsesField, VersionedSerializer, without_mistakes
from assessments.api.score import ProfileSerializer
from assessments.forms.taking import PastDayField
from assessments.models.taking import Assessment, Note
from assessments.scoring.parse.shape import MAX_ITEMS
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.result import Result
from assessments.services.taking import Evidence
from setframework.web.api.serializers import (
    MomentField,
    StrictDateField,
    StrictDateTimeField,
    StrictDictField,
    StrictListField,
    StrictSerializer,
    WordsField,
)

MAX_NOTE = Note._meta.get_field("text").max_length
# Nobody answered these questions before; an older day is a mistake of a client.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


class NoteWriteSerializer(StrictSerializer):
    text = WordsField(
        max_length=MAX_NOTE, allow_blank=True, help_text=_("An empty text removes the note.")
    )
    happened_on = StrictDateField(required=False, allow_null=True)

    def validate_happened_on(self, value: date | None) -> date | None:
        """The same days as on the page: else the page could not save the note again."""
        PastDayField(required=False).validate(value)
        return value


class PartsSerializer(StrictSerializer):
    """What both creating and changing take."""

    can_gain = StrictListField(
        child=KeyField(),
        required=False,
        max_length=MAX_ITEMS,
        help_text=_("Items the person knows where to gain."),
    )
    notes = StrictDictField(
        child=NoteWriteSerializer(),
        required=False,
        max_length=MAX_ITEMS,
        help_text=_("Item key: private evidence."),
    )

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of the services, in which no level and no path are empty texts."""
        values = dict(self.validated_data)
        for name in {"level", "path"} & values.keys():
            values[name] = values[name] or ""
        if "notes" in values:
            values["notes"] = {item: Evidence(**note) for item, note in values["notes"].items()}
        return values


class AssessmentCreateSerializer(VersionedSerializer, PartsSerializer):
    responses = ResponsesField()
    completed_at = StrictDateTimeField(
        required=False,
        allow_null=True,
        help_text=_("In the past: imports a completed assessment. Without it a draft opens."),
    )

    def validate_completed_at(self, value: datetime | None) -> datetime | None:
        if value is None or EARLIEST <= value <= self.context["now"]:
            return value
        raise serializers.ValidationError(_("This must be a time in the past, from 2000 on."))

    def as_arguments(self) -> dict[str, Any]:
        values = super().as_arguments()
        del values["questionnaire"]
        return values


class AssessmentUpdateSerializer(PartsSerializer):
    level = KeyField(required=False, allow_null=True)
    path = KeyField(required=False, allow_null=True)
    responses = ResponsesField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return without_mistakes(self.context["questionnaire"], attrs)


class NoteSerializer(serializers.Serializer):
    text = serializers.CharField()
    happened_on = serializers.DateField(allow_null=True)


class AssessmentSerializer(serializers.Serializer):
    code = serializers.UUIDField()
    questionnaire = serializers.CharField(source="version.key")
    version = serializers.IntegerField(source="version.version", min_value=1)
    digest = serializers.CharField(source="version.digest")
    level = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField()
    started_at = MomentField()
    completed_at = MomentField(allow_null=True)
    imported = serializers.SerializerMethodField()
    responses = ResponsesField()
    can_gain = serializers.ListField(child=serializers.CharField())
    carried_over = serializers.ListField(child=serializers.CharField())
    notes = serializers.SerializerMethodField()

    def get_level(self, assessment: Assessment) -> str | None:
        return assessment.level or None

    def get_path(self, assessment: Assessment) -> str:
        return assessment.path or read_questionnaire(assessment.version).paths[0].key

    def get_imported(self, assessment: Assessment) -> bool:
        return assessment.imported_at is not None

    @extend_schema_field(serializers.DictField(child=NoteSerializer()))
    def get_notes(self, assessment: Assessment) -> dict[str, Any]:
        return {note.item: NoteSerializer(note).data for note in assessment.notes.all()}


class ResultSerializer(ProfileSerializer):
    """The body of score/ for one assessment."""

    code = serializers.UUIDField()
    completed_at = MomentField()

    def to_representation(self, instance: Result) -> dict[str, Any]:
        assessment, fields = instance.assessment, self.fields
        return {
            "code": fields["code"].to_representation(assessment.code),
            "completed_at": fields["completed_at"].to_representation(assessment.completed_at),
            **ProfileSerializer(instance.profile).data,
        }
