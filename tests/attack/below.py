"""Teams below one that he runs: all but one are his puppets', and the average above tells him."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessments.teams.models.teams import Team
from tests.attack.attacker import ROUNDING, View, see
from tests.attack.people import START, Author, Plan, Story
from tests.attack.reading import Reading, read_json, read_roll_up
from tests.attack.site import play
from tests.teams.organisation import make_part, make_team

PUPPETS = Plan(6, 1.0, 0.0, known=6)
# An average of three teams is rounded to the nearest five: three times that is its error.
NEAREST = 3**2 * 25 / 12


@dataclass(frozen=True)
class Below:
    """What became of one that is not his."""

    story: Story
    told: list[Reading]  # by its own page, which he can't open
    own: list[list[Reading]]  # of his puppets' teams
    average: list[Reading]  # on the page of the team above


def play_below(author: Author, plans: Sequence[Plan], seed: int, *, puppets: int) -> list[Below]:
    """For each plan, that team and so many of puppets are part of a new one."""
    stories = [author.write(each) for plan in plans for each in (*[PUPPETS] * puppets, plan)]
    above: list[Team] = []

    def hang(teams: list[Team]) -> None:
        for n, team in enumerate(teams):
            if n % (puppets + 1) == 0:
                above.append(make_team(name=f"Above {n}", at=START))
            make_part(team, above[-1], at=START)

    told = play(stories, seed, read=read_json, arrange=hang)
    return [
        Below(stories[n], told[n], told[n - puppets : n], read_roll_up(top))
        for n, top in zip(range(puppets, len(stories), puppets + 1), above, strict=True)
    ]


def see_below(found: Below) -> list[View]:
    """The average times the number of teams, less his own, is the number of the other one."""
    own = [{page.closes_at: page.values for page in pages} for pages in found.own]
    count = len(own) + 1
    readings = [
        Reading(
            page.closes_at,
            tuple(
                count * each - sum(mine)
                for each, *mine in zip(
                    page.values, *(values[page.closes_at] for values in own), strict=True
                )
            ),
        )
        for page in found.average
    ]
    return [replace(view, noise=ROUNDING + NEAREST) for view in see(found.story, readings)]
