"""Makes any number of people with believable mentor profiles; the same ones each time."""

from itertools import islice
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from assessments.selectors import find_site_questionnaire
from mentors.models import MentorProfile
from mentors.selectors import TAGS, list_goals
from mentors.services import next_revision
from setframework.accounts.models import User

PASSWORD = "correct horse battery"
FIRST = [
    "Amara",
    "Ben",
    "Chen",
    "Dalia",
    "Emil",
    "Farah",
    "Goran",
    "Hanna",
    "Ines",
    "Jonas",
    "Kavya",
    "Liam",
    "Mina",
    "Noor",
    "Olu",
    "Pia",
]
LAST = [
    "Okafor",
    "Lindqvist",
    "Wei",
    "Haddad",
    "Novak",
    "Rahimi",
    "Petrov",
    "Virtanen",
    "Duarte",
    "Weber",
    "Nair",
    "Byrne",
]
HEADLINES = ["Data platforms, health care", "Payments, public sector", "Compilers", "Games", ""]
ROLES = ["Engineer", "Architect", "Tester", "Team lead", "Data scientist"]
ZONES = ["Europe/Berlin", "Europe/London", "Asia/Kolkata", "America/New_York", "Africa/Lagos"]
LANGUAGES = ["en", "de", "fr", "es", "hi", "sv"]
BATCH = 2000


def make_people(number):
    """Everybody listed, with a verified address; returns nothing."""
    chance = Random(number)
    people = _people(chance, number)
    password = make_password(PASSWORD)
    with transaction.atomic():
        revision = next_revision()
        while batch := list(islice(people, BATCH)):
            users = User.objects.bulk_create(
                User(email=email, name=name, password=password) for email, name, _ in batch
            )
            EmailAddress.objects.bulk_create(
                EmailAddress(user=user, email=user.email, verified=True, primary=True)
                for user in users
            )
            MentorProfile.objects.bulk_create(
                MentorProfile(person=user, revision=revision, updated_at=timezone.now(), **values)
                for user, (_, _, values) in zip(users, batch, strict=True)
            )


def _people(chance, number):
    questionnaire = find_site_questionnaire()
    items = [item.key for item in questionnaire.items]
    levels = [level.key for level in questionnaire.levels]
    goals = [goal.key for goal in list_goals()]
    for person in range(number):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        yield f"person{person}@example.org", name, _values(chance, name, items, levels, goals)


def _values(chance, name, items, levels, goals):
    offers = chance.sample(items, chance.randint(0, 5))
    wants = chance.sample([item for item in items if item not in offers], chance.randint(1, 4))
    evening, day = chance.randint(7, 19), chance.randint(0, 4)
    days = ("mon", "tue", "wed", "thu", "fri")
    return {
        "name": name,
        "headline": chance.choice(HEADLINES),
        "level": chance.choice(levels),
        "role": chance.choice(ROLES),
        "background": chance.sample(list(TAGS), chance.randint(0, 3)),
        "goals": [
            {"goal": goal, "priority": number}
            for number, goal in enumerate(chance.sample(goals, chance.randint(1, 3)), start=1)
        ],
        "offers": offers,
        "wants": wants,
        "hidden": [item for item in offers + wants if chance.random() < 0.2],
        "languages": sorted({"en", chance.choice(LANGUAGES)} if chance.random() < 0.9 else {"fr"}),
        "time_zone": chance.choice(ZONES),
        "hours": [f"{days[(day + n) % 5]}-{evening + m}" for n in range(3) for m in range(3)],
        "async_ok": chance.random() < 0.7,
        "cadence": chance.choice(MentorProfile.Cadence.values),
        "agenda": chance.choice(MentorProfile.Agenda.values),
        "background_preference": chance.choice(MentorProfile.Preference.values),
        "capacity": chance.randint(1, 3),
        "is_listed": True,
        "is_adult": True,
    }
