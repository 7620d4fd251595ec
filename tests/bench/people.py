"""Makes any number of people with believable mentor profiles; the same ones each time."""

from itertools import islice
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.models.profiles import MentorProfile
from mentors.selectors.aspirations import list_aspirations
from mentors.selectors.words import TAGS
from mentors.services.revision import next_revision
from setframework.people.models import User
from tests.bench.made_up import make_values

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
    words = {
        "items": [item.key for item in questionnaire.items],
        "levels": [level.key for level in questionnaire.levels],
        "goals": [goal.key for goal in list_aspirations()],
        "tags": list(TAGS),
        "cadences": MentorProfile.Cadence.values,
        "agendas": MentorProfile.Agenda.values,
        "preferences": MentorProfile.Preference.values,
    }
    for person in range(number):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        yield f"person{person}@example.org", name, {"name": name, **make_values(chance, words)}
