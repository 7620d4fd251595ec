"""From a questionnaire file, or its stored document, to a Questionnaire.

The format is described in docs/questionnaire-file.md and declared in shape.py. Every mistake
is a QuestionnaireError that names file, table, key and what was expected.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.scoring.parse.changes import read_changes
from assessments.scoring.parse.direction import read_direction, read_reflections
from assessments.scoring.parse.document import digest
from assessments.scoring.parse.items import read_items
from assessments.scoring.parse.ladder import read_levels, read_paths
from assessments.scoring.parse.scales import read_answer_scales, read_scales, read_special_answers
from assessments.scoring.parse.shape import File, Framework, Texts
from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import Questionnaire


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
    languages = _languages(File(document, "", source))
    built = {name: _build(File(document, "", source), name) for name in languages}
    texts = Table(document, "", source).open(Table, "texts")
    for name in languages[1:]:
        _same_texts(texts.open(Table, languages[0]), texts.open(Table, name))
    wanted = str(language).lower()
    found = [name for name in (wanted, wanted.partition("-")[0]) if name in built]
    return replace(built[(found or languages)[0]], digest=digest(document))


def _languages(file: File) -> list[str]:
    _ = file.format  # a later format is refused before anything else
    return file.framework.languages


def _build(file: File, language: str) -> Questionnaire:
    file.skip(["format"])
    framework = _framework(file.framework)
    texts = _texts(file, language)
    scale_rows = file.scales
    levels = read_levels(file.levels, texts.levels)
    answer_scales = read_answer_scales(file.answer_scales, texts.answer_scales)
    items = read_items(file, texts, answer_scales, tuple(scale_rows), len(levels))
    item_keys = tuple(item.key for group in items.values() for item in group)
    if note := texts.source_note:
        framework["source"]["note"] = note
    built = Questionnaire(
        **framework,
        digest="",
        language=language,
        name=texts.name,
        disclaimer=texts.disclaimer,
        tie_break_hint=texts.tie_break_hint,
        two_halves_hint=texts.two_halves_hint,
        targets_note=texts.targets_note,
        special_answers=read_special_answers(file.special_answers, texts.special_answers),
        scales=read_scales(scale_rows, file.measurement, texts.scales, items),
        levels=levels,
        paths=read_paths(file.paths, texts.paths, tuple(scale_rows)),
        direction=read_direction(file, texts),
        key_technology_scale=answer_scales.get(file.key_technology_scale(answer_scales)),
        reflections=read_reflections(file, texts),
        changes_from=read_changes(file.changes_from, framework["version"], item_keys),
    )
    file.close()
    return built


def _framework(table: Framework) -> dict[str, Any]:
    table.skip(["languages"])
    source = table.source
    url = {"url": source.url} if source.url else {}
    return {
        "key": table.key,
        "version": table.version,
        "status": table.status,
        "license": table.license,
        "yes_threshold": table.yes_threshold,
        "source": {"title": source.title, **url},
    }


def _texts(file: File, language: str) -> Texts:
    """The texts of one language; those of the others are checked when it is their turn."""
    texts = file.texts
    texts.skip(file.data["framework"]["languages"])
    return texts[language]


def _same_texts(first: Table, other: Table) -> None:
    """Refuse a text that one language has and the other lacks, such as a hint."""
    for key in sorted(first.data.keys() ^ other.data.keys()):
        lacking = other if key in first else first
        raise lacking.error(key, "a text in each language or in none, got nothing")
    for key, value in first.data.items():
        if isinstance(value, Mapping):
            _same_texts(first.open(Table, key), other.open(Table, key))
