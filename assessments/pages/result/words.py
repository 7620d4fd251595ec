"""The sentences of the result page: real counts, honest about what is missing, in whole phrases."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from assessments.scoring.change import NOT_COMPARABLE, ScaleChange
from assessments.scoring.questionnaire import Effort, Item, Questionnaire
from assessments.scoring.score import ScaleScore, ScoreProfile

# The number of strengths and focus areas on a page; the API gives them all.
SHOWN = 3

# Languages that write every noun with a capital, inside a sentence too.
CAPITAL_NOUNS = ("de", "lb")

EFFORTS: dict[str, Promise] = {
    "min": ngettext_lazy("%(count)d minute", "%(count)d minutes", "count"),
    "hour": ngettext_lazy("%(count)d hour", "%(count)d hours", "count"),
    "day": ngettext_lazy("%(count)d day", "%(count)d days", "count"),
    "week": ngettext_lazy("%(count)d week", "%(count)d weeks", "count"),
    "month": ngettext_lazy("%(count)d month", "%(count)d months", "count"),
    "quarter": ngettext_lazy("%(count)d quarter", "%(count)d quarters", "count"),
}


def counts(questionnaire: Questionnaire, profile: ScoreProfile) -> SafeString:
    """The whole result as a count, for example "You meet 12 of 23 targets for Staff."."""
    total = sum(scale.items for scale in profile.scales)
    if profile.level is None:
        phrase = ngettext(
            "You answered yes to <strong>{count} of {total}</strong> question.",
            "You answered yes to <strong>{count} of {total}</strong> questions.",
            total,
        )
        return format_html(phrase, count=sum(scale.yes for scale in profile.scales), total=total)
    phrase = ngettext(
        "You meet <strong>{count} of {total}</strong> target for {level}.",
        "You meet <strong>{count} of {total}</strong> targets for {level}.",
        total,
    )
    return format_html(
        phrase,
        count=sum(scale.on_target or 0 for scale in profile.scales),
        total=total,
        level=questionnaire.level(profile.level).name,
    )


def biggest_gaps(questionnaire: Questionnaire, profile: ScoreProfile) -> str:
    """The focus areas by name, for example "Biggest gaps: saying no with care; cloud."."""
    titles = [
        in_sentence(questionnaire.item(focus.item).title, questionnaire.language)
        for focus in profile.focus[:SHOWN]
    ]
    if titles:
        phrase = ngettext("Biggest gap: %(gaps)s.", "Biggest gaps: %(gaps)s.", len(titles))
        return phrase % {"gaps": "; ".join(titles)}
    if profile.level is None:
        return _("Every answer you gave is a yes.")
    return _("Every answer you gave reaches its target.")


def left_out(profile: ScoreProfile) -> str:
    """The number of questions that are left out, in words; empty if all are answered."""
    total = sum(scale.items for scale in profile.scales)
    missing = total - sum(scale.answered for scale in profile.scales)
    if not missing:
        return ""
    return ngettext(
        "%(missing)d of %(total)d questions is left out: skipped, or no opportunity so far.",
        "%(missing)d of %(total)d questions are left out: skipped, or no opportunity so far.",
        missing,
    ) % {"missing": missing, "total": total}


def card_change(change: ScaleChange) -> str:
    """For example "2 up, none lower"."""
    if change.band == NOT_COMPARABLE:
        return _("Too few answers in common")
    if not change.ups + change.downs:
        return _("No change")
    if not change.ups:
        return _("%(downs)d lower, none up") % {"downs": change.downs}
    if not change.downs:
        return _("%(ups)d up, none lower") % {"ups": change.ups}
    return _("%(ups)d up, %(downs)d lower") % {"ups": change.ups, "downs": change.downs}


def card_counts(score: ScaleScore) -> str:
    """For example "4 of 9 targets met"; without a mean the number of answers."""
    counts = {"items": score.items, "n": score.yes if score.on_target is None else score.on_target}
    if score.mean is None:
        return _("%(n)d of %(items)d answered") % {**counts, "n": score.answered}
    if score.on_target is None:
        return _("yes to %(n)d of %(items)d") % counts
    return ngettext(
        "%(n)d of %(items)d target met", "%(n)d of %(items)d targets met", score.items
    ) % (counts)


def finding(rows: Sequence[tuple[Item, int | None, int]]) -> str:
    """One sentence about one scale; each row is an item with its value and its aim."""
    answered = [(item, value, aim) for item, value, aim in rows if value is not None]
    if not answered:
        return _("No answers here yet.")
    item, value, aim = max(answered, key=lambda row: row[2] - row[1])
    if value >= aim:
        return _("Every answer here reaches its aim.")
    return _("The widest gap here is in %(item)s: %(value)d now, %(aim)d to aim for.") % {
        "item": item.title,
        "value": value,
        "aim": aim,
    }


def effort(value: Effort) -> str:
    """For example "2 hours"."""
    return str(EFFORTS[value.unit] % {"count": value.amount})


def value_label(item: Item, value: int) -> str:
    """The words of the answer. If no option has this value, the words of the next higher one."""
    options = item.answer_scale.options
    return next((each.label for each in options if each.value >= value), options[-1].label)


def in_sentence(label: str, language: str) -> str:
    """The label as written inside a sentence; abbreviations keep their capitals."""
    if language.startswith(CAPITAL_NOUNS) or not label[1:2].islower():
        return label
    return label[0].lower() + label[1:]
