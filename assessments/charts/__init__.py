"""Scores as plain values that a template or Chart.js draws; no Django here."""

from assessments.charts.radar import (
    DIAMOND,
    LABEL_CHARACTER,
    LABEL_GAP,
    LABEL_LINE,
    LABEL_WRAPS_FROM,
    MARGIN,
    PLOT_START,
    PLOT_STEP,
    RADAR_WIDTH,
    dot_plot,
    number,
    radar,
    radar_svg,
    wrap,
)

__all__ = [
    "DIAMOND",
    "LABEL_CHARACTER",
    "LABEL_GAP",
    "LABEL_LINE",
    "LABEL_WRAPS_FROM",
    "MARGIN",
    "PLOT_START",
    "PLOT_STEP",
    "RADAR_WIDTH",
    "dot_plot",
    "number",
    "radar",
    "radar_svg",
    "wrap",
]
