"""Agreeing that one's answers help to find out how well the questions measure."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from assessments.models import MeasurementConsent
from assessments.selectors import find_measurement_consent


@transaction.atomic
def set_measurement_consent(*, person: Any, is_given: bool, at: datetime) -> None:
    """Give the consent or withdraw it; what holds already adds no row."""
    # Two tabs wait for each other.
    get_user_model().objects.select_for_update().get(pk=person.pk)
    consent = find_measurement_consent(person)
    if is_given and consent is None:
        MeasurementConsent.objects.create(person=person, given_at=at)
    elif not is_given and consent is not None:
        consent.withdrawn_at = max(at, consent.given_at)
        consent.save(update_fields=["withdrawn_at"])
