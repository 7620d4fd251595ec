"""A person's reminders, and the address of their calendar."""

import uuid
from calendar import monthrange
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from setframework.web.links import TOKEN_LENGTH, new_token

# The months between two reminders that a person may choose.
RHYTHMS = (1, 3, 6, 12)


class Reminder(models.Model):
    """A person's reminders by e-mail and the address of their calendar; each may be off.

    `months` is empty while no e-mail is wanted. The row stays, so that the link in an old e-mail
    still works. `next_on` is the earliest day of the next e-mail: a later assessment moves it.
    `claimed_at` is the last time that a worker took one to send. Without `calendar_token` there
    is no calendar address.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    months = models.PositiveSmallIntegerField(null=True)
    next_on = models.DateField(null=True, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)
    stop_token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token)
    calendar_token = models.CharField(max_length=TOKEN_LENGTH, unique=True, null=True)  # noqa: DJ001

    # Filled in by the selectors.
    latest_completed_at: datetime | None

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__in=RHYTHMS),
                name="a_reminder_has_a_known_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True, next_on__isnull=True)
                | Q(months__isnull=False, next_on__isnull=False),
                name="a_reminder_has_a_next_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def is_on(self) -> bool:
        return self.months is not None

    def after(self, day: date) -> date:
        """The same day `months` later; in a shorter month its last day."""
        if self.months is None:
            raise ValueError("Reminders are off.")
        years, month = divmod(day.month - 1 + self.months, 12)
        year, month = day.year + years, month + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
