"""Lines on the "I can teach" board."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class TeachingOffer(models.Model):
    """A member's own line on the "I can teach" board. It is deleted when the member leaves."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    offered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("teaching offer")
        verbose_name_plural = _("teaching offers")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "text"], name="an_offer_is_made_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
