"""What one person measured, where they want to go, and what they took on."""

# Django finds the models of an app by importing this package.
from assessments.models import (  # noqa: F401
    brief,
    direction,
    look_back,
    measurement,
    plan,
    questionnaires,
    reflections,
    reminders,
    sharing,
    taking,
)
