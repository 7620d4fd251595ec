"""The brief: one page for a conversation, with lines picked from a result."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment


class Brief(models.Model):
    """The lines that a person picked from one result for a conversation.

    `strengths` and `gaps` are item keys in the order of the result. `evidence` maps item keys to
    own words. It keeps the words of strengths that are not picked now: nothing typed is lost.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="+")
    strengths = models.JSONField(default=list)
    evidence = models.JSONField(default=dict)
    gaps = models.JSONField(default=list)
    request = models.CharField(max_length=400, blank=True)
    has_name = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")

    def __str__(self) -> str:
        return str(self.saved_at)

    @property
    def picks(self) -> dict[str, Any]:
        """The picked lines only."""
        shown = {key: self.evidence.get(key, "") for key in self.strengths}
        return {
            "strengths": self.strengths,
            "evidence": {key: text for key, text in shown.items() if text},
            "gaps": self.gaps,
            "request": self.request,
            "has_name": self.has_name,
        }
