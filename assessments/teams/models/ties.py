"""Which team is part of which, since when and until when."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class Tie(models.Model):
    """A team that is part of another, or asks to be.

    `agreed_at` is when the managers of both had agreed and the members were told. An ended tie is
    kept: a half-year is put together by the ties of its close.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tie of teams")
        verbose_name_plural = _("ties of teams")
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(ended_at__isnull=True), name="one_open_tie_a_team"
            ),
            models.CheckConstraint(
                condition=~Q(team=F("parent")), name="a_tie_is_between_two_teams"
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)
