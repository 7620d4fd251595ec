"""Everything that changes who helps whom, one verb a function, one transaction a verb."""

from mentors.services.revision import next_revision

__all__ = ["next_revision"]
