"""No text for people has a word that `docs/words.md` says we do not use."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GETTEXT = re.compile(r"^(_|n?p?gettext(_lazy)?|ngettext(_lazy)?|npgettext(_lazy)?)$")
TAGS = (
    re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')"""),
    re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL),
)
# The promise to the members of a team has its own fixed words.
PROMISE = ROOT / "templates/teams/_promise.html"


def _list_words():
    table = (ROOT / "docs/words.md").read_text().split("## Not used")[1].split("## Used")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    return [word.strip() for row in rows for word in row.split(",")]


def _list_texts():
    """Each text for people with the file and line where it begins."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        source = path.read_text()
        for tag in TAGS:
            for found in tag.finditer(source):
                line = source.count("\n", 0, found.start()) + 1
                yield path, line, " ".join(next(filter(None, found.groups()), "").split())
    for room in ("setframework", "assessments", "mentors"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and GETTEXT.match(getattr(node.func, "id", "")):
                    for each in node.args:
                        if isinstance(each, ast.Constant) and isinstance(each.value, str):
                            yield path, each.lineno, each.value


def _find(text, words):
    """The words of the list in this text. "E-mail" has no "mail" in it, nor has an address."""
    plain = re.sub(r"<[^>]*>|{{.*?}}", " ", text)
    return [
        word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", plain, re.I)
    ]


def test_texts_have_no_word_that_we_do_not_use():
    words, texts = _list_words(), list(_list_texts())
    assert len(words) > 20
    assert len(texts) > 2000
    found = [
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path, line, text in texts
        if path != PROMISE
        for word in _find(text, words)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One mail goes out.", ["mail"]),
        ("Whoever can, WHOM we ask.", ["whoever", "whom"]),
        ("We send an e-mail to the mail-room.", []),
        ('Write to <a href="mailto:a@b.org">us</a>.', []),
    ],
)
def test_a_word_is_found_however_it_is_written(text, found):
    assert _find(text, ["mail", "whoever", "whom"]) == found
