"""Look-backs: earlier dates as their person sees them later."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment


class LookBack(models.Model):
    """An earlier date as its person sees it later. The answers of that date stay as they are.

    `responses` maps the keys of re-rated items, of the assessment's own version, to 0..4.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # The completed assessment after which the person looked back.
    seen_from = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    responses = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("look-back")
        verbose_name_plural = _("look-backs")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "seen_from"], name="one_look_back_a_result"
            ),
            models.CheckConstraint(
                condition=~Q(assessment=F("seen_from")), name="looks_back_at_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.made_at)
