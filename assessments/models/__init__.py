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

__all__ = [
    "Assessment",
    "Direction",
    "Frozen",
    "Goal",
    "IdempotencyKey",
    "KeyTechnology",
    "LookBack",
    "Note",
    "QuestionnaireVersion",
    "Reflection",
    "UnclearReport",
]
