"""How many people offer help, for a page of another slice that leads to the search."""

from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils import timezone

from assessments.scoring.questionnaire import Questionnaire
from mentors.selectors.crowd import get_snapshot

register = template.Library()


@register.simple_tag(takes_context=True)
def count_offers(context: Context, questionnaire: Questionnaire) -> Mapping[str, int]:
    """Item key -> how many others can be found and show that they help with it, before filters.

    One query, as for a search; none for a visitor, who could not search.
    """
    person = getattr(context.get("request"), "user", None)
    if person is None or not person.is_authenticated:
        return {}
    at = timezone.now()
    crowd = get_snapshot(questionnaire, at).crowd
    return crowd.count_shown_offers(person.pk, at.date().toordinal())
