"""Reports of unclear questions."""

from dataclasses import dataclass

from assessments.models.taking import Assessment, UnclearReport


@dataclass(frozen=True)
class UnclearCount:
    """The number of people who found an item unclear, and the words that some wrote."""

    key: str
    version: int
    item: str
    count: int
    words: tuple[str, ...]


def find_unclear_report(assessment: Assessment, item: str) -> UnclearReport | None:
    return UnclearReport.objects.filter(assessment=assessment, item=item).first()


def count_unclear_reports() -> list[UnclearCount]:
    """Unclear questions, the most reported first; never with a person or an answer."""
    counts: dict[tuple[str, int, str], list[str]] = {}
    found = UnclearReport.objects.values_list("version__key", "version__version", "item", "word")
    for key, version, item, word in found.order_by("word", "pk"):
        counts.setdefault((key, version, item), []).append(word)
    listed = [
        UnclearCount(*about, count=len(words), words=tuple(filter(None, words)))
        for about, words in counts.items()
    ]
    return sorted(listed, key=lambda each: (-each.count, each.key, each.version, each.item))
