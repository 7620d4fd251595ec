"""How many mistakes of one body or file are told: more would bury what to do, and cost much."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

MOST_MISTAKES = 20
# A name that somebody else chose is shown to this length.
LONGEST_NAME = 60
MORE = _("There are more mistakes.")


def first_mistakes(detail: Any) -> tuple[Any, bool]:
    """The first MOST_MISTAKES messages of nested mistakes, and whether there were more."""
    left = [MOST_MISTAKES]
    kept = _first(detail, left)
    return kept, left[0] < 0


def _first(detail: Any, left: list[int]) -> Any:
    """`left` holds how many may still be told; it ends below 0 once one is left out."""
    if isinstance(detail, Mapping):
        found: dict[Any, Any] = {}
        for name, inside in detail.items():
            if left[0] <= 0:
                left[0] = -1
                break
            found[_shown(name)] = _first(inside, left)
        return found
    if isinstance(detail, list):
        kept = []
        for inside in detail:
            if left[0] <= 0:
                left[0] = -1
                break
            kept.append(_first(inside, left))
        return kept
    left[0] -= 1
    return detail


def _shown(name: Any) -> Any:
    is_long = isinstance(name, str) and len(name) > LONGEST_NAME
    return f"{name[:LONGEST_NAME]}…" if is_long else name
