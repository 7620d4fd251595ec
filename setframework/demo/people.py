"""Sixty people and an administrator, the same in every demo."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice, product
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from setframework.people.models import User

PASSWORD = "correct horse battery"  # noqa: S105
ADMIN = "admin@example.org"
# Somebody who has only just signed up.
NEWCOMER = ("noor@example.org", "Noor Salem")
COLLEAGUES = 48
FIRST_NAMES = ("Mina", "Noor", "Olu", "Pia", "Quentin", "Rosa", "Samir", "Tove")
LAST_NAMES = ("Abebe", "Berg", "Castillo", "Dubois", "Eriksen", "Fontaine")


def make_admin() -> User:
    (admin,) = make_people([(ADMIN, "Admin")], is_staff=True, is_superuser=True)
    return admin


def name_colleagues() -> Iterator[tuple[str, str]]:
    """E-mail address and name of each."""
    names = islice(product(LAST_NAMES, FIRST_NAMES), COLLEAGUES)
    for last, first in names:
        yield f"{first}.{last}@example.org".lower(), f"{first} {last}"


def make_people(names: Iterable[tuple[str, str]], **fields: Any) -> list[User]:
    """Accounts with a verified address. All share one password hash, as hashing is slow."""
    password = make_password(PASSWORD)
    people = User.objects.bulk_create(
        User(email=email, name=name, password=password, **fields) for email, name in names
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, primary=True, verified=True)
        for person in people
    )
    return people


def long_ago(now: datetime) -> datetime:
    """The day on which everybody joined. Seven half-years have closed since then."""
    return now.replace(year=now.year - 3, month=3, day=15)
