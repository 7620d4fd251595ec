"""Meetings of the two in a mentorship."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship


class Meeting(models.Model):
    """A meeting of the two: planned first, then logged."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    agenda = models.CharField(max_length=2000, blank=True)
    log = models.CharField(max_length=4000, blank=True)
    is_held = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True)
    # How often what a calendar shows of it changed (SEQUENCE of RFC 5545).
    sequence = models.PositiveIntegerField(default=0)
    # Called off before it began: nobody sees it any more but calendars, for a while.
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "starts_at"],
                condition=Q(cancelled_at=None),
                name="one_meeting_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="a_meeting_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return str(self.starts_at)
