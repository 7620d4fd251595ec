"""What a session kit says of the latest number about its pillar."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.teams.charts import on_scale
from assessments.teams.disclosure.half_years import days_of
from assessments.teams.disclosure.parameters import HIGHEST, LOWEST
from assessments.teams.models.releases import TrendRelease

# From so many points of 100 on; the words beside the questions say the same on the answer scale.
BANDS = ((70, "high"), (40, "middle"), (0, "low"))


@dataclass(frozen=True)
class KitReading:
    """The latest published value of the pillar: in words, its band, and until when it looks."""

    words: str
    band: str
    last_day: date


def read_pillar(release: TrendRelease | None, pillar: str) -> KitReading | None:
    """What the kit of the pillar says of the latest number; None without one."""
    if release is None or pillar not in release.values:
        return None
    value = release.values[pillar]
    _first, last_day = days_of(release.half_year.closes_at)
    return KitReading(say_value(value), find_band(value), last_day)


def find_band(value: int) -> str:
    return next(band for least, band in BANDS if value >= least)


def say_value(value: int) -> str:
    """A published value on the answer scale; the outermost stand for all beyond them."""
    shown = {"value": number_format(on_scale(value), 1)}
    if value == LOWEST:
        return _("%(value)s of 4 or less") % shown
    if value == HIGHEST:
        return _("%(value)s of 4 or more") % shown
    return _("about %(value)s of 4") % shown
