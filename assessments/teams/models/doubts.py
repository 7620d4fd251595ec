"""Doubts about people on the roster, and who vouches for whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class Doubt(models.Model):
    """A member said of another: "I don't know this person".

    It is about the person in this team and about one close, `closes_at`, where it lapses. It is
    kept after that, because nobody doubts the same person twice within a year. It stays when the
    person leaves and comes back, and it stays when the member who doubted leaves. `ended_at` is
    when it was taken back, or cleared by staff.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    doubted_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "by", "closes_at"], name="one_doubt_a_member"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(person=F("by")), name="doubts_another"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("doubted_at")), name="a_doubt_is_before_its_close"
            ),
        ]

    def __str__(self) -> str:
        return str(self.doubted_at)


class Vouch(models.Model):
    """A member said of another: "I know this person". `ended_at` is when they took it back."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    vouched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vouch")
        verbose_name_plural = _("vouches")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "by"],
                condition=Q(ended_at__isnull=True),
                name="one_vouch_a_member",
            ),
            models.CheckConstraint(condition=~Q(person=F("by")), name="vouches_for_another"),
        ]

    def __str__(self) -> str:
        return str(self.vouched_at)
