"""Everything that is read about who helps whom: each takes who is asking."""

from mentors.selectors.profiles import find_profile, list_goals

__all__ = ["find_profile", "list_goals"]
