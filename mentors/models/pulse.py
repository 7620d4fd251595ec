"""The pulse of a mentorship: a private answer of each of the two."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship


class Pulse(models.Model):
    """One person's answer, after 30 days, to "Is it working?". Only that person reads it.

    Constraints keep the names that they had when the class was CheckIn.
    """

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
