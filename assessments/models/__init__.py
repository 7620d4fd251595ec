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
from assessments.models.reminders import RHYTHMS, Reminder
from assessments.models.sharing import (
    Brief,
    ShareLink,
    ShareVisit,
)

__all__ = [
    "RHYTHMS",
    "Assessment",
    "Brief",
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
    "Reminder",
    "ShareLink",
    "ShareVisit",
    "UnclearReport",
]
