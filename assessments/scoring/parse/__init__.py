"""From a questionnaire file, or its stored document, to a Questionnaire.

The format is described in docs/questionnaire-file.md and by the JSON Schema beside the
files. Every mistake is a QuestionnaireError that names file, table, key and what was
expected.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments.scoring.parse.changes import read_changes
from assessments.scoring.parse.direction import read_direction, read_reflections
from assessments.scoring.parse.document import canonical_json, digest, read_file
from assessments.scoring.parse.items import read_items
from assessments.scoring.parse.ladder import read_levels, read_paths
from assessments.scoring.parse.scales import (
    MAX_SCALES,
    read_answer_scales,
    read_scales,
    read_special_answers,
)
from assessments.scoring.parse.table import QuestionnaireError, Table
from assessments.scoring.questionnaire import MAX_VALUE, AnswerScale, Questionnaire

__all__ = [
    "QuestionnaireError",
    "canonical_json",
    "digest",
    "parse",
    "read_file",
    "validate",
]

FORMAT = 1
STATUSES = ("draft", "published")
MAX_LANGUAGES = 50
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def validate(document: Mapping[str, Any], source: str = "questionnaire") -> None:
    """Raise a QuestionnaireError, which names `source`, unless everything in it holds."""
    parse(document, source=source)


def parse(
    document: Mapping[str, Any], language: str = "en", source: str = "questionnaire"
) -> Questionnaire:
    """The questionnaire with the texts of a language, after checking those of all languages.

    A language that the file does not have falls back to its main one (en for en-gb), then
    to the first of the file. `source` is what errors call the document.
    """
    languages = _languages(document, source)
    built = {name: _build(document, name, source) for name in languages}
    texts = Table(document, "", source).table("texts")
    for name in languages[1:]:
        _same_texts(texts.table(languages[0]), texts.table(name))
    wanted = str(language).lower()
    found = [name for name in (wanted, wanted.partition("-")[0]) if name in built]
    return replace(built[(found or languages)[0]], digest=digest(document))


def _languages(document: Mapping[str, Any], source: str) -> list[str]:
    root = Table(document, "", source)
    if root.integer("format", 0, 10**6) != FORMAT:
        raise root.error("format", f"{FORMAT}, got {document['format']}")
    framework = root.table("framework")
    languages = framework.keys("languages", MAX_LANGUAGES)
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            raise framework.error("languages", f"codes such as 'en' or 'pt-br', got {language!r}")
    return languages


@dataclass(frozen=True, slots=True)
class _Framework:
    key: str
    version: int
    status: str
    license: str
    yes_threshold: int
    source: dict[str, str]


def _build(document: Mapping[str, Any], language: str, source: str) -> Questionnaire:
    root = Table(document, "", source)
    framework = _framework(root)
    texts = _texts(root, language)
    scale_rows = root.keyed_tables("scales", MAX_SCALES)
    scale_keys = tuple(scale_rows)
    levels = read_levels(root, texts)
    answer_scales = read_answer_scales(root, texts)
    items = read_items(root, texts, answer_scales, scale_keys, len(levels))
    item_keys = tuple(item.key for group in items.values() for item in group)
    note = texts.optional_text("source_note")
    built = Questionnaire(
        key=framework.key,
        version=framework.version,
        status=framework.status,
        digest="",
        language=language,
        name=texts.text("name", 60),
        disclaimer=texts.text("disclaimer"),
        source={**framework.source, **({"note": note} if note else {})},
        license=framework.license,
        yes_threshold=framework.yes_threshold,
        tie_break_hint=texts.text("tie_break_hint"),
        two_halves_hint=texts.text("two_halves_hint"),
        targets_note=texts.text("targets_note"),
        special_answers=read_special_answers(root, texts),
        scales=read_scales(scale_rows, root, texts, items),
        levels=levels,
        paths=read_paths(root, texts, scale_keys),
        direction=read_direction(root, texts),
        key_technology_scale=_key_technology_scale(root, answer_scales),
        reflections=read_reflections(root, texts),
        changes_from=read_changes(root, framework.version, item_keys),
    )
    root.close()
    return built


def _framework(root: Table) -> _Framework:
    root.skip(["format"])
    table = root.table("framework")
    table.skip(["languages"])
    source = table.table("source")
    url = {"url": _address(source)} if source.has("url") else {}
    return _Framework(
        key=table.key(),
        version=table.integer("version", 1, 10**6),
        status=table.choice("status", STATUSES, f"one of {', '.join(STATUSES)}"),
        license=table.text("license", 80),
        yes_threshold=table.integer("yes_threshold", 1, MAX_VALUE),
        source={"title": source.text("title", 200), **url},
    )


def _key_technology_scale(
    root: Table, answer_scales: Mapping[str, AnswerScale]
) -> AnswerScale | None:
    name = "key_technology_scale"
    if not root.has(name):
        return None
    return answer_scales[root.choice(name, answer_scales, "the key of an answer scale")]


def _address(source: Table) -> str:
    url = source.text("url")
    if not url.startswith(("https://", "http://")):
        raise source.error("url", f"an address that starts with https://, got {url[:40]!r}")
    return url


def _texts(root: Table, language: str) -> Table:
    """The texts of one language; those of the others are checked when it is their turn."""
    texts = root.table("texts")
    texts.skip(root.data["framework"]["languages"])
    return texts.table(language)


def _same_texts(first: Table, other: Table) -> None:
    """Refuse a text that one language has and the other lacks, such as a hint."""
    for key in sorted(first.data.keys() ^ other.data.keys()):
        lacking = other if first.has(key) else first
        raise lacking.error(key, "a text in each language or in none, got nothing")
    for key, value in first.data.items():
        if isinstance(value, Mapping):
            _same_texts(first.table(key), other.table(key))
