"""What the link at the end of a team's reminder opens."""

from assessments.teams.selectors.answer_weeks import find_window_reminder_to_stop
from assessments.teams.services.answer_weeks import stop_window_reminder
from setframework.web.mail.stopping import stop_page

stop_reminders = stop_page(
    find_window_reminder_to_stop, stop_window_reminder, "teams/reminders_stop.html"
)
