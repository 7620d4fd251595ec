"""The pace of a person: the seconds between their last answers. It tells how long the rest takes.

A cookie carries it, so that nothing about it is stored on the server.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from statistics import median

# Five answers have four times between them.
FEWEST = 4
MOST = 9
# A person who comes back after so many seconds was away.
PAUSE = 5 * 60
TEXT = re.compile(rf"[0-9]{{1,11}}(?:-[0-9]{{1,3}}){{0,{MOST}}}")


@dataclass(frozen=True)
class Pace:
    """`last` is the moment of the last answer, in seconds; `times` are the seconds before each."""

    last: int | None = None
    times: tuple[int, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Pace":
        """The pace that was written as this text; a fresh one if it is no such text."""
        if not TEXT.fullmatch(text):
            return cls()
        last, *times = (int(number) for number in text.split("-"))
        return cls(last, tuple(time for time in times if time < PAUSE))

    def __str__(self) -> str:
        return "-".join(str(number) for number in (self.last or 0, *self.times))

    def after_answer(self, at: datetime, *, is_first: bool) -> "Pace":
        """The pace after an answer. `is_first`: its question had none; a change is no step."""
        now = int(at.timestamp())
        times = self.times
        if is_first and self.last is not None and 0 <= now - self.last < PAUSE:
            times = (*times, now - self.last)[-MOST:]
        return Pace(now, times)

    def minutes(self, questions: int) -> int | None:
        """About how many minutes so many questions take; None before five answers.

        The median: one long answer says little about the others.
        """
        if questions == 0 or len(self.times) < FEWEST:
            return None
        return max(1, round(questions * median(self.times) / 60))
