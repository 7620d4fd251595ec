"""The reminder of the answer weeks of a team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from setframework.web.links import TOKEN_LENGTH, new_token


class AnswerWeeksReminder(models.Model):
    """A person's mails about answer weeks, whatever the team. The first mail or choice makes it.

    It belongs to the person, so a change of teams brings no second mail in a half-year. Of the
    last mail, `claimed_for` is the day on which its half-year closes, and `claimed_at` the moment
    at which a worker took it to send. Only the person sees whether it is on.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    is_on = models.BooleanField(default=True)
    claimed_for = models.DateField(null=True)
    claimed_at = models.DateTimeField(null=True)
    stop_token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token)

    class Meta:
        verbose_name = _("reminder of a team's answer weeks")
        verbose_name_plural = _("reminders of teams' answer weeks")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_for__isnull=True, claimed_at__isnull=True)
                | Q(claimed_for__isnull=False, claimed_at__isnull=False),
                name="a_window_reminder_was_claimed_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
