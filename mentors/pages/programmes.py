"""One programme, as its reader sees it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.scoring.questionnaire import Questionnaire
from mentors.models.programmes import Programme
from mentors.models.runs import ProposedPair
from mentors.selectors.programmes import MOST_SHOWN, Organised, is_organiser
from setframework.people.models import User

State = ProposedPair.State
Band = ProposedPair.Band

# With fewer pairs, a sum would reveal the score of a single pair.
FEWEST_FOR_SUMS = 5
WHY = {
    "language": gettext_lazy("shares no language with a mentor who would fit"),
    "hours": gettext_lazy("has no common hour with a mentor who would fit"),
    "level": gettext_lazy("no mentor is at the same level or above, or offers what is wanted"),
    "apart": gettext_lazy(
        "everyone who would fit is kept apart: paired or proposed before, recently declined, or "
        "one is the manager of the other"
    ),
    "places": gettext_lazy("the places ran out"),
}


class ProposalLine:
    """`pair` comes from list_proposals, which adds names."""

    def __init__(self, pair: ProposedPair, person: User, at: datetime):
        row: Any = pair
        self.pair, self.state = pair, pair.state_at(at)
        self.is_mentor = pair.mentor_id == person.pk
        self.other = pair.mentee if self.is_mentor else pair.mentor
        name = row.mentee_name if self.is_mentor else row.mentor_name
        self.name = name or _("Somebody without a name")
        self.says = pair.mentor_says if self.is_mentor else pair.mentee_says

    @property
    def code(self) -> Any:
        return self.pair.code

    @property
    def is_open(self) -> bool:
        return self.state == State.PROPOSED

    @property
    def may_confirm(self) -> bool:
        return self.is_open and self.says is None

    @property
    def band_words(self) -> str:
        return str(Band(self.pair.band).label)

    @property
    def state_words(self) -> str:
        if self.is_open and self.says:
            return _("you said yes")
        # Nobody learns which of the two said no.
        return _("did not work out") if self.state in LOST else str(State(self.state).label)


LOST = (State.DECLINED, State.EXPIRED)


class ProgrammePage:
    """`programme` comes from get_programme, or from list_programmes for a row of the list."""

    def __init__(self, programme: Programme, person: User, at: datetime):
        self.programme, self.person, self.at = programme, person, at

    @property
    def code(self) -> Any:
        return self.programme.code

    @property
    def has_joined(self) -> bool:
        row: Any = self.programme
        return bool(row.has_joined)

    @property
    def is_mentee(self) -> bool:
        row: Any = self.programme
        return bool(row.is_mentee)

    @property
    def is_published(self) -> bool:
        row: Any = self.programme
        return bool(row.is_published)

    @property
    def is_open(self) -> bool:
        return self.programme.is_open_at(self.at)

    @property
    def is_over(self) -> bool:
        return self.programme.is_over_at(self.at)

    @property
    def waits(self) -> bool:
        """Whether a pair waits for the person's answer. Only rows of the list have it."""
        row: Any = self.programme
        return bool(row.waits)

    @property
    def is_own(self) -> bool:
        """Whether the person organises it themselves, and does not just see it as staff."""
        return self.programme.organiser_id == self.person.pk

    @property
    def is_organiser(self) -> bool:
        return is_organiser(self.person, self.programme)

    def level_names(self, questionnaire: Questionnaire) -> list[str]:
        """Names of the levels that mentees may have; none where every level may join."""
        names = {level.key: level.name for level in questionnaire.levels}
        return [names[key] for key in self.programme.levels if key in names]


class OrganiserPart:
    """The latest run, its receipt in words, and the pairs. It never shows a person's score."""

    def __init__(self, found: Organised, at: datetime):
        self.run, self.all_pairs, self.left_out = found.run, found.pairs, found.left_out
        self.receipt = self.run.receipt if self.run else {}
        self.at = at

    @property
    def is_at_work(self) -> bool:
        return self.run is not None and self.run.state in self.run.UNFINISHED

    @property
    def is_done(self) -> bool:
        return self.run is not None and self.run.state == self.run.State.DONE

    @property
    def has_failed(self) -> bool:
        return self.run is not None and self.run.state == self.run.State.FAILED

    @property
    def may_publish(self) -> bool:
        return self.run is not None and self.is_done and self.run.published_at is None

    @property
    def publishes(self) -> bool:
        """Whether publishing would tell somebody: people in a pair, or without one."""
        return self.may_publish and bool(self.pairs or self.count_without)

    @property
    def shows_sums(self) -> bool:
        return bool(self.receipt.get("matched", 0) >= FEWEST_FOR_SUMS)

    @property
    def bands(self) -> list[tuple[str, int]]:
        counts = self.receipt.get("bands", {})
        return [(str(band.label), counts[band]) for band in Band if counts.get(band)]

    @property
    def worst(self) -> str:
        worst = self.receipt.get("worst")
        return str(Band(worst).label) if worst else ""

    @property
    def pairs(self) -> Sequence[ProposedPair]:
        return self.all_pairs[:MOST_SHOWN]

    @property
    def answers(self) -> dict[str, int]:
        """The numbers of pairs that agreed, are open and are lost. They do not show who said no."""
        counts = Counter(pair.state_at(self.at) for pair in self.all_pairs)
        lost = sum(counts[state] for state in LOST)
        return {"agreed": counts[State.AGREED], "open": counts[State.PROPOSED], "lost": lost}

    @property
    def without(self) -> list[tuple[str, str]]:
        """(name, why) of the mentees without a mentor."""
        reasons = {int(key): why for key, why in self.receipt.get("without", {}).items()}
        nobody = _("Somebody without a name")
        rows: Any = self.left_out
        return [(row.name or nobody, str(WHY[reasons[row.pk]])) for row in rows]

    @property
    def count_without(self) -> int:
        return len(self.receipt.get("without", {}))
