"""Restored backups, after which numbers that were published are missing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Restore(models.Model):
    """A backup that was put back, and the closes of the half-years that are held for it.

    From the first close whose numbers may be lost to the one after the last; both are empty where
    none is lost.
    """

    backup_made_at = models.DateTimeField()
    restored_at = models.DateTimeField()
    first_held = models.DateTimeField(null=True)
    last_held = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("restored backup")
        verbose_name_plural = _("restored backups")

    def __str__(self) -> str:
        return str(self.restored_at)
