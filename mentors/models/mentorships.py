"""An agreed pairing and what happens in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from mentors.models.requests import Kind, MentorshipRequest


class Mentorship(models.Model):
    """Two people who agreed. `mentor` gives the place; of peers it is the one who was asked.

    Every change of state is an UPDATE that names the state it expects. While it is open it holds
    one place of the mentor's profile.
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
    # Claimed and committed before the mails go out, so that no crash doubles them.
    nudged_at = models.DateTimeField(null=True)
    asked_to_check_in_at = models.DateTimeField(null=True)

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
    """What the two work on, in own words, tied to items of the questionnaire."""

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


class Meeting(models.Model):
    """A talk of the two: planned, then logged."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    agenda = models.CharField(max_length=2000, blank=True)
    log = models.CharField(max_length=4000, blank=True)
    is_held = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "starts_at"], name="one_meeting_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="a_meeting_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return str(self.starts_at)


class MentorshipNote(models.Model):
    """Written by one of the two: for both when shared, else for the author alone."""

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


class CheckIn(models.Model):
    """After 30 days: is it working? Private to who answers."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, it is working")
        PARTLY = "partly", _("Partly")
        NO = "no", _("Not really")

    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    text = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "person"], name="one_check_in_each"),
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "partly", "no"]), name="a_check_in_has_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return self.answer


class Feedback(models.Model):
    """At the end: what helped, told to the other; what to change, kept for oneself."""

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


class ResultShare(models.Model):
    """An assessment that one of the two shows to the other, until it is taken back."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(
        "assessments.Assessment", on_delete=models.CASCADE, related_name="+"
    )
    shared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("shared result")
        verbose_name_plural = _("shared results")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "assessment"], name="one_share_a_result"),
        ]

    def __str__(self) -> str:
        return str(self.shared_at)


class ResultRead(models.Model):
    """Somebody looked at another's result; stays when the share is taken back."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(
        "assessments.Assessment", on_delete=models.CASCADE, related_name="+"
    )
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading of a result")
        verbose_name_plural = _("readings of results")

    def __str__(self) -> str:
        return str(self.read_at)
