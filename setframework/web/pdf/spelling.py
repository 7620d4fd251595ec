"""The letters beside shapes that do not tell them, so that text can be copied out of a PDF.

In Hindi or Thai a letter may be drawn by several shapes, before its neighbour, or as one shape with
it. WeasyPrint says for each shape only what it meant the first time, so a reader would copy other
words than it sees.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

import pydyf

# The scripts of India and South-East Asia. In others a shape is a letter, or a fixed group of them.
SHAPED = (range(0x0900, 0x1E00), range(0xA800, 0xAC00))


def spell(draw: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's drawing of a line, with its letters beside it where shapes don't tell them."""

    def draw_spelled(stream: Any, textbox: Any, *others: Any) -> Any:
        if not is_shaped(textbox.text):
            return draw(stream, textbox, *others)
        letters = pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)})
        stream.begin_marked_content("Span", letters)
        try:
            return draw(stream, textbox, *others)
        finally:
            stream.end_marked_content()

    return draw_spelled


def is_shaped(text: str) -> bool:
    """False for a line from right to left, whatever else it has: some readers would turn it."""
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text):
        return False
    return any(
        unicodedata.combining(sign) or any(ord(sign) in part for part in SHAPED) for sign in text
    )
