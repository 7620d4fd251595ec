"""The few tags that all templates share."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from setframework.web.ages import ago

register = template.Library()
register.filter(ago)

# Drawn in a box of 16 x 16; their areas look alike.
GLYPHS = {
    "circle": mark_safe('<circle cx="8" cy="8" r="7"/>'),
    "diamond": mark_safe('<path d="M8 0l8 8-8 8-8-8z"/>'),
    "triangle": mark_safe('<path d="M8 .5L16 15H0z"/>'),
    "square": mark_safe('<path d="M1.5 1.5h13v13h-13z"/>'),
}
# As many as tokens.css has; a fourth scale takes the first colour again and differs by its glyph.
COLOURS = 3


@register.simple_tag
def glyph(name: str) -> SafeString:
    """The mark of a scale; only decoration, since the scale's name stands beside it."""
    return format_html(
        '<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        GLYPHS[name],
    )


@register.filter
def colour(position: int) -> int:
    """A scale's place among the scales, from 0 -> the number of its colour, for data-scale."""
    return int(position) % COLOURS + 1


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a mapping whose key is a variable."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def current(context: Context, *view_names: str) -> SafeString:
    """aria-current for a link of the navigation while one of these views is shown."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is not None and match.view_name in view_names:
        return mark_safe(' aria-current="page"')
    return mark_safe("")
