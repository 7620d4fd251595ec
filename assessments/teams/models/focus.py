"""The focus of a team."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class TeamFocus(models.Model):
    """The one thing a team works on, its experiment, and the day of its review.

    It belongs to the team, so its author is not stored. The review closes it with an outcome.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept")
        CHANGED = "changed", _("changed")
        DROPPED = "dropped", _("dropped")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    focus = models.CharField(max_length=200)
    experiment = models.CharField(max_length=500)
    review_on = models.DateField()
    agreed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("focus of a team")
        verbose_name_plural = _("focuses of teams")
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(closed_at__isnull=True), name="one_open_focus_a_team"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False, outcome__in=["kept", "changed", "dropped"]),
                name="a_closed_focus_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.focus
