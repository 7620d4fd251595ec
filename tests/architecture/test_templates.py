"""Every template compiles, names its inputs, keeps the security policy and can be translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
FILES = sorted(
    str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"}
)
FOR_PEOPLE = [name for name in FILES if name != "site/robots.txt"]
PAGES = [name for name in FILES if name.endswith(".html")]

# The same in every language.
NAMES = re.compile(r"\b(SET Framework|SET|API|JSON|TOTP|PDF|CSV|MIT|GitHub|GNU)\b")
WORD = re.compile(r"[^\W\d_]{2,}")
READ_ALOUD = ("alt", "aria-description", "aria-label", "placeholder", "title")
# Opens a part without bare words: translated, or class names.
LEFT_OUT = re.compile(r"^(blocktranslate|blocktrans)\b|^block \w+_class$")
ENDS = ("endblocktrans", "endblock")
# As much as two files side by side, or one beside its difference, show without a break.
LONGEST_LINE = 120
BARE_ARGUMENT = re.compile(r"""\w+=["'][^"']*[^\W\d_]{2,} [^"']*["']""")


def source(name):
    return (FOLDER / name).read_text()


def without_tags(text):
    """The template as a reader sees it: what is translated and what is computed left out."""
    left, skipping = [], False
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            if LEFT_OUT.match(token.contents):
                skipping = True
            elif token.contents.startswith(ENDS):
                skipping = False
        elif token.token_type == TokenType.TEXT and not skipping:
            left.append(token.contents)
    return "".join(left)


class Reader(HTMLParser):
    """Collects elements and every text a person could see or hear."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self._inside = [], [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        self._inside = tag
        for name in READ_ALOUD:
            self.texts.append(attributes.get(name) or "")
        if attributes.get("name") == "description":
            self.texts.append(attributes.get("content") or "")

    def handle_data(self, data):
        if self._inside not in {"code", "script"}:
            self.texts.append(data)

    def handle_endtag(self, tag):
        self._inside = None


def bare_words(texts):
    return [text.strip() for text in texts if WORD.search(NAMES.sub("", text))]


def unsafe(tag, attributes):
    """What the policy (no 'unsafe-inline') would block or the house rules forbid."""
    is_data = attributes.get("type") == "application/json"
    return [
        f"<{tag} {name}>"
        for name in attributes
        if name == "style" or re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on")
    ] + [
        f"<{tag}>"
        for found in [tag == "style", tag == "script" and "src" not in attributes and not is_data]
        if found
    ]


def test_there_are_templates_to_check():
    assert "base.html" in FILES


@pytest.mark.parametrize("name", FILES)
def test_template_compiles(name):
    assert get_template(name).origin.name == str(FOLDER / name)


@pytest.mark.parametrize("name", PAGES)
def test_first_line_names_the_inputs(name):
    first = source(name).splitlines()[0]
    assert re.fullmatch(r"\{# .+ #\}", first), first


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_commented_out(name):
    assert not re.search(r"\{% comment|<!--", source(name))


@pytest.mark.parametrize("name", FILES)
def test_no_line_is_too_long(name):
    lines = enumerate(source(name).splitlines(), 1)
    assert [number for number, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_inline_script_or_style(name):
    reader = Reader(without_tags(source(name)))
    assert [fault for element in reader.elements for fault in unsafe(*element)] == []
    assert "javascript:" not in source(name)


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_every_word_is_translated(name):
    text = without_tags(source(name))
    assert bare_words(Reader(text).texts if name in PAGES else [text]) == []


@pytest.mark.parametrize("name", FILES)
def test_no_bare_words_are_handed_on(name):
    """title="Some words" would reach a person untranslated; title=_("Some words") does not."""
    tags = [
        token.contents
        for token in Lexer(source(name)).tokenize()
        if token.token_type == TokenType.BLOCK
        and token.contents.split()[0] in {"include", "element", "with"}
    ]
    assert [tag for tag in tags if BARE_ARGUMENT.search(tag)] == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Bare words</p>", ["Bare words"]),
        ('<p>{% translate "Fine" %} {{ value }}</p>', []),
        ("{% blocktranslate trimmed %}Fine{% endblocktranslate %} after", ["after"]),
        ('<input placeholder="Your name">', ["Your name"]),
        ("{% block body_class %}wide page{% endblock %}Bare", ["Bare"]),
        ("<title>{{ page }} - SET Framework</title>", []),
        ('<script type="application/json">{"some": "words"}</script>', []),
    ],
)
def test_the_check_finds_bare_words(template, found):
    assert bare_words(Reader(without_tags(template)).texts) == found


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<p style="color: red">', ["<p style>"]),
        (
            '<button onclick="go()" hx-on:click="go()">',
            ["<button onclick>", "<button hx-on:click>"],
        ),
        ("<script>go()</script><style></style>", ["<script>", "<style>"]),
        ('<script src="/a.js"></script><script type="application/json"></script>', []),
        ('<p data-on="1" class="style">', []),
    ],
)
def test_the_check_finds_inline_code(html, faults):
    reader = Reader(html)
    assert [fault for element in reader.elements for fault in unsafe(*element)] == faults
