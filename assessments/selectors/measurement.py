"""Who lets their answers be used to find out how well the questions measure, and those answers."""

from assessments.models.measurement import MeasurementConsent
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from setframework.people.models import User


def find_measurement_consent(person: User) -> MeasurementConsent | None:
    """The one in force."""
    return MeasurementConsent.objects.filter(person=person, withdrawn_at=None).first()


def list_measured(version: QuestionnaireVersion) -> list[list[Assessment]]:
    """For each consenting person the assessments with one version that measure, oldest first.

    An imported one may be anybody's, and a carried-over answer was not given anew: neither
    measures. People without any are not in it.
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
        assert assessment.person_id is not None  # noqa: S101
        people.setdefault(assessment.person_id, []).append(assessment)
    return list(people.values())
