"""Cases built by hand: a lone joiner between two numbers, and a team in which nothing moves."""

from datetime import timedelta

from tests.attack.people import CLOSINGS, START, Author, Member, Plan, Story

JOINED_AT = CLOSINGS[0] + timedelta(days=20)


def lone_joiner(author: Author, *, size: int, retakes: int, known: int = 0) -> Story:
    """`size` sit before the first close; the first `retakes` again, and somebody new, before the
    second. The known come first; the joiner is the last of the members.
    """
    team = author.team()
    story = Story(size, 1.0, 0.0)
    for n in range(size):
        member = Member(START, author.trait(team), is_known=n < known)
        days = [CLOSINGS[0] - timedelta(days=30)]
        days += [CLOSINGS[1] - timedelta(days=30)] if n < retakes else []
        member.sittings = [author.sit(member.trait, at) for at in days]
        story.members.append(member)
    joiner = Member(JOINED_AT, author.trait(team))
    joiner.sittings = [author.sit(joiner.trait, JOINED_AT + timedelta(days=40))]
    story.members.append(joiner)
    return story


def quiet_team(author: Author, *, size: int) -> Story:
    """Nobody but the attacker and his two puppets, which he swaps for fresh ones, ever changes."""
    story = author.write(Plan(3, 1.0, 0.0, known=3, swaps=True))
    team = author.team()
    for _ in range(size - 3):
        member = Member(START, author.trait(team))
        member.sittings = [author.sit(member.trait, CLOSINGS[0] - timedelta(days=30))]
        story.members.append(member)
    return story
