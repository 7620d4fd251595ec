"""Own words after a result."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment


class Reflection(models.Model):
    """A person's words after a result, in answer to a prompt of the questionnaire."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=60)
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="one_reflection_a_prompt"),
        ]

    def __str__(self) -> str:
        return self.key
