"""The sentences about change: facts first, then how far they can be believed, in whole phrases."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.urls import get_script_prefix, reverse
from django.utils import dateformat, timezone
from django.utils.formats import date_format, get_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.scoring.change import CLEAR, LIKELY, NOISE, NOT_COMPARABLE, Moves, ScaleChange
from setframework.web.ages import ago

BANDS: dict[str, Promise] = {
    CLEAR: gettext_lazy("clear change"),
    LIKELY: gettext_lazy("likely change"),
    NOISE: gettext_lazy("within chance"),
    NOT_COMPARABLE: gettext_lazy("not comparable"),
}
# Within this time a month is clear without its year.
MONTH_ALONE = timedelta(days=330)
# On a shorter axis all months would be the same.
DAYS_UNTIL = timedelta(days=75)

Counts = tuple[int, int, int]


def counts(moves: Iterable[Moves]) -> Counts:
    """Answers up, lower and the same, over all scales."""
    found = list(moves)
    return (
        sum(each.ups for each in found),
        sum(each.downs for each in found),
        sum(each.same for each in found),
    )


def facts(ups: int, downs: int, same: int) -> str:
    """For example "8 answers up, none lower"."""
    if not ups + downs + same:
        return _("no answer compares")
    if not ups + downs:
        return _("no answer changed")
    if not ups:
        return ngettext("%(n)d answer lower, none up", "%(n)d answers lower, none up", downs) % {
            "n": downs
        }
    up = ngettext("%(n)d answer up", "%(n)d answers up", ups) % {"n": ups}
    if not downs:
        return _("%(up)s, none lower") % {"up": up}
    return _("%(up)s, %(downs)d lower") % {"up": up, "downs": downs}


def row_facts(ups: int, downs: int, same: int) -> str:
    """For example "8 up, 1 lower, 14 the same"; a count of 0 is left out."""
    return _row_facts(ups, downs, same, get_language())


@lru_cache(maxsize=4096)  # a long history says the same many times
def _row_facts(ups: int, downs: int, same: int, _language: str | None) -> str:
    named = (
        (ups, _("%(n)d up")),
        (downs, _("%(n)d lower")),
        (same, _("%(n)d the same")),
    )
    shown = [words % {"n": number} for number, words in named if number]
    return ", ".join(shown) or _("Nothing to compare with the time before")


def band(change: ScaleChange) -> str:
    """The band in words; empty where nothing moved."""
    if change.band == NOISE and not change.ups + change.downs:
        return ""
    return str(BANDS[change.band])


def basis(changes: Sequence[ScaleChange]) -> str:
    """The source of the measurement error behind the bands; empty without a band."""
    found = {change.basis for change in changes if band(change)}
    if not found:
        return ""
    if found == {"observed"}:
        return _(
            "Small changes can be chance. We estimate how big a change must be before it counts, "
            "from the measurement error in people's answers."
        )
    return _(
        "Small changes can be chance. We estimate how big a change must be before it counts, "
        "with an assumed measurement error."
    )


def rests_on(compared: int, items: int) -> str:
    return ngettext(
        "It uses %(compared)d of %(items)d question: those answered both times.",
        "It uses %(compared)d of %(items)d questions: those answered both times.",
        items,
    ) % {"compared": compared, "items": items}


def summary(last: Counts, since_last: str, first: Counts | None, since_first: str) -> SafeString:
    """The moves since the last result and, with more than two results, since the first."""
    sentence = format_html(
        _("<strong>{facts}</strong> since {since}."),
        facts=_capital(facts(*last)),
        since=since_last,
    )
    if first is None:
        return sentence
    return format_html(
        _("{sentence} Since {since}, your first result: {facts}."),
        sentence=sentence,
        since=since_first,
        facts=facts(*first),
    )


def since(earlier: datetime, later: datetime) -> str:
    """The month where that is clear, else the day."""
    was, now = timezone.localtime(earlier), timezone.localtime(later)
    if now - was < MONTH_ALONE and (was.year, was.month) != (now.year, now.month):
        return date_format(was, "F")
    return date_format(was, "DATE_FORMAT")


def long_day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def short_days(moments: Iterable[datetime]) -> list[str]:
    """Each moment as a day in the local zone."""
    day_format, language = get_format("SHORT_DATE_FORMAT"), get_language()
    zone = timezone.get_current_timezone()
    return [_day(moment.astimezone(zone).date(), day_format, language) for moment in moments]


def aged(day: date) -> str:
    """For example "18 Aug 2026, 3 months ago"; a moment is a day in the local zone."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    shown = _day(day, get_format("SHORT_DATE_FORMAT"), get_language())
    return _("%(day)s, %(age)s") % {"day": shown, "age": ago(day)}


@lru_cache(maxsize=4096)  # wording a day takes longer than all else of a result's row
def _day(day: date, day_format: str, _language: str | None) -> str:
    return dateformat.format(day, day_format)


def tick(moment: datetime | date, span: timedelta) -> str:
    """A label of the time axis: the year at its start, a month, or a day within a few weeks."""
    if not isinstance(moment, datetime):
        return date_format(moment, "Y")
    return date_format(timezone.localtime(moment), "j M" if span < DAYS_UNTIL else "M Y")


@lru_cache(maxsize=8)
def _around_code(prefix: str, view: str) -> tuple[str, str]:
    """The parts of the address before and after the code."""
    before, _code, after = reverse(view, args=[UUID(int=0)]).partition(str(UUID(int=0)))
    return before, after


def address(view: str, code: UUID) -> str:
    """The address of a page of an assessment; worked out once, since a history has many."""
    before, after = _around_code(get_script_prefix(), view)
    return f"{before}{code}{after}"


def carried_over(count: int, total: int) -> str:
    """The number of carried-over answers in words; empty without any."""
    if not count:
        return ""
    return ngettext(
        "%(count)d of %(total)d answers carried over from the time before",
        "%(count)d of %(total)d answers carried over from the time before",
        count,
    ) % {"count": count, "total": total}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
