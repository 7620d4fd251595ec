"""Several teams together, once for each half-year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.releases import AppendOnlyModel, HalfYear
from assessments.teams.models.teams import Team


class RollUp(AppendOnlyModel):
    """The parts of a team together in a half-year: one number for each pillar, or none.

    `made_from` are the hashes of the published releases in it, which no page shows. Every roll-up
    names the hash of the one before it, whatever its team. The rest is as in TrendRelease.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    half_year = models.ForeignKey(HalfYear, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.SlugField(max_length=60, db_index=False)
    version = models.PositiveIntegerField()
    pillars = models.JSONField()
    values = models.JSONField(default=dict)
    made_from = models.JSONField(default=list)
    parameters = models.PositiveSmallIntegerField()
    nonce = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, unique=True, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("roll-up")
        verbose_name_plural = _("roll-ups")
        constraints = [
            models.UniqueConstraint(fields=["team", "half_year"], name="one_roll_up_a_half_year"),
        ]

    def __str__(self) -> str:
        return self.hash[:12]
