"""Saved searches until somebody fits."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.matching.filters import EMPTY, MOST


class SearchAlert(models.Model):
    """A search that waits. One mail says that somebody fits; then it is over."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8)
    goal = models.CharField(max_length=MOST["goal"], blank=True)
    item = models.CharField(max_length=MOST["item"], blank=True)
    background = models.CharField(max_length=MOST["background"], blank=True)
    language = models.CharField(max_length=MOST["language"], blank=True)
    hours = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    # Set in the transaction that puts the mail into the queue: it is written once.
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("search that waits")
        verbose_name_plural = _("searches that wait")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", *EMPTY],
                condition=Q(told_at__isnull=True),
                name="one_waiting_search_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["mentor", "reverse", "peer"]), name="an_alert_has_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
