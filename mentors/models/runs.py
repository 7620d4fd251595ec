"""Runs of programmes, and the pairs that they propose."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship
from mentors.models.programmes import Programme


class ProgrammeRun(models.Model):
    """One search for pairs. The worker that holds the `claim` does it.

    `attempts` counts the workers that tried; after MOST_ATTEMPTS the run has failed. Pairs and
    receipt are stored together or not at all. `receipt` has sums, and under "without" the key of a
    Participant -> why they have no mentor. Once that person is erased, the key means nothing. Only
    the organiser sees a run that is not published.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting for a worker")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("could not be finished")

    UNFINISHED = ("queued", "running")
    MOST_ATTEMPTS = 3

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    receipt = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True)
    # When a worker last began to write to people, and when everybody had a letter.
    telling_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("run of a programme")
        verbose_name_plural = _("runs of a programme")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="runs_are_numbered"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(state__in=["queued", "running"]),
                name="one_unfinished_run_a_programme",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "failed"]),
                name="a_run_has_a_state",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=3), name="a_run_is_tried_three_times"),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="a_run_is_done_at_a_hundred"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(claim__isnull=False, claimed_at__isnull=False),
                name="who_runs_has_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="done"),
                name="only_a_finished_run_is_published",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(published_at__isnull=False),
                name="people_are_told_of_published_runs",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ProposedPair(models.Model):
    """Two people that a run proposes to each other. Publication sets `expires_at`.

    Each says yes (True) or no (False). Once both have said yes, `mentorship` is set.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for an answer")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("expired")

    class Band(models.TextChoices):
        STRONG = "strong", _("strong match")
        GOOD = "good", _("good match")
        POSSIBLE = "possible", _("possible match")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(
        ProgrammeRun, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    band = models.CharField(max_length=8, choices=Band.choices)
    mentor_says = models.BooleanField(null=True)
    mentee_says = models.BooleanField(null=True)
    expires_at = models.DateTimeField(null=True)
    # Set in the transaction that puts the mails of expiry into the queue.
    lapsed_at = models.DateTimeField(null=True)
    mentorship = models.OneToOneField(
        Mentorship, on_delete=models.SET_NULL, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("proposed pair")
        verbose_name_plural = _("proposed pairs")
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(mentorship__isnull=True, lapsed_at__isnull=True),
                name="proposals_that_expire",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "mentee"], name="one_proposal_a_mentee_and_run"),
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")), name="nobody_is_proposed_to_themselves"
            ),
            models.CheckConstraint(
                condition=Q(band__in=["strong", "good", "possible"]), name="a_proposal_has_a_band"
            ),
            models.CheckConstraint(
                condition=Q(mentorship__isnull=True)
                | Q(
                    mentor_says__isnull=False,
                    mentee_says__isnull=False,
                    mentor_says=True,
                    mentee_says=True,
                ),
                name="a_pair_begins_when_both_agree",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=False)
                | Q(mentor_says__isnull=True, mentee_says__isnull=True),
                name="nobody_answers_before_publication",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    def state_at(self, at: datetime) -> str:
        """The state by answers and date. It is right even before the clock's job has run."""
        if self.mentorship_id is not None:
            return self.State.AGREED
        if False in (self.mentor_says, self.mentee_says):
            return self.State.DECLINED
        is_over = self.expires_at is not None and self.expires_at <= at
        return self.State.EXPIRED if is_over else self.State.PROPOSED
