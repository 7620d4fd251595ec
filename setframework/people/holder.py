"""Who asks for an assessment: a person, or a visitor."""

from dataclasses import dataclass
from uuid import UUID

from setframework.people.models import User


@dataclass(frozen=True)
class Holder:
    """Who is asking: a person, or a visitor whose session holds one draft."""

    person: User | None = None
    draft_code: UUID | str | None = None
