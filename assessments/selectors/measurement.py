"""Consents to measurement, and the answers that may be used for it."""

from assessments.models.measurement import MeasurementConsent
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from setframework.people.models import User


def find_measurement_consent(person: User) -> MeasurementConsent | None:
    """The consent in force."""
    return MeasurementConsent.objects.filter(person=person, withdrawn_at=None).first()


def list_measured(version: QuestionnaireVersion) -> list[list[Assessment]]:
    """For each consenting person the assessments with one version that measure, oldest first.

    An imported one may be anybody's, and a carried-over answer was not given again: neither
    measures. People without such an assessment are left out.
    """
    consenting = MeasurementConsent.objects.filter(withdrawn_at=None).values("person")
    found = Assessment.objects.filter(
        version=version,
        person__in=consenting,
        completed_at__isnull=False,
        imported_at=None,
        carried_over=[],
    )
    people: dict[int, list[Assessment]] = {}
    for assessment in found.order_by("person_id", "completed_at", "pk"):
        if assessment.person_id is not None:  # a visitor has given no consent
            people.setdefault(assessment.person_id, []).append(assessment)
    return list(people.values())
