"""The latest number about a pillar, in the words of its session kit."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.teams.charts import on_scale
from assessments.teams.disclosure.half_years import days_of
from assessments.teams.disclosure.parameters import HIGHEST, LOWEST
from assessments.teams.models.releases import TrendRelease

# The least points (of 100) of each band. The text beside the questions names the same limits on
# the answer scale.
BANDS = ((70, "high"), (40, "middle"), (0, "low"))


@dataclass(frozen=True)
class KitReading:
    """The latest published value of the pillar: its words, its band, and the last day it covers."""

    words: str
    band: str
    last_day: date


def read_pillar(release: TrendRelease | None, pillar: str) -> KitReading | None:
    """The latest number about the pillar for its kit; None without one."""
    if release is None or pillar not in release.values:
        return None
    value = release.values[pillar]
    _first, last_day = days_of(release.half_year.closes_at)
    return KitReading(say_value(value), find_band(value), last_day)


def find_band(value: int) -> str:
    return next(band for least, band in BANDS if value >= least)


def say_value(value: int) -> str:
    """A published value on the answer scale. The lowest means "or less", the highest "or more"."""
    shown = {"value": number_format(on_scale(value), 1)}
    if value == LOWEST:
        return _("%(value)s of 4 or less") % shown
    if value == HIGHEST:
        return _("%(value)s of 4 or more") % shown
    return _("about %(value)s of 4") % shown
