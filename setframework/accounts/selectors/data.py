"""The data that an account holds, and who saw it."""

from datetime import datetime

from assessments.models.sharing import ShareVisit
from assessments.selectors.sharing import list_share_visits
from mentors.models.results import ResultRead
from mentors.selectors.results import list_result_reads
from setframework.accounts.selectors.tokens import list_tokens
from setframework.people.models import User
from setframework.portable.exporting import count_records

# The page lists the newest ones. The export has all of them.
READINGS_LISTED = 50


def list_newest_visits(person: User) -> list[ShareVisit]:
    """The last times that somebody opened a link of the person, newest first."""
    return list(list_share_visits(person)[:READINGS_LISTED])


def list_newest_reads(person: User) -> list[ResultRead]:
    """The last times that somebody read a result of the person in a mentorship, newest first."""
    return list(list_result_reads(person)[:READINGS_LISTED])


def count_data(person: User, at: datetime) -> dict[str, int]:
    """The number of records that erasing the account would delete, by kind."""
    return {**count_records(person), "tokens": list_tokens(person, at).count()}
