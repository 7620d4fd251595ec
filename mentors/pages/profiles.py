"""The page of one's own profile, with its tables of check boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.forms import BoundField
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assessments.scoring.questionnaire import Item, Questionnaire
from mentors.forms.profiles import ManagerForm, ProfileForm
from mentors.forms.search import SearchForm
from mentors.matching.profile import DAYS
from mentors.models.alerts import SearchAlert
from mentors.models.profiles import MentorProfile
from mentors.pages.card import Card
from mentors.selectors.profiles import Suggestions
from mentors.selectors.search import asked_by

# Most people meet within these hours. The others are folded away.
DAYTIME = range(7, 22)


@dataclass(frozen=True)
class ItemRow:
    """`offers`, `wants`, `hidden`: whether the box is ticked. `hint`: what a result suggests."""

    item: Item
    offers: bool
    wants: bool
    hidden: bool
    hint: str


@dataclass(frozen=True)
class Slot:
    value: str
    label: str
    is_ticked: bool


@dataclass(frozen=True)
class AlertLine:
    alert: SearchAlert
    text: str


@dataclass
class ProfilePage:
    profile: MentorProfile
    questionnaire: Questionnaire
    form: ProfileForm
    manager_form: ManagerForm
    suggestions: Suggestions
    alerts: list[SearchAlert]
    must_verify: bool = field(default=False)

    @property
    def is_saved(self) -> bool:
        return self.profile.pk is not None

    @property
    def is_taken_off(self) -> bool:
        return self.profile.taken_off_at is not None

    @property
    def whom_to_ask(self) -> str:
        """An e-mail address; may be empty."""
        return str(settings.OPERATOR_EMAIL)

    def about(self) -> list[BoundField]:
        return self._fields("name", "headline", "level", "role")

    def origin(self) -> list[BoundField]:
        return self._fields("background", "own_tags", "background_preference")

    def item_fields(self) -> list[BoundField]:
        return self._fields("offers", "wants", "hidden")

    def language(self) -> list[BoundField]:
        return self._fields("languages")

    def meeting(self) -> list[BoundField]:
        return self._fields("cadence", "agenda", "async_ok", "time_zone")

    def found(self) -> list[BoundField]:
        return self._fields("is_listed", "is_adult", "capacity", "is_open", "paused_until")

    @cached_property
    def card(self) -> Card:
        return Card(self.profile, self.questionnaire, aspirations=self._aspirations)

    def scales(self) -> Iterator[tuple[object, list[ItemRow]]]:
        ticked = {name: self._ticked(name) for name in ("offers", "wants", "hidden")}
        for scale in self.questionnaire.scales:
            rows = [
                ItemRow(
                    item=item,
                    hint=self._hint(item.key),
                    **{name: item.key in keys for name, keys in ticked.items()},
                )
                for item in scale.items
            ]
            yield scale, rows

    def weekdays(self) -> list[tuple[object, object]]:
        return [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(len(DAYS))]

    def daytime(self) -> list[tuple[str, list[Slot]]]:
        return self._hours([hour for hour in range(24) if hour in DAYTIME])

    def nighttime(self) -> list[tuple[str, list[Slot]]]:
        return self._hours([hour for hour in range(24) if hour not in DAYTIME])

    def is_night_ticked(self) -> bool:
        return any(slot.is_ticked for _hour, slots in self.nighttime() for slot in slots)

    @property
    def _aspirations(self) -> dict[str, str]:
        return {each.key: each.text for each in self.form.aspirations}

    def alert_lines(self) -> list[AlertLine]:
        return [AlertLine(alert, self._describe(alert)) for alert in self.alerts]

    def _hours(self, hours: list[int]) -> list[tuple[str, list[Slot]]]:
        return [
            (f"{hour:02}:00", [self._slot(n, hour) for n in range(len(DAYS))]) for hour in hours
        ]

    def _slot(self, day: int, hour: int) -> Slot:
        value = f"{DAYS[day]}-{hour}"
        words = {"day": WEEKDAYS[day], "hour": f"{hour:02}:00"}
        return Slot(value, _("%(day)s %(hour)s") % words, value in self._ticked("hours"))

    def _fields(self, *names: str) -> list[BoundField]:
        return [self.form[name] for name in names]

    def _ticked(self, name: str) -> set[str]:
        return set(self.form[name].value() or ())

    def _hint(self, key: str) -> str:
        if key in self.suggestions.offers:
            return _("A strength in your latest result")
        if key in self.suggestions.wants:
            return _("A focus area of your latest result")
        return ""

    def _describe(self, alert: SearchAlert) -> str:
        values = asked_by(alert).values
        form = SearchForm(
            values,
            questionnaire=self.questionnaire,
            aspirations=self._aspirations,
            languages=self.profile.languages,
        )
        return form.in_words()
