"""Any history comes back from its export."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.models.plan import Goal
from assessments.models.reflections import Reflection
from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from tests.accounts.lives import BEGUN, MONTH
from tests.factories import NOW, make_assessment, make_seeds, make_user
from tests.portable.carrying import bare, bring, export_of, history_of

MOMENTS = st.integers(0, 6).map(lambda month: BEGUN + month * MONTH)
TURNS = "\u202a\u202b\u202c\u202d\u202e"
# Without the signs that no field keeps.
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=TURNS),
    min_size=1,
    max_size=30,
)


@st.composite
def sittings(draw: Any) -> dict[str, Any]:
    """Fields of an assessment row; times come from few moments, so that some are alike."""
    questionnaire = read_questionnaire(get_site_version())
    keys = [item.key for item in questionnaire.items]
    answers = st.sampled_from([0, 2, 4, None, NO_OPPORTUNITY])
    responses = draw(st.fixed_dictionaries(dict.fromkeys(keys, answers)))
    responses[keys[0]] = draw(st.integers(0, 4))
    started_at = draw(MOMENTS)
    return {
        "level": draw(st.sampled_from(["", *(each.key for each in questionnaire.levels)])),
        "path": draw(st.sampled_from(["", *(each.key for each in questionnaire.paths)])),
        "started_at": started_at,
        "completed_at": started_at + draw(st.sampled_from([timedelta(0), MONTH])),
        "responses": responses,
        "carried_over": draw(st.lists(st.just(keys[0]), max_size=1)),
        "notes": draw(st.dictionaries(st.sampled_from(keys), WORDS, max_size=3)),
    }


class EveryHistory(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        """Again where a transactional test before emptied the tables."""
        make_seeds()

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_round_trip(self, data: Any) -> None:
        one, other = make_user(), make_user()
        version = get_site_version()
        rows = []
        for fields in data.draw(st.lists(sittings(), max_size=4)):
            notes = fields.pop("notes")
            row = Assessment.objects.create(person=one, version=version, received_at=NOW, **fields)
            for item, words in notes.items():
                row.notes.create(item=item, text=words)
            rows.append(row)
        for row in rows:
            if data.draw(st.booleans()):
                Reflection.objects.create(
                    assessment=row, key="tried", text=data.draw(WORDS), written_at=BEGUN
                )
            if data.draw(st.booleans()):
                Goal.objects.create(
                    person=one,
                    assessment=row,
                    questionnaire="set-framework",
                    route="own",
                    text=data.draw(WORDS),
                    created_at=data.draw(MOMENTS),
                )
        document = export_of(one)

        bring(other, document)
        again = bring(other, document)

        assert bare(export_of(other)) == bare(document)
        assert history_of(other) == history_of(one)
        assert again.imported == 0


def test_row_of_an_earlier_release_with_odd_signs_comes_in_once(ada, mallory):
    assessment = make_assessment(ada)
    Goal.objects.create(
        person=ada,
        assessment=assessment,
        questionnaire="set-framework",
        route="own",
        text="Learn\vSQL\u202e",
        created_at=BEGUN,
    )
    document = export_of(ada)

    assert bring(ada, document).imported == 0
    bring(mallory, document)
    assert Goal.objects.get(person=mallory).text == "Learn\nSQL"
    assert bring(mallory, document).imported == 0
