"""Reports to the moderators."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """A complaint about a person. The only evidence is the reported text itself."""

    class Category(models.TextChoices):
        SPAM = "spam", _("Advertising or spam")
        HARASSMENT = "harassment", _("Harassment or insult")
        PRESSURE = "pressure", _("Pressure to show results or answers")
        FALSE = "false", _("Not the person they say they are")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    reported = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    # A copy, so that nobody can change it afterwards.
    evidence = models.TextField(_("reported text"), blank=True)
    words = models.TextField(_("what the reporter says"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(_("reported"))
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "reported"],
                condition=Q(state="open"),
                name="one_open_report_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(reporter=F("reported")), name="nobody_reports_themselves"
            ),
            models.CheckConstraint(
                condition=Q(category__in=["spam", "harassment", "pressure", "false", "other"]),
                name="a_report_has_a_category",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "upheld", "dismissed"]), name="a_report_has_a_state"
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)
