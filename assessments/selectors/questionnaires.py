"""Published questionnaires, and the one that this site asks."""

from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.parse.document import digest as digest_of
from assessments.scoring.parse.questionnaire import parse
from assessments.scoring.questionnaire import Questionnaire


class UnknownQuestionnaire(LookupError):
    """No such questionnaire or version is published."""


def list_versions() -> QuerySet[QuestionnaireVersion]:
    return QuestionnaireVersion.objects.defer("document").order_by("key", "-version")


def get_version(key: str, version: int | None = None) -> QuestionnaireVersion:
    """The named version, or the newest one; UnknownQuestionnaire when it is not published."""
    versions = list_versions().filter(key=key)
    if version is not None:
        versions = versions.filter(version=version)
    found = versions.first()
    if found is None:
        raise UnknownQuestionnaire(key if version is None else f"{key} {version}")
    return found


def get_site_version() -> QuestionnaireVersion:
    """The newest version of the questionnaire that this site asks."""
    return get_version(settings.QUESTIONNAIRE)


def find_site_questionnaire() -> Questionnaire | None:
    """The questionnaire of this site; None while nothing is published."""
    try:
        return read_questionnaire(get_site_version())
    except UnknownQuestionnaire:
        return None


def read_questionnaire(version: QuestionnaireVersion, language: str | None = None) -> Questionnaire:
    """The version as frozen values in the language; parsed once a process, as it can't change."""
    return _read(version.digest, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=64)
def _read(digest: str, language: str) -> Questionnaire:
    document = QuestionnaireVersion.objects.values_list("document", flat=True).get(digest=digest)
    if digest_of(document) != digest:
        raise ValueError(f"The stored questionnaire {digest} was changed after publishing.")
    return parse(document, language)
