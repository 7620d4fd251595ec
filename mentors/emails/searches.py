"""What people hear by e-mail about a saved search."""

from mentors.models.alerts import SearchAlert
from mentors.selectors.search import asked_by
from setframework.web.mail.letters import address_of, send_letter


def send_somebody_fits(alert: SearchAlert, count: int) -> None:
    address = f"{address_of('mentors:search')}?{asked_by(alert).query}"
    send_letter("somebody_fits", alert.person.email, {"url": address, "count": count})
