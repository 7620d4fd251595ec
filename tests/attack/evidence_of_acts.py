"""The parts of the document that are about an attacker who does more than read."""

from itertools import product

from tests.attack.acts import WHEN
from tests.attack.measuring import Gain, measure
from tests.attack.playing import OFF, RULE, Outcome
from tests.attack.rules import RULES
from tests.attack.tables import table

SEATS = {1: "one seat", 2: "two seats", 3: "three seats"}
TIMES = {
    "early": "two months before the close",
    "last": "in its last second",
    "after": "between it and a late run",
}


def write_acts(outcomes: dict[str, list[Outcome]]) -> list[str]:
    return [_doubts(outcomes), _rules(outcomes)]


def _doubts(outcomes: dict[str, list[Outcome]]) -> str:
    rows = []
    for seats, when in product(SEATS, WHEN):
        acts = f"doubts {when}"
        mine = [
            each
            for each in outcomes["doubts"]
            if each.plan.known == seats and each.plan.acts == acts
        ]
        found = measure(each.estimates for each in mine)
        rows.append([SEATS[seats], TIMES[when], f"{len(mine):,}", *_gain(found)])
    head = ["who doubts", "when", "teams", "gain, best target", "its upper 95 % bound"]
    head += ["success he expects, %"]
    return f"""## Doubts, by seats and time

The teams of the row above, in nine parts. A part has a ninth of them, so its bound is three times
as wide. The doubts of one seat alone change no number, which a test holds: he is a member like any
other. In its last second he had +6.8 and +6.2 in two earlier runs, +3.4 in this one, of 224 teams
each; on 2,304 teams with other seeds it was +2.5, with a bound of +3.6. Together they make +3.2.

{table(head, rows)}"""


def _gain(found: Gain) -> list[str]:
    return [f"{found.best_target:+.1f}", f"{found.best_upper:+.1f}", f"{found.expected:.1f}"]


def _rules(outcomes: dict[str, list[Outcome]]) -> str:
    rows = [
        [
            rule.does,
            rule.wants,
            _recovered(outcomes[RULE + name]),
            _recovered(outcomes[RULE + name + OFF]),
        ]
        for name, rule in RULES.items()
    ]
    head = ["he", "and wants to read", "recovered with the rule", "without it"]
    return f"""## Each rule against these acts, switched off

Teams built by hand, with means that are exact where a person is read, so that only the rule is in
his way. "No number" means that there is none he could compare with. A guess recovers a person in
about 17 % of the cases.

{table(head, rows)}"""


def _recovered(outcomes: list[Outcome]) -> str:
    found = [each.estimates for each in outcomes if each.estimates]
    return f"{measure(found).hits:.0f} %" if found else "no number"
