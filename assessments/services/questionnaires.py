"""Publishing a questionnaire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.parse.document import digest


class DigestMoved(Exception):
    """A file differs from what was published under its key and version."""


@transaction.atomic
def publish_questionnaire(
    *, document: Mapping[str, Any], at: datetime
) -> tuple[QuestionnaireVersion, bool]:
    """Store a checked document under its digest: (version, whether it is new).

    Raises DigestMoved where the same key and version was published with another content.
    """
    framework = document["framework"]
    version, is_new = QuestionnaireVersion.objects.get_or_create(
        key=framework["key"],
        version=framework["version"],
        defaults={"digest": digest(document), "document": document, "published_at": at},
    )
    if version.digest != digest(document):
        raise DigestMoved(
            f"{version} is published with other content and can't change; "
            "give the changed file the next version."
        )
    return version, is_new
