"""A mentorship, and its goals, notes and feedback."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from mentors.models.requests import Kind, MentorshipRequest


class Mentorship(models.Model):
    """Two people who agreed. Among peers, `mentor` is the one who was asked.

    An open mentorship takes one place of the mentor's profile. Every change of state is an UPDATE
    that names the state it expects.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        CLOSING = "closing", _("about to end")
        COMPLETED = "completed", _("completed")
        ENDED = "ended", _("ended")
        LAPSED = "lapsed", _("not confirmed")
        CANCELLED = "cancelled", _("cancelled")
        BLOCKED = "blocked", _("blocked")

    OPEN = ("active", "paused", "closing")
    HIDDEN = ("cancelled", "blocked")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField(
        MentorshipRequest, on_delete=models.SET_NULL, related_name="+", null=True
    )
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    goal = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    started_at = models.DateTimeField()
    paused_until = models.DateField(null=True)
    closing_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        db_index=False,
    )
    closing_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Set in the transaction that puts the mails into the queue, so that none is written twice.
    nudged_at = models.DateTimeField(null=True)
    asked_for_pulse_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        constraints = [
            models.UniqueConstraint(
                Least("mentor", "mentee"),
                Greatest("mentor", "mentee"),
                condition=Q(state__in=["active", "paused", "closing"]),
                name="one_open_mentorship_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")), name="nobody_mentors_themselves"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["mentor", "reverse", "peer"]), name="a_mentorship_has_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("proposed", "active", "paused", "closing", "completed"),
                        *("ended", "lapsed", "cancelled", "blocked"),
                    ]
                ),
                name="a_mentorship_has_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | Q(paused_until__isnull=False),
                name="a_pause_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="closing") | Q(closing_at__isnull=False),
                name="closing_was_proposed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class MentorshipGoal(models.Model):
    """A goal of a mentorship: what the two work on, in their words, with items it is about."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    items = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("goal of a mentorship")
        verbose_name_plural = _("goals of a mentorship")

    def __str__(self) -> str:
        return self.text


class MentorshipNote(models.Model):
    """A note by one of the two. Both read a shared one; only the author reads any other."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_shared = models.BooleanField(default=False)
    text = models.CharField(max_length=4000)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("note of a mentorship")
        verbose_name_plural = _("notes of a mentorship")

    def __str__(self) -> str:
        return str(self.code)


class Feedback(models.Model):
    """Words at the end. The other one reads `thanks`; only the author reads `private`."""

    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thanks = models.CharField(max_length=1000, blank=True)
    private = models.CharField(max_length=1000, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "person"], name="one_feedback_each"),
        ]

    def __str__(self) -> str:
        return str(self.given_at)
