"""The CSS of our SVG drawings, without variables, layers and media queries."""

import re
from pathlib import Path

# Class of an SVG -> the component that styles it; all others are charts.
COMPONENTS = {"bar": "bar", "glyph": "glyph", "plot": "plot"}
LAYER = re.compile(r"@layer components \{(.*)\}", re.S)
AT_RULE = re.compile(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
FIRST_ROOT = re.compile(r":root \{(.*?)\}", re.S)
VALUE = re.compile(r"(--[\w-]+):\s*([^;]+);")
USE = re.compile(r"var\((--[\w-]+)\)")
# WeasyPrint has no vector-effect, so a line would be stretched with its bar. It has no
# paint-order, so a text would vanish under its own edge.
INSTEAD = ".bar-target { stroke-width: 0.02 } .radar-step { stroke: none }"


def rules(folder: Path, kind: str, scale: str) -> str:
    """The rules for an SVG of class `kind`, in light colours. `scale` numbers its colour."""
    root = FIRST_ROOT.search((folder / "tokens.css").read_text())
    values = dict(VALUE.findall(root[1] if root else ""))
    if f"--scale-{scale}" in values:
        values["--scale"] = values[f"--scale-{scale}"]
    part = folder / "ui" / f"{COMPONENTS.get(kind, 'chart')}.css"
    layer = LAYER.search(part.read_text())
    sheet = AT_RULE.sub("", layer[1] if layer else "") + INSTEAD
    # Do it twice, as a value may use another one.
    for _ in range(2):
        sheet = USE.sub(lambda use: str(values.get(use[1], use[0])), sheet)
    return sheet.replace("currentcolor", "currentColor")
