"""The queue of mail: what is promised is in it, what is in it goes out, and nothing lingers."""

import logging
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from setframework.accounts.services.data import delete_person
from setframework.web.mail import queue
from setframework.web.mail.letters import send_letter
from setframework.web.mail.models import Letter
from tests.accounts.people import sign_up
from tests.assessments.test_services import together
from tests.factories import make_user, staff_client

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
at_once = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_queue(settings):
    """Mail goes the way it goes outside the tests, and ends in `mail.outbox`."""
    settings.EMAIL_BACKEND = "setframework.web.mail.backend.QueueBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def broken(monkeypatch):
    """A mail server that refuses everybody, until it is mended."""

    def refuse(backend, messages):
        raise smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"ada@example.org who?")})

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        yield patch


def write(to="ada@example.org"):
    send_mail("Hello – you", "https://set.example.org/secret/", None, [to])
    return Letter.objects.latest("pk")


# Putting in


def test_what_a_page_promises_is_in_the_queue_before_it_answers(client):
    def never(backend, messages):
        raise AssertionError("a request sent mail itself")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", never)
        sign_up(client, "new@example.org")

    letter = Letter.objects.get()
    assert letter.receiver == "new@example.org"
    assert letter.kind == "email_confirmation_signup"
    assert mail.outbox == []


def test_letter_is_stored_with_its_step_or_not_at_all():
    @transaction.atomic
    def step():
        write()
        raise KeyError

    with pytest.raises(KeyError):
        step()

    assert not Letter.objects.exists()


def test_each_address_has_a_letter_of_its_own():
    message = EmailMessage("Hi", "Text", to=["a@example.org"], bcc=["b@example.org"])

    assert message.send() == 1

    assert sorted(Letter.objects.values_list("receiver", flat=True)) == [
        "a@example.org",
        "b@example.org",
    ]


# Sending


def test_letter_goes_out_as_it_was_written_and_is_erased():
    send_letter(
        "programme", "ada@example.org", {"subject": "Grüße", "text": "–", "url": "https://x"}
    )
    letter = Letter.objects.get()
    assert letter.kind == "programme"

    assert [queue.send_due(), queue.send_due()] == [1, 0]

    (sent,) = mail.outbox
    wire = sent.message()
    assert sent.recipients() == ["ada@example.org"]
    assert b"To: ada@example.org\r\n" in wire.as_bytes(linesep="\r\n")
    assert [part.get_content_type() for part in wire.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert "X-Letter" not in wire
    assert "https://x" in wire.get_payload(0).get_payload(decode=True).decode()
    letter.refresh_from_db()
    assert (bytes(letter.content), letter.receiver, letter.next_try_at) == (b"", "", None)
    assert letter.sent_at is not None


@at_once
def test_two_workers_never_send_one_letter_twice():
    for number in range(6):
        write(f"person{number}@example.org")

    results = together(*[queue.send_due] * 4)

    assert sum(results) == 6
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 6


def test_killed_worker_leaves_the_letter_to_the_next_one_once_its_time_is_over(monkeypatch):
    write()

    def die(backend, messages):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            queue.send_due()

    assert queue.send_due() == 0  # it may still be on its way
    with time_machine.travel(timezone.now() + queue.TAKEN_FOR + MINUTE):
        assert queue.send_due() == 1


def test_failed_try_is_repeated_after_growing_pauses(broken):
    letter = write()
    pauses = []
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        while not letter.failed_at:
            assert queue.send_due() == 0
            letter.refresh_from_db()
            if letter.next_try_at:
                pauses.append(letter.next_try_at - timezone.now())
                clock.move_to(letter.next_try_at)

    assert pauses[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert pauses == sorted(pauses)
    assert max(pauses) == 4 * HOUR
    assert timedelta(hours=40) < letter.failed_at - letter.created_at <= 2 * DAY


def test_letter_that_failed_once_goes_out_at_the_next_try(broken):
    write()
    queue.send_due()
    broken.undo()

    assert queue.send_due() == 0
    with time_machine.travel(timezone.now() + 2 * MINUTE):
        assert queue.send_due() == 1


def test_what_is_given_up_keeps_its_address_for_the_staff_and_loses_its_text(broken, caplog):
    letter = write()
    with time_machine.travel(timezone.now() + 2 * DAY), caplog.at_level(logging.INFO):
        queue.send_due()

    letter.refresh_from_db()
    assert letter.failed_at is not None
    assert (letter.receiver, bytes(letter.content)) == ("ada@example.org", b"")
    assert letter.error == "SMTPRecipientsRefused"
    assert str(letter.code) in caplog.text
    assert "example.org" not in caplog.text


def test_server_that_does_not_answer_keeps_new_letters_apart(monkeypatch):
    opened = []

    def hang(backend):
        opened.append(backend)
        raise TimeoutError

    monkeypatch.setattr(EmailBackend, "open", hang)
    write()
    write("grace@example.org")

    assert queue.send_due() == 0

    assert len(opened) == 2  # each is tried once, then both wait
    assert queue.send_due() == 0
    assert len(opened) == 2


def test_worker_that_is_asked_to_stop_begins_no_other_letter():
    write()
    write("grace@example.org")
    turns = iter([True, False])

    assert queue.send_due(go_on=lambda: next(turns)) == 1
    assert Letter.objects.filter(sent_at=None).count() == 1


# Forgetting


def test_erased_person_gets_no_letter_that_waited_and_is_named_in_none(ada, grace):
    write("Ada@Example.org")
    send_letter("programme", grace.email, {"subject": "Ada"}, by=ada.code)
    kept = write(grace.email)

    delete_person(person=ada)

    assert list(Letter.objects.all()) == [kept]


def test_rows_of_old_letters_go(broken):
    for age, still in ((29, True), (31, False)):
        letter = write()
        Letter.objects.filter(pk=letter.pk).update(
            failed_at=timezone.now() - age * DAY, next_try_at=None
        )
        queue.purge(at=timezone.now())
        assert Letter.objects.filter(pk=letter.pk).exists() == still
    broken.undo()
    write()
    queue.send_due()

    queue.purge(at=timezone.now() + 13 * DAY)
    assert Letter.objects.filter(sent_at__isnull=False).exists()
    queue.purge(at=timezone.now() + 15 * DAY)
    assert not Letter.objects.filter(sent_at__isnull=False).exists()


# The page of staff


def test_staff_sees_what_failed_but_no_text(broken):
    letter = write()
    with time_machine.travel(timezone.now() + 2 * DAY):
        queue.send_due()
    write("waits@example.org")
    staff = staff_client(make_user("staff@example.org", is_staff=True))

    failed = staff.get("/admin/mail/letter/?state=failed").content.decode()
    row = staff.get(f"/admin/mail/letter/{letter.pk}/change/").content.decode()

    assert "ada@example.org" in failed
    assert "waits@example.org" not in failed
    assert "SMTPRecipientsRefused" in row
    assert "secret" not in failed + row
    assert staff.post(f"/admin/mail/letter/{letter.pk}/delete/", {"post": "yes"}).status_code == 403


def test_nobody_else_sees_the_queue(ada_client):
    assert ada_client.get("/admin/mail/letter/").status_code == 302
