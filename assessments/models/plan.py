"""The goals of a person's plan."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment


class Goal(models.Model):
    """A next step with a day, and the answer that it should move.

    `item`, `action` and `expects` are keys of the questionnaire; `action` is empty for a step in
    own words, `expects` if no answer should move. `assessment` is the latest result before the
    goal; later answers are compared with its answers. `follow_up_on` is the day of the one e-mail
    that the person asked for; empty without one, and after it.
    """

    class Route(models.TextChoices):
        CONVERT = "convert", _("close a gap")
        BALANCE = "balance", _("use a strength")
        OWN = "own", _("a step of my own")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    assessment = models.ForeignKey(
        Assessment, on_delete=models.SET_NULL, related_name="+", null=True
    )
    questionnaire = models.SlugField(max_length=60)
    item = models.CharField(max_length=60, blank=True)
    route = models.CharField(max_length=10, choices=Route.choices)
    action = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=500)
    expects = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    follow_up_on = models.DateField(null=True)
    note = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        indexes = [
            models.Index(fields=["person", "created_at"], name="goals_of_a_person"),
            models.Index(
                fields=["follow_up_on"],
                condition=Q(follow_up_on__isnull=False),
                name="goals_to_follow_up",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(route__in=["convert", "balance", "own"]), name="a_goal_has_a_route"
            ),
            models.CheckConstraint(
                condition=~Q(route="own") | Q(action=""), name="an_own_goal_has_no_action"
            ),
        ]

    def __str__(self) -> str:
        return self.text
