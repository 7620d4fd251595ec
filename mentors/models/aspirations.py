"""Aspirations: what people can help each other with, as a list to choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MentoringGoal(models.Model):
    """An aspiration that profiles can name. Staff add more and retire old ones.

    The class keeps its name, as the API address `mentoring-goals/`, the address of its admin
    pages, permissions and the table derive from it. So do the fields `goals` and `goal`: they
    hold keys of aspirations.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    text = models.CharField(_("goal"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=1000)
    is_offered = models.BooleanField(
        _("can be chosen"),
        default=True,
        help_text=_("People who have chosen it before keep it until they remove it."),
    )

    class Meta:
        verbose_name = _("mentoring goal")
        verbose_name_plural = _("mentoring goals")

    def __str__(self) -> str:
        return self.text
