"""A person's direction, and the technologies that they rate."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from assessments.scoring.questionnaire import MAX_VALUE


class Direction(models.Model):
    """A person's level, aim and path from that moment on. The newest row counts.

    `brings` is one key and `holds_back` are keys of the questionnaire's direction.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    level = models.CharField(max_length=60, blank=True)
    aims_at = models.CharField(max_length=60, blank=True)
    by_on = models.DateField(null=True)
    path = models.CharField(max_length=60, blank=True)
    brings = models.CharField(max_length=60, blank=True)
    holds_back = models.JSONField(default=list)
    note = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        indexes = [models.Index(fields=["person", "-created_at"], name="newest_direction")]

    def __str__(self) -> str:
        return f"{self.level} -> {self.aims_at}"


class KeyTechnology(models.Model):
    """A technology that its person rates, not scored. `value` is 0..4 on the knowledge scale."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=2000, blank=True)
    happened_on = models.DateField(null=True)
    rated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("key technology")
        verbose_name_plural = _("key technologies")
        constraints = [
            models.UniqueConstraint("person", Lower("name"), name="one_key_technology_a_name"),
            models.CheckConstraint(
                condition=Q(value__lte=MAX_VALUE), name="a_key_technology_is_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return self.name
