"""Saved searches: one mail once somebody fits, then it is over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.scoring.questionnaire import Questionnaire
from mentors.emails.searches import send_somebody_fits
from mentors.matching.filters import EMPTY
from mentors.models.alerts import SearchAlert
from mentors.selectors.alerts import list_alerts, list_waiting_alerts
from mentors.selectors.profiles import find_profile
from mentors.selectors.search import Asked, asked_by, start_search
from setframework.people.models import User
from setframework.people.verified import is_email_verified
from setframework.web.refusals import Refused

# Each waiting search costs one search a day.
MAX_ALERTS = 5


class TooManyAlerts(Refused):
    """The person has MAX_ALERTS searches that wait."""

    def __init__(self) -> None:
        super().__init__()
        many = _("You already have %(most)d saved searches. Delete one first.")
        self.says = many % {"most": MAX_ALERTS}


@transaction.atomic
def request_alert(*, person: User, asked: Asked, at: datetime) -> SearchAlert:
    """Wait until somebody fits. The same search waits only once. Raises TooManyAlerts."""
    User.objects.lock(person)  # of two tabs, the second one waits here
    wanted: dict[str, Any] = {**EMPTY, **asked.values}
    found = list_alerts(person).filter(**wanted).first()
    if found is not None:
        return found
    if list_alerts(person).count() >= MAX_ALERTS:
        raise TooManyAlerts
    return SearchAlert.objects.create(person=person, created_at=at, **wanted)


@transaction.atomic
def cancel_alert(*, person: User, code: UUID | str) -> None:
    """Stop waiting. A search that is over stays as it is."""
    list_alerts(person).filter(code=code).delete()


def end_alerts(*, person: User) -> None:
    """Stop waiting in all of the person's searches."""
    SearchAlert.objects.filter(person=person, told_at=None).delete()


def tell_who_waits(*, questionnaire: Questionnaire, at: datetime) -> int:
    """Write one mail for each waiting search that finds somebody now. Returns how many."""
    return sum(_tell(alert, questionnaire, at) for alert in list(list_waiting_alerts()))


def _tell(alert: SearchAlert, questionnaire: Questionnaire, at: datetime) -> bool:
    count = _count(alert, questionnaire, at)
    if not count:
        return False
    with transaction.atomic():  # the claim and the mail, both or neither
        claimed = _claim(alert, at)
        if claimed:
            send_somebody_fits(alert, count)
    return claimed


def _count(alert: SearchAlert, questionnaire: Questionnaire, at: datetime) -> int:
    profile = find_profile(alert.person)
    if profile is None or profile.taken_off_at or not is_email_verified(alert.person):
        return 0
    matches = start_search(profile, questionnaire, at).find(asked_by(alert))
    return len(matches) if matches[:1] else 0


def _claim(alert: SearchAlert, at: datetime) -> bool:
    return bool(SearchAlert.objects.filter(pk=alert.pk, told_at=None).update(told_at=at))
