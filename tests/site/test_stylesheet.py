"""The one style sheet that pages load, and the rules its parts keep."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from setframework.storage import CssFinder, StaticStorage

SOURCE = Path(settings.BASE_DIR) / "static" / "css"
PARTS = sorted(SOURCE.rglob("*.css"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)


def test_site_sheet_holds_every_part_and_orders_the_layers_first():
    sheet = Path(finders.find("css/site.css")).read_text()

    assert [part.name for part in PARTS if part.read_text() not in sheet] == []
    first_rule = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).strip().split(";")[0]
    assert first_rule == "@layer tokens, base, layout, components, pages"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_colours_stand_in_the_tokens_only(part):
    if part.name != "tokens.css":
        assert COLOUR.findall(part.read_text()) == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_parts_stand_in_a_layer_and_name_no_id(part):
    rules = part.read_text()

    assert "@layer " in rules
    assert re.findall(r"(?m)^\s*#[\w-]+[^;]*\{", rules) == []


def test_what_a_page_calls_by_one_name_no_other_page_dresses():
    """All parts are one sheet: a second page's rule for the name would apply to the first too."""
    dressed: dict[str, set[str]] = {}
    for part in PARTS:
        if part.parent.name == "pages":
            rules = re.sub(r"/\*.*?\*/", "", part.read_text(), flags=re.DOTALL)
            for name in re.findall(r"(?m)^\s*\.([\w-]+)(?:::[\w-]+)?\s*[,{]", rules):
                dressed.setdefault(name, set()).add(part.name)

    shared = {name: pages for name, pages in dressed.items() if len(pages) > 1}
    assert len(dressed) > 50
    assert shared == {}


def test_an_edited_part_is_in_the_next_answer_without_collecting_again(tmp_path):
    finder = CssFinder()
    finder.source = Path(shutil.copytree(settings.BASE_DIR / "static" / "css", tmp_path / "css"))
    before = Path(finder.find("css/site.css")).read_text()

    with open(finder.source / "base.css", "a") as part:
        part.write("/* edited */")

    assert "/* edited */" not in before
    assert "/* edited */" in Path(finder.find("css/site.css")).read_text()


def test_the_development_server_names_the_source_of_a_file(settings):
    """As `make dev` sets it: a name with a digest would be that of the last collected file."""
    settings.DEBUG = True
    storage = StaticStorage(location=settings.STATIC_ROOT, base_url=settings.STATIC_URL)

    assert storage.url("css/site.css") == "/static/css/site.css"
