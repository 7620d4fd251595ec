"""Doubts about people on the roster, and members who vouch for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class Doubt(models.Model):
    """A member said of another: "I don't know this person".

    It is about the person in this team. It stays when the person leaves and comes back, and it
    stays when the member who doubted leaves.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    doubted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        constraints = [
            models.UniqueConstraint(fields=["team", "person", "by"], name="one_doubt_a_member"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(person=F("by")), name="doubts_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.doubted_at)


class Vouch(models.Model):
    """A member said: "I know this person", about somebody who is doubted."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    vouched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vouch")
        verbose_name_plural = _("vouches")
        constraints = [
            models.UniqueConstraint(fields=["team", "person", "by"], name="one_vouch_a_member"),
            models.CheckConstraint(condition=~Q(person=F("by")), name="vouches_for_another"),
        ]

    def __str__(self) -> str:
        return str(self.vouched_at)
