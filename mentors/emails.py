"""Mail about finding each other; never a score."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from mentors.models import SearchAlert
from mentors.selectors import asked_by
from setframework.web.mail import address_of


def send_somebody_fits(alert: SearchAlert, count: int) -> None:
    address = f"{address_of('mentors:search')}?{asked_by(alert).query}"
    context = {"url": address, "count": count}
    text = render_to_string("emails/somebody_fits/message.txt", context)
    subject = render_to_string("emails/somebody_fits/subject.txt", context).strip()
    message = EmailMultiAlternatives(subject, text, to=[alert.person.email])
    html = render_to_string("emails/message.html", {"text": text})
    message.attach_alternative(html, "text/html")
    message.send()
