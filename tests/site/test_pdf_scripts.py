"""PDFs with signs that the site's fonts lack: shapes instead of boxes, and letters to copy."""

import logging
import re
import shutil
import subprocess

import pytest
from django.conf import settings

from setframework.web.pdf import rendering
from setframework.web.pdf.spelling import is_shaped
from tests.assessments.test_pdf import unpacked

SCRIPT = settings.BASE_DIR / "deploy" / "pango"
SAMPLES = {
    "emoji": "👩🏽‍💻🚀🇯🇵",
    "Japanese": "日本語のメモ",
    "Korean": "메모",
    "Chinese": "简体中文",
    "Hindi": "हिन्दी क्षमा",
    "Thai": "น้ำ",
    "Arabic": "العربية",
    "Hebrew": "עברית",
}
HINDI = "ह हो दिन हि सहकर्मियों"


def draw(words):
    page = '<!doctype html><html lang="en"><title>t</title>'
    page += '<link rel="stylesheet" href="/static/css/site.css"><main class="paper">'
    return unpacked(rendering.draw(page + "".join(f"<p>{each}</p>" for each in words)))


def meanings(inside):
    """What each shape of the fonts stands for, as a reader copies it."""
    maps = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", inside, re.S))
    found = re.findall(rb"<[0-9a-f]+> <([0-9a-f]+)>", maps)
    return "".join(bytes.fromhex(each.decode()).decode("utf-16-be") for each in found)


def run_script(tmp_path, fonts):
    """The script as somebody else than root, where fc-list finds `fonts`."""
    for name, says in {"id": "1000", "fc-list": fonts}.items():
        stub = tmp_path / name
        stub.write_text(f"#!/bin/sh\necho '{says}'\n" if says else "#!/bin/sh\n")
        stub.chmod(0o755)
    run = subprocess.run(
        [SCRIPT, settings.BASE_DIR / ".venv" / "bin"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout + run.stderr


def has_fonts():
    samples = (":lang=hi", ":lang=th", ":lang=ja", ":charset=1f9d1")
    found = shutil.which("fc-list") is not None
    return found and all(
        subprocess.run(["fc-list", each, "family"], capture_output=True, check=True).stdout
        for each in samples
    )


def test_shapes_stand_for_every_sign_and_none_is_a_box(caplog):
    with caplog.at_level(logging.WARNING, "weasyprint"):
        inside = draw(SAMPLES.values())

    boxes = [each.getMessage() for each in caplog.records if ".notdef" in each.getMessage()]
    if not has_fonts():  # a laptop; continuous integration installs them
        assert boxes
        return
    assert boxes == []
    copied = meanings(inside)
    for name in ("emoji", "Japanese", "Korean", "Chinese", "Arabic", "Hebrew"):
        assert set(SAMPLES[name]) <= set(copied), name


@pytest.mark.parametrize("name", ["Hindi", "Thai"])
def test_letters_are_beside_shapes_that_do_not_tell_them(name):
    inside = draw([SAMPLES[name], HINDI])

    for words in (SAMPLES[name], HINDI):
        assert b"/ActualText <feff" + words.encode("utf-16-be").hex().encode() in inside


@pytest.mark.parametrize("text", ["Ada", "→ ≥ ½", "日本語", "🚀", "العربية हिन्दी", "Übung"])
def test_shapes_that_tell_their_letters_are_left_alone(text):
    assert not is_shaped(text)


@pytest.mark.parametrize("text", ["e\u0301", "हिन्दी", "Ada: น้ำ", "தமிழ்"])
def test_shapes_of_several_letters_are_known(text):
    assert is_shaped(text)


def test_missing_fonts_are_named(tmp_path):
    said = run_script(tmp_path, fonts="")

    assert "fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji" in said
    assert "boxes" in said


def test_nothing_is_said_where_the_fonts_are(tmp_path):
    assert run_script(tmp_path, fonts="Some Font") == ""
