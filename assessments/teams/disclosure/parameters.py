"""The numbers of the promise to members, in code: no setting and no page changes them.

They were chosen by simulating an attacker who reads every page for two years. A change of one
needs a higher VERSION, which every release stores, and a new run of that attacker in the tests.
"""

from datetime import timedelta

VERSION = 1
CONTRIBUTORS = 5  # K: fewer people, and there is no number
CHANGES = 4  # M: so many joined, left or retook since any earlier number that shares a person
USES = 2  # U: releases that one assessment may go into
YEARS = 1  # an older assessment no longer counts for its person
SEASONED = timedelta(days=30)  # age of account and membership at the close
STEP = 5  # points from one value that can be published to the next
LOWEST, HIGHEST = 10, 90  # shown as "10 or less" and "90 or more"
MOVED = 15  # D: published values that differ by less show no clear change
# Each band: its least number of contributors, its name, and its middle, which is its weight.
# 13+ has no middle. The other bands are 3 and 5 wide, so it counts as if it were 7 wide: 13 to 19.
BANDS = ((13, "13+", 16), (8, "8-12", 10), (5, "5-7", 6))
# A half-year closes with the first moment (UTC) of each of these months.
CLOSING_MONTHS = (1, 7)
