"""Fill the database with a believable organisation: people, their sittings, teams and pairs."""

from datetime import datetime
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.direction import find_direction
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_site_version,
    read_questionnaire,
)
from mentors.selectors.aspirations import list_aspirations
from setframework.demo.home import HOMES, fill_home
from setframework.demo.lives import PEOPLE, Life
from setframework.demo.mentoring import fill_mentoring
from setframework.demo.people import (
    ADMIN,
    NEWCOMER,
    PASSWORD,
    long_ago,
    make_admin,
    make_people,
    name_colleagues,
)
from setframework.demo.programmes import fill_programmes
from setframework.demo.teams import TEAMS, WHOLE, fill_teams
from setframework.people.models import User


class Command(BaseCommand):
    help = "Fill the database with a made-up organisation to look around in."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo has passwords that everybody knows: not in production.")
        if User.objects.filter(email=ADMIN).exists():
            self.stdout.write("The demo is already there.")
        else:
            self._fill(timezone.now())
        self._tell()

    def _fill(self, now: datetime) -> None:
        try:
            version = get_site_version()
        except UnknownQuestionnaire:
            raise CommandError("Publish first: manage.py publish_questionnaires") from None
        if not list_aspirations():
            raise CommandError("Add goals first: manage.py seed_mentoring_goals")
        # These people read no mail, and do in a second what others do in two years.
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend", ACCOUNT_RATE_LIMITS={}
        ):
            number = _fill(version, now)
        self.stdout.write(f"{number} people with their assessments, teams and pairs were added.")

    def _tell(self) -> None:
        self.stdout.write(f"\nLog in with the password: {PASSWORD}\n\n")
        managed = {plan.manager: plan.name for plan in (*TEAMS, WHOLE)}
        for person in PEOPLE:
            team = managed.get(person.key)
            leads = f", manages {team}" if team else ""
            sees = f", {HOMES[person.key]}" if person.key in HOMES else ""
            self.stdout.write(f"  {person.email:<22}{person.name}{leads}{sees}")
        email, name = NEWCOMER
        self.stdout.write(f"  {email:<22}{name}, who is new")
        self.stdout.write(f"  {ADMIN:<22}sees the admin at /admin/, after setting up a second step")


@transaction.atomic
def _fill(version: QuestionnaireVersion, now: datetime) -> int:
    """Make everything. Returns the number of people."""
    since = long_ago(now)
    # The teams get a made-up past, so the questions must be older than that.
    QuestionnaireVersion.objects.filter(pk=version.pk).update(published_at=since)
    people = make_people(((each.email, each.name) for each in PEOPLE), joined_at=since)
    colleagues = make_people(name_colleagues(), joined_at=since)
    for number, (character, person) in enumerate(zip(PEOPLE, people, strict=True)):
        Life(character, version, now, Random(number)).live(person)  # noqa: S311
    by_name = {character.key: person for character, person in zip(PEOPLE, people, strict=True)}
    fill_teams(by_name, colleagues, version, since, now)
    levels = {person.pk: find_direction(person) for person in people}
    everybody = [*people, *colleagues]
    fill_mentoring(
        everybody,
        {pk: direction.level for pk, direction in levels.items() if direction},
        make_admin(),
        read_questionnaire(version),
        now,
    )
    fill_programmes(everybody, by_name[WHOLE.manager], now)
    fill_home(by_name, colleagues, now)
    make_people([NEWCOMER], joined_at=now)
    return len(everybody)
