"""What a person wrote after a result."""

from assessments.models import Assessment, Reflection


def get_reflections(assessment: Assessment) -> dict[str, str]:
    """Key of the prompt -> text."""
    kept = Reflection.objects.filter(assessment=assessment)
    return dict(kept.order_by("key").values_list("key", "text"))
