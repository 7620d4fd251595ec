"""The numbers of the promise to members, in code: no setting and no page changes them.

They were chosen by simulating an attacker who reads every page for two years. A change of one
needs a higher VERSION, which every release stores, and a new run of that attacker in the tests.
"""

from datetime import timedelta

VERSION = 2
CONTRIBUTORS = 5  # K: fewer people, and there is no number
ROSTER = 6  # R: fewer people in the team besides those who see it as managers or admins, likewise
CHANGES = 4  # M: so many joined, left or retook since any earlier number that shares a person
USES = 2  # U: releases that one assessment may go into
YEARS = 1  # an older assessment no longer counts for its person
SEASONED = timedelta(days=30)  # age of account and membership at the close
TEAMS = 3  # fewer teams with a number, and none is made of them together
STEP = 5  # points from one value that can be published to the next
LOWEST, HIGHEST = 10, 90  # shown as "10 or less" and "90 or more"
MOVED = 15  # D: published values that differ by less show no clear change
# A half-year closes with the first moment (UTC) of each of these months.
CLOSING_MONTHS = (1, 7)

DOUBTERS = 2  # so many have to share a doubt before it holds a half-year
VOUCHES = 2  # at least so many clear one, and no fewer than its doubters
OPEN_DOUBTS = 2  # of one member at once
DOUBT_AGAIN = timedelta(days=365)  # nobody doubts the same person twice within that
