"""What one person measured, where they want to go, and what they took on."""

from assessments.models.assessments import (
    Assessment,
    Frozen,
    IdempotencyKey,
    LookBack,
    Note,
    QuestionnaireVersion,
    Reflection,
    UnclearReport,
)
from assessments.models.direction import Direction, KeyTechnology
from assessments.models.goals import Goal
from assessments.models.measurement import MeasurementConsent

__all__ = [
    "Assessment",
    "Direction",
    "Frozen",
    "Goal",
    "IdempotencyKey",
    "KeyTechnology",
    "LookBack",
    "MeasurementConsent",
    "Note",
    "QuestionnaireVersion",
    "Reflection",
    "UnclearReport",
]
