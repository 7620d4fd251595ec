"""A person's words after a result."""

from assessments.models.reflections import Reflection
from assessments.models.taking import Assessment


def get_reflections(assessment: Assessment) -> dict[str, str]:
    """Key of the prompt -> text."""
    kept = Reflection.objects.filter(assessment=assessment)
    return dict(kept.order_by("key").values_list("key", "text"))
