"""Giving and withdrawing the consent to measurement."""

from datetime import datetime

from django.db import transaction

from assessments.models.measurement import MeasurementConsent
from assessments.selectors.measurement import find_measurement_consent
from setframework.people.models import User


@transaction.atomic
def set_measurement_consent(*, person: User, is_given: bool, at: datetime) -> None:
    """Give the consent or withdraw it. A repeated choice adds no row."""
    # Two tabs wait for each other.
    User.objects.lock(person)
    consent = find_measurement_consent(person)
    if is_given and consent is None:
        MeasurementConsent.objects.create(person=person, given_at=at)
    elif not is_given and consent is not None:
        consent.withdrawn_at = max(at, consent.given_at)
        consent.save(update_fields=["withdrawn_at"])
