"""The members of a team, and their consent to be counted."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class Membership(models.Model):
    """A person in their home team: from when to when, and their consent to be counted.

    The consent is in force while `withdrawn_at` is empty. Giving it again sets a new date.

    `seen_free_at` is the last moment at which the person was known to be free to be counted, that
    is neither a manager or admin who sees the team nor a closed account: when they joined, or at a
    close. Empty if that was never so.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    consent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    seen_free_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(left_at__isnull=True), name="one_home_team_a_person"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
                name="left_after_joined",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("consent_at")),
                name="withdrawn_after_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.person.is_active and not self.team.is_seen_by(self.person):
            self.seen_free_at = self.joined_at
        super().save(*args, **kwargs)

    @property
    def has_consented(self) -> bool:
        return self.consent_at is not None and self.withdrawn_at is None
