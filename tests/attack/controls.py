"""Weaker protection, to show that the same attacker bites: live and monthly means."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np

from tests.attack.attacker import View, latest
from tests.attack.people import CLOSINGS, START, Story

LEAST = 5
TENTH = 0.1**2 / 12  # the error of a mean with one decimal


def live_mean(story: Story) -> list[View]:
    """The mean as it is after every sitting, join and leave."""
    moments = {s.at for m in story.members for s in m.sittings}
    moments |= {m.left_at for m in story.members if m.left_at}
    return _means(story, [at + timedelta(seconds=1) for at in sorted(moments)])


def monthly_mean(story: Story) -> list[View]:
    months = (CLOSINGS[-1] - START).days // 30
    return _means(story, [START + timedelta(days=30 * (n + 1)) for n in range(months)])


def _means(story: Story, moments: Iterable[datetime]) -> list[View]:
    views: list[View] = []
    for at in moments:
        behind = tuple(latest(story, at))
        if len(behind) >= LEAST and (not views or views[-1].behind != behind):
            mean = np.mean([story.members[n].sittings[k].scores for n, k in behind], axis=0)
            views.append(View(behind, tuple(np.round(mean, 1)), TENTH))
    return views
