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
COMPONENTS = [part for part in PARTS if part.parent != SOURCE]
# The longest component (the drawings, which share their lines and marks) has 180; a file that
# passes this holds several things.
MOST_LINES = 200
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


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_no_part_is_too_long(part):
    assert len(part.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("part", COMPONENTS, ids=lambda part: part.stem)
def test_a_component_holds_one_block_and_says_what_it_is(part):
    rules = part.read_text()

    assert rules.startswith("/* ")
    assert len(re.findall(r"(?m)^@layer ", rules)) == 1


def test_each_name_is_styled_in_one_part():
    """All parts are one sheet: a second part's rule for a name would apply to the first too."""
    dressed: dict[str, set[str]] = {}
    for part in COMPONENTS:
        rules = re.sub(r"/\*.*?\*/", "", part.read_text(), flags=re.DOTALL)
        for name in re.findall(r"(?m)^\s*\.([\w-]+)(?:::[\w-]+)?\s*[,{]", rules):
            dressed.setdefault(name, set()).add(part.name)

    shared = {name: parts for name, parts in dressed.items() if len(parts) > 1}
    assert len(dressed) > 200
    # Paper leaves out the frame of the page, whose own parts say how it looks on a screen.
    assert shared == {
        "site-header": {"site_header.css", "paper.css"},
        "site-footer": {"footer.css", "paper.css"},
    }


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
