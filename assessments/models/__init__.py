"""The tables of questionnaires, and of one person's assessments, direction and plan."""

# Django finds the models of an app by importing this package.
from assessments.models import (  # noqa: F401
    brief,
    direction,
    look_back,
    measurement,
    papers,
    plan,
    questionnaires,
    reflections,
    reminders,
    sharing,
    taking,
)
