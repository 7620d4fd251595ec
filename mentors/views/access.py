"""What every page here needs first: the questionnaire whose items people offer and want."""

from django.http import Http404

from assessments.selectors import Questionnaire, find_site_questionnaire


def get_questionnaire() -> Questionnaire:
    """404 while nothing is published: people would have nothing to help each other with."""
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        raise Http404
    return questionnaire
