"""Consent to use a person's answers to find out how well the questions measure."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MeasurementConsent(models.Model):
    """Given once, until it is withdrawn; nobody gives it by default. Every row is kept dated."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("consent to measurement")
        verbose_name_plural = _("consents to measurement")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_open_measurement_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="measurement_consent_ends_after_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.given_at)
