"""Assessments with their responses, notes and reports; scores are never stored."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.questionnaires import QuestionnaireVersion
from setframework.people.models import User


class Assessment(models.Model):
    """One person's sitting with one version. A visitor's has no person until an account takes it.

    `responses` maps item keys to 0..4, null (skipped) or "no-opportunity".
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        db_index=False,
    )
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, db_index=False)
    level = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    # The server's clock at completion or import, whatever day the person gave; of what a visitor
    # completed: when an account took it.
    received_at = models.DateTimeField(null=True)
    imported_at = models.DateTimeField(null=True)
    responses = models.JSONField(default=dict)
    can_gain = models.JSONField(default=list)
    carried_over = models.JSONField(default=list)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        indexes = [models.Index(fields=["person", "completed_at"], name="assessment_history")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(completed_at__isnull=True),
                name="one_draft_a_person",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, received_at__isnull=True)
                | Q(completed_at__isnull=False, received_at__isnull=False),
                name="received_when_completed",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(completed_at__gte=F("started_at")),
                name="completed_after_started",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def owner(self) -> User:
        """The person whose assessment this is; ValueError for a visitor's draft."""
        if self.person is None:
            raise ValueError("A visitor's draft has no owner.")
        return self.person

    @property
    def when_completed(self) -> datetime:
        """The moment of completion; ValueError for a draft."""
        if self.completed_at is None:
            raise ValueError("A draft is not completed.")
        return self.completed_at

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None

    @property
    def is_final(self) -> bool:
        """True once no answer changes any more. A visitor may still change one after the result."""
        return self.is_completed and self.person_id is not None

    @property
    def waits_until(self) -> datetime:
        """Until when a visitor's answers are kept for an account to take them."""
        return self.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE)


class Note(models.Model):
    """Private evidence for one answer: what, and when it happened."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="notes", db_index=False
    )
    item = models.CharField(max_length=60)
    text = models.CharField(max_length=2000)
    happened_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="one_note_an_answer"),
        ]

    def __str__(self) -> str:
        return self.item


class UnclearReport(models.Model):
    """A report of an unclear question. Staff see counts and words, never a person or an answer."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT)
    item = models.CharField(max_length=60)
    word = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unclear question")
        verbose_name_plural = _("unclear questions")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="one_report_an_answer"),
        ]

    def __str__(self) -> str:
        return self.item


class IdempotencyKey(models.Model):
    """A client's own key for one creation: the same key and body again is the same assessment."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.UUIDField()
    body_digest = models.CharField(max_length=64)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_creation_a_key"),
        ]

    def __str__(self) -> str:
        return str(self.key)
