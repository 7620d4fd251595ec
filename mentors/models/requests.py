"""Requests: one person asks another for a mentorship."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The receiver's role: mentor, mentor earlier in career, or peer of the sender."""

    MENTOR = "mentor", _("mentor")
    REVERSE = "reverse", _("mentor earlier in career")
    PEER = "peer", _("peer")


class MentorshipRequest(models.Model):
    """One person asks another. Every change is an UPDATE that names the state it expects."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for an answer")
        MORE_INFO = "more_info", _("a question was asked")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        SUPERSEDED = "superseded", _("no longer needed")
        CANCELLED = "cancelled", _("cancelled")
        BLOCKED = "blocked", _("blocked")

    OPEN = ("pending", "more_info")
    # Neither side sees these any more.
    HIDDEN = ("cancelled", "blocked")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    goal = models.CharField(max_length=60, blank=True)
    message = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    question = models.CharField(max_length=1000, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    # The clock stops while a question waits, so this moves by the time that it waited.
    expires_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    # The number of reminders to the receiver, counted and committed before one goes out.
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("mentorship request")
        verbose_name_plural = _("mentorship requests")
        indexes = [
            models.Index(fields=["sender", "created_at"], name="requests_sent"),
            models.Index(fields=["receiver", "created_at"], name="requests_received"),
            models.Index(
                fields=["expires_at"], condition=Q(state="pending"), name="requests_that_expire"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Least("sender", "receiver"),
                Greatest("sender", "receiver"),
                condition=Q(state__in=["pending", "more_info"]),
                name="one_open_request_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(sender=F("receiver")), name="nobody_asks_themselves"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["mentor", "reverse", "peer"]), name="a_request_has_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("pending", "more_info", "accepted", "declined", "withdrawn"),
                        *("expired", "superseded", "cancelled", "blocked"),
                    ]
                ),
                name="a_request_has_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="more_info") | Q(asked_at__isnull=False),
                name="more_info_was_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def state_at(self, at: datetime) -> str:
        """The state. An overdue request is expired, even before the clock's job has run."""
        if self.state == self.State.PENDING and self.expires_at <= at:
            return self.State.EXPIRED
        return self.state
