"""The page behind the link at the end of a reminder."""

from assessments.selectors.reminders import find_reminder_to_stop
from assessments.services.reminders import stop_reminder
from setframework.web.mail.stopping import stop_page

stop_reminders = stop_page(find_reminder_to_stop, stop_reminder, "assessments/reminders_stop.html")
