"""Fixtures for the pages around the slices."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse


class _Text(HTMLParser):
    """The words of a page, one space between them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


@pytest.fixture
def text_of() -> Callable[[HttpResponse], str]:
    """text_of(response): what a person reads of it, without markup and line breaks."""

    def read(response: HttpResponse) -> str:
        reader = _Text()
        reader.feed(response.content.decode())
        return " ".join(reader.words)

    return read
