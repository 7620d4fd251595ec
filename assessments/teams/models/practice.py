"""What a team and its manager take on by hand; nothing here is derived from answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class TeamFocus(models.Model):
    """The one thing a team works on, its experiment, and the day on which they look at it again.

    It is the team's: who wrote it down is not kept. At the review it is closed with an outcome.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept")
        CHANGED = "changed", _("changed")
        DROPPED = "dropped", _("dropped")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    focus = models.CharField(max_length=200)
    experiment = models.CharField(max_length=500)
    review_on = models.DateField()
    agreed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("focus of a team")
        verbose_name_plural = _("focuses of teams")
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(closed_at__isnull=True), name="one_open_focus_a_team"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False, outcome__in=["kept", "changed", "dropped"]),
                name="a_closed_focus_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.focus


class Commitment(models.Model):
    """What a manager shows to a team: an own focus, or something promised, and what became of it.

    Only those of the person who manages the team now are shown.
    """

    class Kind(models.TextChoices):
        FOCUS = "focus", _("What I work on myself")
        TIME = "time", _("Time")
        BUDGET = "budget", _("Budget")
        INTRODUCTIONS = "introductions", _("Introductions")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        DROPPED = "dropped", _("dropped")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "kind", "text"], name="a_commitment_is_made_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["focus", "time", "budget", "introductions"]),
                name="a_commitment_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | Q(state__in=["kept", "dropped"], settled_at__isnull=False),
                name="a_settled_commitment_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TeachingOffer(models.Model):
    """A member's own line on the "I can teach" board; it goes with the member."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    offered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("teaching offer")
        verbose_name_plural = _("teaching offers")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "text"], name="an_offer_is_made_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
