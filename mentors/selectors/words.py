"""Matching in words: reasons, bands, tags and languages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.scoring.questionnaire import Item, Questionnaire
from mentors.matching.profile import Profile
from mentors.matching.reasons import Reason
from mentors.models.profiles import MentorProfile
from mentors.selectors.crowd import tag_key

# Key -> label. People may use their own words too.
TAGS: dict[str, Promise] = {
    "qa": gettext_lazy("QA"),
    "backend": gettext_lazy("Backend"),
    "frontend": gettext_lazy("Frontend"),
    "mobile": gettext_lazy("Mobile"),
    "data": gettext_lazy("Data"),
    "operations": gettext_lazy("Operations"),
    "security": gettext_lazy("Security"),
    "embedded": gettext_lazy("Embedded"),
    "design": gettext_lazy("Design"),
    "architecture": gettext_lazy("Architecture"),
    "product": gettext_lazy("Product"),
    "consulting": gettext_lazy("Consulting"),
    "research": gettext_lazy("Research"),
    "public-sector": gettext_lazy("Public sector"),
    "start-up": gettext_lazy("Start-up"),
    "self-taught": gettext_lazy("Self-taught"),
    "career-changer": gettext_lazy("Career changer"),
    "career-break": gettext_lazy("Career break"),
    "first-generation-graduate": gettext_lazy("First-generation graduate"),
    "moved-country": gettext_lazy("Moved country"),
    "part-time": gettext_lazy("Part-time"),
    "parent": gettext_lazy("Parent"),
    "carer": gettext_lazy("Carer"),
}

# ISO 639 code -> English name, which Django's own catalogues translate.
LANGUAGES: dict[str, str] = {
    code: str(info["name"]) for code, info in LANG_INFO.items() if "name" in info and len(code) == 2
} | {"zh": "Chinese"}

CADENCES: dict[str, Promise] = {
    MentorProfile.Cadence.WEEKLY: gettext_lazy("Both like to meet every week"),
    MentorProfile.Cadence.FORTNIGHTLY: gettext_lazy("Both like to meet every two weeks"),
    MentorProfile.Cadence.MONTHLY: gettext_lazy("Both like to meet every month"),
}
AGENDAS: dict[str, Promise] = {
    MentorProfile.Agenda.STRUCTURED: gettext_lazy("Both prefer structured agendas"),
    MentorProfile.Agenda.OPEN: gettext_lazy("Both prefer an open conversation"),
}
BAND_LABELS: dict[str, Promise] = {
    "strong": gettext_lazy("Strong match"),
    "good": gettext_lazy("Good match"),
    "possible": gettext_lazy("Possible match"),
}


@dataclass(frozen=True)
class Told:
    """A reason in words. `items` are those that it names, for a page that marks them."""

    factor: str
    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Speaker:
    """Puts reasons into words for one person. `aspirations` maps keys to texts."""

    questionnaire: Questionnaire
    aspirations: Mapping[str, str]
    me: Profile

    def reasons(self, reasons: Iterable[Reason]) -> list[Told]:
        speak: dict[str, Callable[[Reason], str]] = {
            "goals": self._helps,
            "wants": self._offers,
            "background": self._background,
            "hours": self._hours,
            "style": self._style,
            "answers": self._answers,
        }
        return [self._told(reason, speak[reason.factor]) for reason in reasons]

    def could_offer(self, reasons: Iterable[Reason]) -> list[Told]:
        speak: dict[str, Callable[[Reason], str]] = {
            "goals": self._could_help,
            "wants": self._could_teach,
        }
        return [self._told(reason, speak[reason.factor]) for reason in reasons]

    def _told(self, reason: Reason, speak: Callable[[Reason], str]) -> Told:
        items = self._items(reason.facts) if reason.factor == "wants" else ()
        return Told(reason.factor, speak(reason), items)

    def _helps(self, reason: Reason) -> str:
        text = ngettext(
            "Helps with your goal: %(goals)s",
            "Helps with %(count)d of your %(total)d goals: %(goals)s",
            reason.total,
        )
        return text % self._aspiration_facts(reason)

    def _could_help(self, reason: Reason) -> str:
        text = ngettext(
            "Shares their goal: %(goals)s",
            "Shares %(count)d of their %(total)d goals: %(goals)s",
            reason.total,
        )
        return text % self._aspiration_facts(reason)

    def _offers(self, reason: Reason) -> str:
        return _("Offers: %(items)s") % {"items": self._titles(reason.facts)}

    def _could_teach(self, reason: Reason) -> str:
        return _("Wants to grow: %(items)s") % {"items": self._titles(reason.facts)}

    def _background(self, reason: Reason) -> str:
        tags = ", ".join(tag_label(tag) for tag in reason.facts)
        if self.me.preference == "different":
            return _("Brings a different background: %(tags)s") % {"tags": tags}
        return _("Shares your background: %(tags)s") % {"tags": tags}

    def _hours(self, reason: Reason) -> str:
        text = ngettext(
            "%(count)d common hour a week", "%(count)d common hours a week", reason.total
        )
        return text % {"count": reason.total}

    def _style(self, reason: Reason) -> str:
        said = {
            "agenda": AGENDAS.get(self.me.agenda, ""),
            "cadence": CADENCES.get(self.me.cadence, ""),
        }
        return ". ".join(str(said[name]) for name in ("agenda", "cadence") if name in reason.facts)

    def _answers(self, reason: Reason) -> str:
        text = ngettext(
            "Usually answers within %(count)d day",
            "Usually answers within %(count)d days",
            reason.total,
        )
        return text % {"count": reason.total}

    def _aspiration_facts(self, reason: Reason) -> dict[str, object]:
        texts = [in_sentence(self.aspirations.get(key, key)) for key in reason.facts]
        return {"count": len(texts), "total": reason.total, "goals": ", ".join(texts)}

    def _items(self, keys: Iterable[str]) -> tuple[Item, ...]:
        """In the order of the questionnaire, without older items: they have no title."""
        wanted = set(keys)
        return tuple(item for item in self.questionnaire.items if item.key in wanted)

    def _titles(self, keys: Iterable[str]) -> str:
        return ", ".join(in_sentence(item.title) for item in self._items(keys))


def in_sentence(label: str) -> str:
    """The label as part of a sentence. Abbreviations keep their capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def tag_label(tag: str) -> str:
    return str(TAGS.get(tag_key(tag), tag))


def to_tag(text: str) -> str:
    """The key of a tag, typed by key or label. Other words stay as they are."""
    typed = tag_key(text)
    for key, label in TAGS.items():
        if typed in {key, tag_key(str(label))}:
            return key
    return " ".join(text.split())


def unique_tags(texts: Iterable[str]) -> list[str]:
    """Each tag once, whatever its spelling, without empty ones."""
    found: dict[str, str] = {}
    for tag in filter(None, map(to_tag, texts)):
        found.setdefault(tag_key(tag), tag)
    return list(found.values())


def language_name(code: str) -> str:
    return _(LANGUAGES[code]) if code in LANGUAGES else code
