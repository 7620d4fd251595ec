"""Teams and their tree."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE
from setframework.people.models import User


class Team(models.Model):
    """People under a manager; teams form a tree. A team is dissolved, never deleted.

    When the manager's account is deleted, the team goes on without one until staff ask another.
    `next_manager` is asked to run it, and does so once they accept. `parent` is the team of the
    agreed Tie, which has its history.
    `answer_weeks` is the number of weeks before a half-year closes at which the two answer weeks
    of the team begin. It is empty where the team agreed on none.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("manager"),
    )
    next_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("asked to run it"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("part of"),
    )
    created_at = models.DateTimeField(_("founded"))
    dissolved_at = models.DateTimeField(_("dissolved"), null=True)
    answer_weeks = models.PositiveSmallIntegerField(
        _("answer weeks, this many weeks before the close"), null=True
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="a_team_is_not_part_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_at__isnull=True) | Q(dissolved_at__gte=F("created_at")),
                name="dissolved_after_founded",
            ),
            models.CheckConstraint(
                condition=Q(answer_weeks__isnull=True) | Q(answer_weeks__in=WEEKS_BEFORE),
                name="a_team_window_begins_when_it_may",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_seen_by(self, person: User) -> bool:
        """Whether the person sees the team as an admin, or manages it or a team above it."""
        if person.is_staff or person.is_superuser:
            return True
        team, seen = self, set()
        while team.pk not in seen:
            if team.manager_id == person.pk:
                return True
            seen.add(team.pk)
            team = team.parent or team
        return False
