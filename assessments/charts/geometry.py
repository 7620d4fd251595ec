"""Coordinates of drawings, as texts."""

import math

Unit = tuple[float, float]


def number(value: float) -> str:
    """A coordinate with one decimal at most, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def directions(count: int) -> list[Unit]:
    """As many directions around a circle; the first points up, the others follow clockwise."""
    angles = [2 * math.pi * index / count for index in range(count)]
    return [(math.sin(angle), -math.cos(angle)) for angle in angles]


def point(unit: Unit, distance: float) -> dict[str, str]:
    return {"x": number(unit[0] * distance), "y": number(unit[1] * distance)}
