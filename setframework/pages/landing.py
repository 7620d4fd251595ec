"""The first page: a made-up result of a scale, drawn like a real one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from assessments.charts import radar
from assessments.scoring.questionnaire import Item, Questionnaire
from assessments.scoring.score import aim

# One believable answer for each item, in the order of the items.
SAMPLE_NOW = (3, 1, 3, 2, 1, 2, 4, 3, 2)
SAMPLE_BEFORE = (2, 1, 2, 2, 1, 1, 4, 3, 2)


def make_sample(questionnaire: Questionnaire) -> dict[str, Any]:
    """The first scale with made-up answers, compared with the middle rung."""
    scale = questionnaire.scales[0]
    level = questionnaire.levels[len(questionnaire.levels) // 2]
    now = _answers(scale.items, SAMPLE_NOW)
    before = _answers(scale.items, SAMPLE_BEFORE)
    aims = {item.key: aim(questionnaire, item.key, level.key) for item in scale.items}
    chart = radar.radar(questionnaire, scale.key, now, aims, before)
    return {
        "scale": scale,
        "level": level,
        "radar": radar.radar_svg(chart),
        "names": {
            "now": _("Now"),
            "before": _("Last time"),
            "target": _("Target for %(level)s") % {"level": level.name},
        },
        "rows": [
            {
                "title": item.title,
                "before": before[item.key],
                "now": now[item.key],
                "target": aims[item.key],
            }
            for item in scale.items
        ],
    }


def _answers(items: Iterable[Item], values: tuple[int, ...]) -> Mapping[str, int]:
    return {item.key: values[number % len(values)] for number, item in enumerate(items)}
