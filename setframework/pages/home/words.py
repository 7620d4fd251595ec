"""The sentence of Home, and the change since the last result."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.pages.history.words import long_day, since
from assessments.pages.result.change import ResultChanges
from assessments.scoring.score import ScoreProfile


def sentence(profile: ScoreProfile, level: str, aim: str) -> SafeString:
    """For example "Staff, aiming for Senior Staff: 11 of 23 answers are there."

    `level` and `aim` are names; each may be empty. Without both, a yes is what counts.
    """
    total = sum(scale.items for scale in profile.scales)
    if profile.level is None:
        phrase = ngettext(
            "<b>{count} of {total}</b> answer is a yes.",
            "<b>{count} of {total}</b> answers are a yes.",
            total,
        )
        return format_html(phrase, count=sum(each.yes for each in profile.scales), total=total)
    count = sum(each.on_target or 0 for each in profile.scales)
    if count == total:
        phrase = ngettext(
            "{who} <b>The one answer</b> is there.",
            "{who} <b>all {total}</b> answers are there.",
            total,
        )
    else:
        phrase = ngettext(
            "{who} <b>{count} of {total}</b> answer is there.",
            "{who} <b>{count} of {total}</b> answers are there.",
            total,
        )
    return format_html(phrase, who=_who(level, aim), count=count, total=total)


def change(changes: ResultChanges, profile: ScoreProfile) -> str:
    """For example "3 up since October, none lower"; with what is left out, where much is."""
    parts = [_moved(changes)]
    missing = sum(each.items - each.answered for each in profile.scales)
    if any(each.mean is None for each in profile.scales):
        parts.append(
            ngettext("%(n)d question left out", "%(n)d questions left out", missing)
            % {"n": missing}
        )
    return ". ".join(filter(None, parts))


def shape_facts(ups: int | None, downs: int | None, there: str) -> str:
    """For example "2 up, 4 of 9 there"; without a result before, only the second."""
    if ups is None or downs is None:
        return there
    named = [(ups, _("%(n)d up")), (downs, _("%(n)d lower"))]
    moved = ", ".join(words % {"n": number} for number, words in named if number)
    return _("%(moved)s, %(there)s") % {"moved": moved or _("no change"), "there": there}


def _who(level: str, aim: str) -> str:
    if aim and level and aim != level:
        return _("%(level)s, aiming for %(aim)s:") % {"level": level, "aim": aim}
    if aim and not level:
        return _("Aiming for %(aim)s:") % {"aim": aim}
    return _("%(level)s:") % {"level": level}


def _moved(changes: ResultChanges) -> str:
    if changes.at is None:
        return ""
    if changes.previous is None or changes.previous.completed_at is None:
        return _("Your starting point, %(day)s") % {"day": long_day(changes.at)}
    month = since(changes.previous.completed_at, changes.at)
    ups = sum(each.ups for each in changes.changes.values())
    if not changes.compared:
        return _("Nothing compares with %(month)s") % {"month": month}
    if not ups and not changes.downs:
        return _("No change since %(month)s") % {"month": month}
    if not ups:
        return _("%(downs)d lower since %(month)s, none up") % {
            "downs": changes.downs,
            "month": month,
        }
    if not changes.downs:
        return _("%(ups)d up since %(month)s, none lower") % {"ups": ups, "month": month}
    counts = {"ups": ups, "downs": changes.downs, "month": month}
    return _("%(ups)d up since %(month)s, %(downs)d lower") % counts
