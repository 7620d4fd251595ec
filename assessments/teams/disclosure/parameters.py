"""The numbers of the promise to members, in code: no setting and no page changes them.

Chosen by simulating an attacker who reads every page for two years; whoever changes one gives
them the next version, which every release stores, and runs the attacker of the test suite again.
"""

from datetime import timedelta

VERSION = 1
CONTRIBUTORS = 5  # K: so many people, or no number
CHANGES = 4  # M: so many of them joined, left or came anew since any earlier number
USES = 2  # U: of one assessment
MONTHS = 12  # an older assessment no longer speaks for its person
SEASONED = timedelta(days=30)  # age of account and membership at the close
STEP = 5  # points between two values that can be published
LOWEST, HIGHEST = 10, 90  # "10 or less", "90 or more"
MOVED = 15  # D: two published values that differ by less show no clear change
BANDS = ((5, "5-7"), (8, "8-12"), (13, "13+"))  # contributors at least, what is said of them
# Half-years: a window closes at the first moment (UTC) of these months.
CLOSING_MONTHS = (1, 7)
