"""The few tags that all templates share."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from setframework.web.addresses import readable
from setframework.web.ages import ago

register = template.Library()
register.filter(ago)
register.filter(readable)

# Each fills a box of 16 x 16. Their areas look alike.
GLYPHS = {
    "circle": mark_safe('<circle cx="8" cy="8" r="7"/>'),
    "diamond": mark_safe('<path d="M8 0l8 8-8 8-8-8z"/>'),
    "triangle": mark_safe('<path d="M8 .5L16 15H0z"/>'),
    "square": mark_safe('<path d="M1.5 1.5h13v13h-13z"/>'),
}
# The number of colours in tokens.css. A fourth scale gets the first colour and its own glyph.
COLOURS = 3


@register.simple_tag
def glyph(name: str) -> SafeString:
    """The mark of a scale. It is decoration only: the name of the scale is next to it."""
    return format_html(
        '<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        GLYPHS[name],
    )


@register.filter
def colour(position: int) -> int:
    """The number of a scale's colour, for data-scale. `position` counts the scales from 0."""
    return int(position) % COLOURS + 1


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a mapping, for a key in a variable."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def current(context: Context, *view_names: str) -> SafeString:
    """aria-current for a link of the navigation while one of these views is shown."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is not None and match.view_name in view_names:
        return mark_safe(' aria-current="page"')
    return mark_safe("")
