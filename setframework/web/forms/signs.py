"""Which signs a text may have: one rule for short texts that others see, one for long ones.

What nobody can see is taken out. What passes for something else in a short text is refused.
"""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# The validators refuse the null character by name, so it stays.
UNWRITTEN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e]")
# No short text is longer: a field refuses it, and nobody has to read it sign by sign.
LONGEST = 10_000
# Unicode counts them among letters, marks or symbols, and draws nothing.
FILLERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufffc\uffa0"
)
NON_JOINER, JOINER = "\u200c", "\u200d"
VIRAMA = 9
# A later Unicode than Python's has more pictures, and more characters of Chinese names.
LATER = (range(0x1F000, 0x1FB00), range(0x20000, 0x3FFFE))
# Letters of these look like each other; a word of one of them never needs another.
ALIKE = {
    "LATIN": gettext_lazy("Latin"),
    "CYRILLIC": gettext_lazy("Cyrillic"),
    "GREEK": gettext_lazy("Greek"),
    "ARMENIAN": gettext_lazy("Armenian"),
    "CHEROKEE": gettext_lazy("Cherokee"),
    "COPTIC": gettext_lazy("Coptic"),
    "LISU": gettext_lazy("Lisu"),
}
# Units of measure are written with them: μs, kΩ.
UNITS = frozenset("μΩ")
WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f'’])+")
# Hebrew with all its points needs as many above and below one letter.
MOST_MARKS = 4


def one_line(text: str) -> str:
    """The text in one spelling, with single spaces, and with nothing that can't be seen.

    Empty if nothing is left to see.
    """
    if len(text) > LONGEST:
        return text
    folded = "".join(map(_plain, text))
    line = unicodedata.normalize("NFC", " ".join(folded.split()))
    kept = "".join(sign for place, sign in enumerate(line) if _may_stay(line, place))
    shown = " ".join(kept.split())
    return "" if is_blank(shown) else shown


def lines(text: str) -> str:
    """A long text with one sign for the end of a line, and no control character but that and tab.

    Signs that turn the direction of what follows are taken out too: they serve spoofing.
    """
    return UNWRITTEN.sub("", BREAKS.sub("\n", text))


def storable(text: str) -> str:
    """Half a character (a lone surrogate) can be neither stored nor sent; it becomes a "?"."""
    return text.encode(errors="replace").decode()


def is_blank(text: str) -> bool:
    """True if nothing of the text can be seen. The null character counts: it is refused by name."""
    return not any(sign == "\x00" or _is_seen(sign) for sign in text)


def find_fault(line: str) -> str | None:
    """What is wrong with a line that `one_line` made, in words for its writer; None if nothing."""
    if len(line) > LONGEST:
        return None
    return _find_heap(line) or _find_mixture(line)


def _plain(sign: str) -> str:
    """The usual letter for one of another width or a mathematical style."""
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    return unicodedata.normalize("NFKC", sign) if kind in {"<font>", "<wide>"} else sign


def _is_seen(sign: str) -> bool:
    if sign in FILLERS:
        return False
    return unicodedata.category(sign)[0] in "LNPS" or _is_later(sign)


def _is_later(sign: str) -> bool:
    return unicodedata.category(sign) == "Cn" and any(ord(sign) in each for each in LATER)


def _may_stay(line: str, place: int) -> bool:
    sign = line[place]
    if sign == "\x00" or _is_later(sign):
        return True
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    if sign in (NON_JOINER, JOINER):
        return _joins(sign, before, after)
    if _is_variation(sign):
        return bool(before) and (_is_picture(before) or before in "0123456789#*" or _is_han(before))
    if unicodedata.category(sign)[0] == "M":
        return bool(before) and sign not in FILLERS
    return sign not in FILLERS and unicodedata.category(sign)[0] != "C"


def _joins(sign: str, before: str, after: str) -> bool:
    """True where the spelling needs the joiner: Indic, Persian, and pictures made of several."""
    if not before:
        return False
    if unicodedata.combining(before) == VIRAMA:
        return True
    if after and unicodedata.combining(after) == VIRAMA:
        return True
    if sign == NON_JOINER:
        return _is_arabic(before) and bool(after) and _is_arabic(after)
    return bool(after) and _is_picture(after) and (_is_picture(before) or _is_variation(before))


def _is_variation(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _is_picture(sign: str) -> bool:
    is_tone = "\U0001f3fb" <= sign <= "\U0001f3ff"
    return is_tone or unicodedata.category(sign) in {"So", "Sm"} or _is_later(sign)


def _is_arabic(sign: str) -> bool:
    return _name(sign).startswith(("ARABIC", "SYRIAC"))


def _is_han(sign: str) -> bool:
    return _name(sign).startswith("CJK")


def _name(sign: str) -> str:
    return unicodedata.name(sign, "")


def _find_heap(line: str) -> str | None:
    marks: list[str] = []
    for sign in line:
        marks = [*marks, sign] if unicodedata.category(sign) in {"Mn", "Me"} else []
        if _is_heap(marks):
            return _("One letter has too many marks above or below it. Leave some out.")
    return None


def _is_heap(marks: list[str]) -> bool:
    apart = [sign for sign in marks if unicodedata.combining(sign) > VIRAMA]
    return len(apart) > MOST_MARKS or any(one == other for one, other in pairwise(marks))


def _find_mixture(line: str) -> str | None:
    for word in WORD.findall(line):
        scripts = [_script(sign) for sign in word]
        counted = Counter(filter(None, scripts))
        if len(counted) > 1:
            most = counted.most_common(1)[0][0]
            strange = next(place for place, each in enumerate(scripts) if each not in ("", most))
            return _(
                "In “%(word)s” the sign “%(sign)s” is %(strange)s, the others are %(most)s."
                " Write the word in one alphabet."
            ) % {
                "word": word,
                "sign": word[strange],
                "strange": ALIKE[scripts[strange]],
                "most": ALIKE[most],
            }
    return None


def _script(sign: str) -> str:
    """The alphabet of a letter that others look like; empty for any other sign."""
    script = "" if sign in UNITS else _name(sign).partition(" ")[0]
    return script if script in ALIKE else ""
