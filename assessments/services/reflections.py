"""A few words after a result, for the person alone."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.models.reflections import Reflection
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import get_own_assessment
from setframework.people.models import User
from setframework.people.visitors import Holder


class NotCompletedYet(Exception):
    """One reflects on a result, so there must be one."""


@transaction.atomic
def save_reflections(
    *, person: User, code: UUID | str, texts: Mapping[str, str], at: datetime
) -> None:
    """Keep what the person wrote to each prompt (its key); an empty text removes it.

    Raises Assessment.DoesNotExist, NotCompletedYet; a key that is no prompt is a KeyError.
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
