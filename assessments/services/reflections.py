"""Own words after a result, for the person alone."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.models.reflections import Reflection
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import get_own_assessment
from assessments.services.taking import NotCompletedYet
from setframework.people.models import User
from setframework.people.visitors import Holder


@transaction.atomic
def save_reflections(
    *, person: User, code: UUID | str, texts: Mapping[str, str], at: datetime
) -> None:
    """Store the person's words by the key of their prompt; an empty text removes them.

    Raises Assessment.DoesNotExist, NotCompletedYet; KeyError for a key that is no prompt.
    """
    assessment = get_own_assessment(Holder(person=person), code, for_update=True)
    if not assessment.is_completed:
        raise NotCompletedYet
    known = {prompt.key for prompt in read_questionnaire(assessment.version).reflections}
    for key, text in texts.items():
        if key not in known:
            raise KeyError(key)
        if not text:
            Reflection.objects.filter(assessment=assessment, key=key).delete()
            continue
        kept = Reflection.objects.filter(assessment=assessment, key=key, text=text)
        if not kept.exists():
            Reflection.objects.update_or_create(
                assessment=assessment, key=key, defaults={"text": text, "written_at": at}
            )
