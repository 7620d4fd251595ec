"""What the plan has to do with one result: what is in it already, and what has moved by now."""

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.pages.plan import Row, make_row
from assessments.selectors.check_in import find_earlier
from assessments.selectors.plan import check_goals, list_completed, list_goals
from setframework.people.models import User


class ResultGoals:
    """Read where a template asks for it: goals in one query, what became of them in another."""

    def __init__(self, person: User, assessment: Assessment):
        self.person, self.assessment = person, assessment

    @property
    def may_add(self) -> bool:
        """Goals are about what the site asks; an older questionnaire's steps stay words."""
        return self.assessment.version.key == settings.QUESTIONNAIRE

    @cached_property
    def planned(self) -> set[str]:
        """`item/action` of the open goals, and `item/balance` where one leans on a strength."""
        return {
            f"{goal.item}/{goal.route if goal.route == Goal.Route.BALANCE else goal.action}"
            for goal in self._goals
            if goal.done_at is None
        }

    @cached_property
    def checked(self) -> list[Row]:
        """The goals of which this very result tells, in the order in which they were taken on."""
        today = timezone.localdate()
        followed = check_goals(reversed(self._earlier_goals), self._sittings)
        rows = [make_row(each, today) for each in followed]
        return [row for row in rows if self._is_seen_here(row)]

    @property
    def previous(self) -> Assessment | None:
        """The time before, from among what the goals are followed through where that is read."""
        if not self._sittings:
            return find_earlier(self.assessment)
        key = self.assessment.version.key
        own = (each for each in reversed(self._sittings) if each.version.key == key)
        return next((each for each in own if each.pk != self.assessment.pk), None)

    def _is_seen_here(self, row: Row) -> bool:
        check = row.followed.check
        return check is not None and check.assessment.pk == self.assessment.pk

    @cached_property
    def _earlier_goals(self) -> list[Goal]:
        done = self.assessment.completed_at
        return [goal for goal in self._goals if done and goal.created_at < done]

    @cached_property
    def _sittings(self) -> list[Assessment]:
        if not self._earlier_goals:
            return []
        return list_completed(self.person, until=self.assessment.completed_at)

    @cached_property
    def _goals(self) -> list[Goal]:
        return list(list_goals(self.person))
