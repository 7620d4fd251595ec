"""Publish or hold: by counting persons, and by counting uses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessments.teams.disclosure.decision import Circumstances, Earlier, decide
from assessments.teams.disclosure.sittings import Contribution

CLOSE = datetime(2028, 7, 1, tzinfo=UTC)
BEFORE = datetime(2028, 1, 1, tzinfo=UTC)
LONG_BEFORE = datetime(2027, 7, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def brings(person, assessment="", at=CLOSE - DAY):
    """By default something new of this half-year."""
    assessment = assessment or f"{person} anew"
    return Contribution(person, assessment, at, assessment)


def kept(person, at=BEFORE - DAY):
    """What stood in the release before."""
    return brings(person, person, at)


def earlier(persons, closes_at=BEFORE):
    return Earlier(closes_at, {person: person for person in persons})


def published(contributions, *releases):
    return [each.person for each in decide(contributions, releases, CLOSE)]


def test_five_are_enough_and_four_are_not():
    assert published([brings(person) for person in "abcde"]) == list("abcde")
    assert published([brings(person) for person in "abcd"]) == []


def test_three_changes_since_an_earlier_number_are_not_enough():
    team = [kept(person) for person in "abcde"]
    for count, expected in ((3, []), (4, list("abcde"))):
        changed = [brings(person) for person in "abcde"[:count]]
        assert published(changed + team[count:], earlier("abcde")) == expected


def test_joining_and_leaving_are_changes():
    team = [kept(person) for person in "abcde"] + [brings(person) for person in "fghi"]

    assert published(team, earlier("abcde")) == list("abcdefghi")
    assert published(team[:-1], earlier("abcde")) == []
    assert published(team[:5], earlier("abcdefghi")) == list("abcde")
    assert published(team[:5], earlier("abcdefgh")) == []


def test_one_who_leaves_and_one_who_joins_are_one_change():
    """f, g joined and h, i left: two, as if h and i had come back under other names."""
    team = [kept(person) for person in "abcde"] + [brings(person) for person in "fg"]

    assert published(team, earlier("abcdehi")) == []
    assert published([*map(brings, "abfg"), *map(kept, "cde")], earlier("abcdehi")) == list(
        "abfgcde"
    )


def test_what_is_about_the_whole_half_year_holds_it():
    facts = ("is_doubted", "was_acted_on", "is_key_new", "is_lost")
    fine = Circumstances(roster=6, **dict.fromkeys(facts, False))
    assert fine.forbid is False
    for change in ({"roster": 5}, *({fact: True} for fact in facts)):
        assert replace(fine, **change).forbid is True, change


def test_a_lone_joiner_is_held():
    assert published([*map(kept, "abcde"), brings("f")], earlier("abcde")) == []


def test_every_earlier_number_counts_not_only_the_last():
    """All came anew since the last release, but three of five are as in the one before it."""
    team = [brings(person, person, LONG_BEFORE - DAY) for person in "abc"]
    team += [brings(person) for person in "de"]
    last = earlier("vwxyz")
    assert published(team, last) == list("abcde")

    assert published(team, earlier("abcde", LONG_BEFORE), last) == []


def test_a_number_of_another_team_that_shares_one_person_counts():
    """c moved here from a team of five, of which nobody else is here: four left, four joined."""
    team = [kept("c"), *map(brings, "vwxy")]

    assert published(team, earlier("abcde")) == ["c", *"vwxy"]
    # Most of that team moved along: only three differ.
    assert published([*map(kept, "abcd"), brings("v")], earlier("abcde", BEFORE)) == []


def test_a_number_that_shares_nobody_does_not_matter():
    assert published([brings(person) for person in "abcde"], earlier("vwxyz")) == list("abcde")


def test_an_assessment_is_used_twice_and_not_a_third_time():
    once, twice = earlier("fvwxyz"), Earlier(LONG_BEFORE, {"f": "f", "v": "v", "w": "w"})
    team = [*map(brings, "abcde"), kept("f", LONG_BEFORE - DAY)]

    assert published(team, once) == list("abcdef")
    assert published(team, once, twice) == list("abcde")


def test_a_person_is_counted_once_in_a_half_year():
    team = [brings(person) for person in "abcdef"]

    assert published(team, earlier("fvwxyz", CLOSE)) == list("abcde")


def test_nobody_goes_back_to_an_older_assessment():
    """f deleted the one that was used, so an older one would be new in name only."""
    older = brings("f", "older", BEFORE - 30 * DAY)
    team = [brings(person) for person in "abcde"]

    assert published([*team, older], earlier("fvwxyz")) == list("abcde")


PEOPLE = st.sampled_from("abcdefghij")


@st.composite
def histories(draw):
    """Contributions as they can be: what stood in a release was there when it closed."""
    closings = [LONG_BEFORE, BEFORE]
    releases = [
        Earlier(closes_at, {person: f"{person}{n}" for person in draw(st.sets(PEOPLE))})
        for n, closes_at in enumerate(closings)
        for _ in range(draw(st.integers(0, 2)))
    ]
    dates = [closes_at - DAY for closes_at in [*closings, CLOSE]]
    contributions = [
        Contribution(person, f"{person}{n}", dates[n], f"{person}{n}")
        for person in sorted(draw(st.sets(PEOPLE, min_size=3)))
        for n in [draw(st.integers(0, 2))]
    ]
    return contributions, releases


@given(histories())
def test_whatever_the_history_what_is_published_differs_enough(history):
    contributions, releases = history

    chosen = decide(contributions, releases, CLOSE)

    now = {each.person: each for each in chosen}
    assert len(chosen) == 0 or len(chosen) >= 5
    for release in releases if chosen else ():
        joined = now.keys() - release.tokens.keys()
        left = release.tokens.keys() - now.keys()
        newer = [
            person
            for person in now.keys() & release.tokens.keys()
            if now[person].dated_at >= release.closes_at
        ]
        is_shared = now.keys() & release.tokens.keys()
        assert not is_shared or max(len(joined), len(left)) + len(newer) >= 4
    for each in chosen:
        uses = [each.assessment in release.tokens.values() for release in releases]
        assert sum(uses) <= 1


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_releases_decides_nothing(history, random):
    contributions, releases = history
    before = set(decide(contributions, releases, CLOSE))

    random.shuffle(contributions)
    random.shuffle(releases)

    assert set(decide(contributions, releases, CLOSE)) == before
