"""What managers and staff did to a team that its numbers or its log have to know."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class TeamAct(models.Model):
    """It is kept for ever, and names nobody."""

    class Kind(models.TextChoices):
        # By a hand-over or a move a member can't be counted any more, or starts anew.
        BARRED = "barred", _("A member can no longer be included.")
        RESTARTED = "restarted", _("A membership started again.")
        CLEARED = "cleared", _("Staff of the site cleared a doubt about somebody on the roster.")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    acted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("act about a team")
        verbose_name_plural = _("acts about teams")

    def __str__(self) -> str:
        return str(self.get_kind_display())


# These hold the half-year in which they happened.
HOLDING = (TeamAct.Kind.BARRED, TeamAct.Kind.RESTARTED)
