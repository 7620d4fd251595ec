"""The page of a check-in: its parts, the one that is open, and the addresses of the others."""

from django.urls import reverse

from assessments.scoring.questionnaire import Scale
from assessments.selectors.check_in import CheckIn


class CheckInPage:
    """One part of a check-in. `scale` is None for the part about the plan and the focus.

    `chosen` is the item whose answer was chosen just now: its earlier answer may be seen.
    """

    def __init__(self, found: CheckIn, scale: Scale | None, chosen: str = ""):
        self.found = found
        self.scale = scale
        self.chosen = chosen
        self._parts = _list_parts(found)
        self._index = self._parts.index(scale) if scale in self._parts else 0

    @property
    def step(self) -> int:
        """The number of this part, from 1."""
        return self._index + 1

    @property
    def steps(self) -> int:
        return len(self._parts)

    @property
    def position(self) -> int | None:
        """The index of the scale in the questionnaire; None for the part without a scale."""
        return None if self.scale is None else self.positions[self.scale.key]

    @property
    def positions(self) -> dict[str, int]:
        """Scale key -> its index in the questionnaire."""
        return {each.key: index for index, each in enumerate(self.found.questionnaire.scales)}

    @property
    def url(self) -> str:
        return _url(self.found, self.scale)

    @property
    def back_url(self) -> str:
        if self._index == 0:
            return reverse("assessments:start")
        return _url(self.found, self._parts[self._index - 1])

    @property
    def next_url(self) -> str:
        """The part after this one; the check page after the last."""
        following = self._index + 1 if self.scale in self._parts else 0
        if following < len(self._parts):
            return _url(self.found, self._parts[following])
        return _check_url(self.found)


def open_part_url(found: CheckIn) -> str:
    """The first part with something open, else the check page."""
    for scale in _list_parts(found):
        items = found.asked if scale is None else found.fresh(scale.key) + found.still(scale.key)
        if found.is_open(items):
            return _url(found, scale)
    return _check_url(found)


def _list_parts(found: CheckIn) -> list[Scale | None]:
    """First the items that are asked again, if there are any. Then each scale with other items."""
    asked = {item.key for item in found.asked}
    scales = found.questionnaire.scales
    left = [scale for scale in scales if not asked.issuperset(item.key for item in scale.items)]
    return [*([None] if asked else []), *left]


def _url(found: CheckIn, scale: Scale | None) -> str:
    url = reverse("assessments:check_in", args=[found.draft.code])
    return url if scale is None else f"{url}?part={scale.key}"


def _check_url(found: CheckIn) -> str:
    return reverse("assessments:check", args=[found.draft.code])
