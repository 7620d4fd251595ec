"""A password that is easily guessed is refused, with the reason, at every door that sets one."""

import re
from collections.abc import Iterator
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy
from zxcvbn import zxcvbn

from setframework.people.models import User

# 0 to 4; from 3 on an attacker with a stolen database needs more than 10^8 guesses.
LOWEST_SCORE = 3
# What comes later is not read: the time grows with the square of the length. A password whose
# beginning is hard to guess is hard to guess.
MOST_READ = 40
# It tries all readings of signs that stand for letters. More kinds than these cost seconds.
LETTER_SIGNS = frozenset("@({[<!|$+%")
MOST_LETTER_SIGNS = 4
OTHER_SIGN = "~"
# What people type who are asked for a password here.
PRODUCT = (
    *("set framework", "setframework", "set-framework", "set", "framework", "skills"),
    *("technologist", "assessment", "questionnaire", "mentor", "mentoring", "team"),
)
SHORTEST_PART = 3
LONGEST_PART = 40
# Own words are looked for so far.
LONGEST = 200
# zxcvbn keeps the words of the person in one place for the whole process.
ONE_AT_A_TIME = Lock()

# What zxcvbn says, in our words.
ADVICE = {
    'Repeats like "aaa" are easy to guess.': gettext_lazy("It repeats one character."),
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': gettext_lazy(
        "It repeats the same piece."
    ),
    'Sequences like "abc" or "6543" are easy to guess.': gettext_lazy(
        "It counts up or down, like “abc” or “6543”."
    ),
    "Straight rows of keys are easy to guess.": gettext_lazy("It is a row of keys."),
    "Short keyboard patterns are easy to guess.": gettext_lazy("It is a pattern on the keyboard."),
    "Recent years are easy to guess.": gettext_lazy("It is mostly a year."),
    "Dates are often easy to guess.": gettext_lazy("It is mostly a date."),
    "This is a top-10 common password.": gettext_lazy("It is one of the ten most used passwords."),
    "This is a top-100 common password.": gettext_lazy("It is one of the most used passwords."),
    "This is a very common password.": gettext_lazy("Many people use it."),
    "This is similar to a commonly used password.": gettext_lazy(
        "It is much like one that many people use."
    ),
    "A word by itself is easy to guess.": gettext_lazy("It is a single word."),
    "Names and surnames by themselves are easy to guess.": gettext_lazy("It is a name."),
    "Common names and surnames are easy to guess.": gettext_lazy("It is mostly a name."),
}
OWN_WORDS = gettext_lazy("It is made of your name, your address or the name of this site.")
WHAT_HELPS = gettext_lazy("Take four or five words that have nothing to do with each other.")


class GuessableValidator:
    """Refuses a password that is easily guessed, also from the person's own name and address."""

    def validate(self, password: str, user: User | None = None) -> None:
        password = password[:LONGEST]
        own = sorted(set(_own_words(user)), key=len, reverse=True)
        found = _weigh(password, own)
        if found["score"] >= LOWEST_SCORE:
            # Its own words give a phrase length, and an attacker knows them.
            rest = re.sub("|".join(map(re.escape, own)), OTHER_SIGN, password, flags=re.IGNORECASE)
            if rest == password or _weigh(rest, own)["score"] >= LOWEST_SCORE:
                return
            why = str(OWN_WORDS)
        else:
            why = _why(found)
        message = [gettext("This password is easily guessed."), why, str(WHAT_HELPS)]
        raise ValidationError(" ".join(filter(None, message)), code="password_guessable")

    def get_help_text(self) -> str:
        return gettext("It must not be easily guessed. %(advice)s") % {"advice": WHAT_HELPS}


def _weigh(password: str, own: list[str]) -> dict[str, Any]:
    with ONE_AT_A_TIME:
        found: dict[str, Any] = zxcvbn(_readable(password), own, max_length=MOST_READ)
    return found


def _readable(password: str) -> str:
    """As much of the password as is read in a few hundredths of a second, whatever it is."""
    read = password[:MOST_READ]
    kinds = dict.fromkeys(sign for sign in read if sign in LETTER_SIGNS)
    surplus = set(list(kinds)[MOST_LETTER_SIGNS:])
    return "".join(OTHER_SIGN if sign in surplus else sign for sign in read)


def _own_words(user: User | None) -> Iterator[str]:
    yield from PRODUCT
    texts = [settings.SITE_URL.partition("://")[2], settings.OPERATOR_NAME]
    if user is not None:
        texts += [user.email or "", user.name or ""]
    for text in texts:
        for part in {text, text.partition("@")[0], *re.split(r"[\W_]+", text)}:
            if SHORTEST_PART <= len(part) <= LONGEST_PART:
                yield part.lower()


def _why(found: dict[str, Any]) -> str:
    longest = max(found["sequence"], key=lambda each: len(each["token"]), default=None)
    if longest and longest.get("dictionary_name") == "user_inputs":
        return str(OWN_WORDS)
    return str(ADVICE.get(found["feedback"]["warning"], ""))
