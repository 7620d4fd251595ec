"""Tables for spreadsheets. They open in columns, and can't run anything there.

A spreadsheet set to English reads commas, one set to German, French and others reads semicolons
(there the comma is in numbers). Neither reads the other's file in columns, and a first line such as
`sep=;` makes Excel forget that the file is UTF-8. So the person chooses the separator.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

# A spreadsheet takes these for the start of a formula (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEPARATORS = {"comma": ",", "semicolon": ";"}
# Where a reader with another separator, or one that knows no quotes, begins a new cell.
_INNER_FORMULA = re.compile(r"([;,\t\r\n|])(?=[\s\"]*[=+\-@＝＋－＠])")


def answer_csv(
    request: HttpRequest, rows: Iterable[Sequence[object]], filename: str
) -> HttpResponse:
    """The rows as a download, by `?separator=`. The first row has the heads of the columns.

    The byte order mark makes Excel read it as UTF-8.
    """
    separator = SEPARATORS.get(request.GET.get("separator", ""), ",")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{filename}"',
            "Cache-Control": "private, no-store",
        },
    )


def neutral(cell: object) -> object:
    """The cell. Where a spreadsheet would compute a text, an apostrophe comes before it.

    Also within the text, after what separates cells for another reader.
    """
    if not isinstance(cell, str):
        return cell
    text = _INNER_FORMULA.sub(r"\1'", cell)
    return f"'{text}" if text.lstrip(' "\xa0').startswith(FORMULA_STARTS) else text
