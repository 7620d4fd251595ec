"""Publish questionnaire files: check them, store them read-only under their digest."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments.scoring.parse.document import read_file
from assessments.scoring.parse.questionnaire import parse
from assessments.scoring.parse.table import QuestionnaireError
from assessments.services.questionnaires import DigestMoved, publish_questionnaire

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"


class Command(BaseCommand):
    help = "Publish questionnaire files (all of assessments/questionnaires without arguments)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, help="files, or folders of <key>-<version>.toml"
        )

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        with transaction.atomic():  # all or nothing
            for path in _files(paths or [FOLDER]):
                self.stdout.write(_publish(path))


def _files(paths: list[Path]) -> list[Path]:
    found = [
        file
        for path in paths
        for file in (sorted(path.glob("*-[0-9]*.toml")) if path.is_dir() else [path])
    ]
    if not found:
        raise CommandError(f"No questionnaire files in {', '.join(map(str, paths))}.")
    return found


def _publish(path: Path) -> str:
    try:
        document = read_file(path)
        questionnaire = parse(document, source=path.name)
        if questionnaire.status != "published":
            return f"{path.name}: a draft, left out"
        _, is_new = publish_questionnaire(document=document, at=timezone.now())
    except QuestionnaireError as error:
        raise CommandError(str(error)) from error
    except DigestMoved as error:
        raise CommandError(f"{path.name}: {error}") from error
    name = f"{questionnaire.key} {questionnaire.version}"
    return f"{name}: {'published' if is_new else 'published before'}"
