"""The HTML of every letter says its language and direction."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

LETTERS = sorted(
    str(path.relative_to(settings.BASE_DIR / "templates"))
    for path in Path(settings.BASE_DIR / "templates" / "emails").rglob("message.html")
)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_letter_says_its_language_and_direction(letter, language, direction):
    with override(language):
        html = render_to_string(letter, {"text": "x", "months": 3, "letter": {}})

    assert re.search(r"<html[^>]*>", html)[0] == f'<html lang="{language}" dir="{direction}">'
