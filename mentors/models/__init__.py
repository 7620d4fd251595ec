"""Who helps whom: what people offer and want, and who must not meet."""

from mentors.models.blocks import Block
from mentors.models.profiles import MentoringGoal, MentorProfile, Revision
from mentors.models.search import SearchAlert

__all__ = ["Block", "MentorProfile", "MentoringGoal", "Revision", "SearchAlert"]
