"""How long a search takes, in CPU time, among 1,000, 20,000 and 100,000 profiles.

Asks the database of the settings, which must be empty: `make bench` gives it one of its own.
"""

import os
import statistics
import sys
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "setframework.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from assessments.selectors.questionnaires import find_site_questionnaire  # noqa: E402
from mentors.matching.profile import KINDS  # noqa: E402
from mentors.models.profiles import MentorProfile  # noqa: E402
from mentors.selectors.profiles import find_profile  # noqa: E402
from mentors.selectors.search import Asked, start_search  # noqa: E402
from mentors.services.profiles import name_manager  # noqa: E402
from setframework.people.models import User  # noqa: E402
from tests.bench.people import make_people  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_PEOPLE", "1000,20000,100000").split(",")]
TIMES = 30
TARGET = {20_000: 25.0}  # ms of CPU for a page's search


def timed(work):
    started = process_time()
    work()
    return (process_time() - started) * 1000


def measure(size):
    User.objects.all().delete()
    make_people(size)
    questionnaire, chance = find_site_questionnaire(), Random(1)
    people = list(User.objects.order_by("pk")[:TIMES])

    def search(person, kind):
        found = start_search(find_profile(person), questionnaire, timezone.now())
        return found.find(Asked(kind))[:10]

    def look(client, kind):
        assert client.get("/mentors/", {"kind": kind}).status_code == 200

    first = timed(lambda: search(people[0], "mentor"))
    clients = []
    for person in people:
        client = Client(headers={"host": "localhost"})
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        look(client, "mentor")  # loads the middleware
        clients.append(client)
    searches = [timed(lambda p=p: search(p, chance.choice(KINDS))) for p in people]
    pages = [timed(lambda c=c: look(c, chance.choice(KINDS))) for c in clients]
    changed = []
    for person in people[:5]:
        name_manager(person=person, email="", at=timezone.now())
        changed.append(timed(lambda p=person: search(p, "mentor")))
    return [first, *(statistics.median(each) for each in (searches, pages, changed))]


def main():
    assert not MentorProfile.objects.exists(), "this database is in use"
    names = ("first read", "search", "whole page", "after a change")
    print(f"{connection.vendor}: CPU ms, median of {TIMES}")
    print("  people" + "".join(f"{name:>16}" for name in names))
    too_slow = False
    for size in SIZES:
        values = measure(size)
        print(f"{size:>8}" + "".join(f"{value:>16.1f}" for value in values), flush=True)
        too_slow |= values[1] > TARGET.get(size, float("inf"))
    if too_slow:
        sys.exit("A search among 20,000 profiles takes more than 25 ms of CPU.")


if __name__ == "__main__":
    main()
