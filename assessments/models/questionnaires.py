"""Published questionnaires: read-only under their digest."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frozen(Exception):
    """An attempt to change what must never change."""


class QuestionnaireVersion(models.Model):
    """A published version: its canonical document and digest, read-only for ever."""

    key = models.SlugField(_("questionnaire"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    document = models.JSONField(_("document"))
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("published questionnaire")
        verbose_name_plural = _("published questionnaires")
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_row_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Frozen(f"{self} is published and can't change; publish a new version.")
        super().save(*args, **kwargs)
