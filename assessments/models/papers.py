"""PDFs that somebody asked for, until they are fetched."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What nobody fetches is erased after this.
KEPT_FOR = timedelta(hours=1)


class Paper(models.Model):
    """One PDF of one person: first the page to draw, then the file. It is never on a disk."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # Of page and file name: by it a person's next click finds what the last one asked for.
    digest = models.CharField(max_length=64)
    filename = models.CharField(max_length=80)
    # The page, erased once it is drawn.
    html = models.TextField(blank=True)
    document = models.BinaryField(default=bytes)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    # Until then a worker has it. A worker that is killed leaves it to the next one.
    taken_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("PDF")
        verbose_name_plural = _("PDFs")
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="one_paper_a_page"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="waiting"),
                name="one_paper_in_work_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
