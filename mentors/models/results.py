"""Results that the two show each other, and who read them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship


class ResultShare(models.Model):
    """An assessment that one of the two shows to the other until they take it back."""

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
    """Somebody read another's result. The row stays when the share is taken back."""

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
