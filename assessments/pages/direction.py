"""The page of a direction: what the person said, advice for it, and their technologies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models.direction import Direction, KeyTechnology
from assessments.scoring.questionnaire import (
    MAX_VALUE,
    AnswerScale,
    Counsel,
    Questionnaire,
    UnknownKey,
)

MONTHS_A_YEAR = 12
# From this number on the larger unit is precise enough.
FEWEST = 2


@dataclass(frozen=True)
class Rated:
    """A technology with its value in words and the age of its evidence."""

    technology: KeyTechnology
    label: str
    age: str


class DirectionPage:
    """`unsaved` are keys that were chosen just now and are stored nowhere."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        direction: Direction | None,
        technologies: Iterable[KeyTechnology],
        unsaved: frozenset[str],
    ):
        self.questionnaire = questionnaire
        self.scale = questionnaire.key_technology_scale
        self.direction = direction
        self.unsaved = unsaved
        self.technologies = rated(technologies, self.scale) if self.scale else []

    def counsel(self) -> list[Counsel]:
        """The advice for the person's choices."""
        content = self.questionnaire.direction
        if content is None:
            return []
        newest = self.direction
        chosen = self.unsaved | set(newest.holds_back if newest else ())
        brings = [each for each in content.brings if newest and each.key == newest.brings]
        return brings + [each for each in content.holds_back if each.key in chosen]


def rated(technologies: Iterable[KeyTechnology], scale: AnswerScale) -> list[Rated]:
    today = timezone.localdate()
    return [Rated(each, _label(scale, each.value), age(_day(each), today)) for each in technologies]


def age(day: date, today: date) -> str:
    """For example "8 months ago". A day in the future counts as today."""
    days, months = (today - day).days, _months(day, today)
    years = months // MONTHS_A_YEAR
    if years >= FEWEST:
        return ngettext("%(count)d year ago", "%(count)d years ago", years) % {"count": years}
    if months >= FEWEST:
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}
    if days > 0:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    return _("today")


def _months(day: date, today: date) -> int:
    """Whole months."""
    months = (today.year - day.year) * MONTHS_A_YEAR + today.month - day.month
    return months - (today.day < day.day)


def _day(technology: KeyTechnology) -> date:
    return technology.happened_on or timezone.localdate(technology.rated_at)


def _label(scale: AnswerScale, value: int) -> str:
    """The words of the value; a scale of another version may have none."""
    try:
        return scale.option(value).label
    except UnknownKey:
        return _("%(value)d of %(max)d") % {"value": value, "max": MAX_VALUE}
