"""manage.py publish_questionnaires: what is asked, frozen for ever."""

import json
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.models.questionnaires import Frozen, QuestionnaireVersion
from assessments.scoring.parse.document import digest, read_file
from tests.scoring.questionnaires import SET_FRAMEWORK, SHIPPED


@pytest.fixture
def folder(tmp_path):
    """A folder with a copy of the tests' questionnaire under another key."""
    write(tmp_path / "other-1.toml")
    return tmp_path


def write(path, old='key = "set-framework"', new='key = "other"'):
    text = SET_FRAMEWORK.read_text()
    assert old in text
    path.write_text(text.replace('key = "set-framework"', 'key = "other"', 1).replace(old, new, 1))


def publish(*paths):
    out = StringIO()
    call_command("publish_questionnaires", *map(str, paths), stdout=out)
    return out.getvalue().splitlines()


def published():
    rows = QuestionnaireVersion.objects.order_by("key", "version")
    return [f"{row.key} {row.version}" for row in rows]


def test_the_site_questionnaire_is_stored_with_its_digest(set_version):
    document = read_file(SET_FRAMEWORK)

    assert (set_version.key, set_version.version) == ("set-framework", 1)
    assert set_version.digest == digest(document)
    assert set_version.document == document


def test_publishing_again_changes_nothing(set_version):
    before = QuestionnaireVersion.objects.values().get()

    assert publish(SET_FRAMEWORK) == ["set-framework 1: published before"]
    assert QuestionnaireVersion.objects.values().get() == before


def test_without_a_path_the_shipped_files_are_published(db):
    QuestionnaireVersion.objects.all().delete()
    frozen = json.loads((SHIPPED / "digests.json").read_text())

    publish()

    rows = QuestionnaireVersion.objects.values_list("key", "version", "digest")
    assert set(rows) == {
        (key, int(version), digest)
        for key, digests in frozen.items()
        for version, digest in digests.items()
    }


def test_files_and_folders_can_be_named(db, folder, tmp_path_factory):
    second = tmp_path_factory.mktemp("second") / "other-2.toml"
    write(second, "version = 1", "version = 2")

    assert publish(folder, second) == ["other 1: published", "other 2: published"]
    assert published() == ["other 1", "other 2", "set-framework 1"]


def test_layout_and_comments_may_change_without_moving_the_digest(db, folder):
    publish(folder)
    file = folder / "other-1.toml"
    file.write_text("# A comment more.\n\n" + file.read_text())

    assert publish(folder) == ["other 1: published before"]


def test_moved_digest_is_refused_with_what_to_do(db, folder):
    publish(folder)
    before = QuestionnaireVersion.objects.filter(key="other").values().get()
    write(folder / "other-1.toml", "yes_threshold = 3", "yes_threshold = 2")

    with pytest.raises(CommandError) as refused:
        publish(folder)

    assert str(refused.value) == (
        "other-1.toml: other 1 is published with other content and can't change; "
        "give the changed file the next version."
    )
    assert QuestionnaireVersion.objects.filter(key="other").values().get() == before


def test_broken_file_is_named_with_table_and_key_and_nothing_is_published(db, folder):
    write(folder / "z-broken-1.toml", "yes_threshold = 3", "yes_threshold = 9")

    with pytest.raises(CommandError, match=r"^z-broken-1\.toml: \[framework\] yes_threshold: "):
        publish(folder)

    assert published() == ["set-framework 1"]


def test_text_that_is_no_toml_is_named_with_its_line(db, tmp_path):
    (tmp_path / "broken-1.toml").write_text("format = 1\nkey =\n")

    with pytest.raises(CommandError, match=r"^broken-1\.toml: expected valid TOML: .*line 2"):
        publish(tmp_path)


def test_missing_file_and_empty_folder_are_refused(db, tmp_path):
    with pytest.raises(CommandError, match=r"^absent\.toml: expected a readable file"):
        publish(tmp_path / "absent.toml")
    with pytest.raises(CommandError, match=f"^No questionnaire files in {tmp_path}"):
        publish(tmp_path)


def test_a_draft_is_checked_but_left_out(db, folder):
    write(folder / "draft-1.toml", 'status = "published"', 'status = "draft"')
    (folder / "other-1.toml").unlink()

    assert publish(folder) == ["draft-1.toml: a draft, left out"]
    assert published() == ["set-framework 1"]


def test_a_published_row_cannot_be_saved_again(set_version):
    with pytest.raises(Frozen, match="set-framework 1 is published"):
        set_version.save()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_publish_one_row(folder):
    outcomes = []
    start = threading.Barrier(2)

    def run():
        start.wait()
        try:
            outcomes.extend(publish(folder))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["other 1: published", "other 1: published before"]
    assert published() == ["other 1", "set-framework 1"]
