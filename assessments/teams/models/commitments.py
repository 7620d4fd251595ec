"""Promises of a manager to the team."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class Commitment(models.Model):
    """A manager's own focus, or a promise to the team, and whether it was kept.

    Pages show only the commitments of the present manager.
    """

    class Kind(models.TextChoices):
        FOCUS = "focus", _("What I am working on myself")
        TIME = "time", _("Time")
        BUDGET = "budget", _("Budget")
        INTRODUCTIONS = "introductions", _("Introductions")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        DROPPED = "dropped", _("dropped")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "kind", "text"], name="a_commitment_is_made_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["focus", "time", "budget", "introductions"]),
                name="a_commitment_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | Q(state__in=["kept", "dropped"], settled_at__isnull=False),
                name="a_settled_commitment_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.text
