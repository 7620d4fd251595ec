"""How a person's records travel in a file: checked one by one, then together."""

from assessments.api.portable.lists import MAX_RECORDS, PortableSerializer
from assessments.api.portable.vocabulary import Vocabulary

__all__ = ["MAX_RECORDS", "PortableSerializer", "Vocabulary"]
