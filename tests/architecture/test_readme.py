"""What the texts for newcomers say is so: commands exist, links lead somewhere."""

import os
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.BASE_DIR)
TEXTS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
]
# In two parts, so that this file does not name them either.
REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com"]


def read(name):
    return (ROOT / name).read_text()


def everything():
    return "\n".join(map(read, TEXTS))


def committed():
    """Every file that git would take."""
    ignored = [line.rstrip("/") for line in read(".gitignore").splitlines() if line]
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not is_ignored(name, [*ignored, ".git"])]
        yield from (Path(folder) / name for name in files if not is_ignored(name, ignored))


def is_ignored(name, patterns):
    return any(fnmatch(name, pattern) for pattern in patterns)


def make_targets():
    return sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", everything(), re.M)))


def manage_commands():
    return sorted(set(re.findall(r"manage\.py ([a-z_]+)", everything())))


def test_the_two_commands_come_first():
    assert re.findall(r"^make \w+$", read("README.md"), re.M) == ["make run", "make test"]


def test_named_make_targets_exist():
    assert make_targets()
    for target in make_targets():
        run = subprocess.run(
            ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr


def test_make_help_names_every_target():
    command = ["make", "--no-print-directory", "help"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    shown = [line.split()[0] for line in run.stdout.splitlines()]
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.M)[1].split()
    assert sorted(shown) == sorted(phony)


def test_named_manage_commands_exist():
    known = get_commands()
    assert [name for name in manage_commands() if name not in known] == []
    for name in manage_commands():
        app = known[name]
        command = app if not isinstance(app, str) else load_command_class(app, name)
        assert command.create_parser("manage.py", name).format_help()


def test_own_commands_have_help():
    apps = {"assessments", "mentors", "setframework", "assessments.teams"}
    own = [name for name, app in get_commands().items() if app in apps]
    assert len(own) > 5
    for name in own:
        command = load_command_class(get_commands()[name], name)
        assert command.create_parser("manage.py", name).format_help()
        assert command.help


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", read(name))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not ((ROOT / name).parent / link).exists()] == []


def test_no_registry_is_named_in_a_committed_file():
    """A lock with hashes and without hosts installs from whatever index is configured."""
    found = [
        (str(path.relative_to(ROOT)), name)
        for path in committed()
        for name in REGISTRIES
        if name.encode() in path.read_bytes()
    ]
    assert found == []


def test_the_root_holds_what_convention_puts_there():
    top = {path.relative_to(ROOT).parts[0] for path in committed()}
    files = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "manage.py"}
    files |= {"SECURITY.md", "package-lock.json", "package.json", "pyproject.toml"}
    folders = {"assessments", "deploy", "docs", "requirements", "setframework", "static"}
    folders |= {"mentors", "templates", "tests"}
    assert {name for name in top if not name.startswith(".")} == files | folders


def test_scripts_can_be_started():
    scripts = [path for path in committed() if path.parent.name in {"deploy", ".ci"}]
    assert scripts
    assert [str(path) for path in scripts if not os.access(path, os.X_OK)] == []


def small_changes():
    """What CONTRIBUTING says of where a change goes, by change."""
    section = read("CONTRIBUTING.md").partition("\n## Where does it go?\n")[2].partition("\n## ")[0]
    changes = [change.partition("\n") for change in section.split("\n### ")[1:]]
    return {name: text for name, _, text in changes}


def test_small_changes_touch_five_files_at_most():
    counts = [len(re.findall(r"^\d+\. `", text, re.M)) for text in small_changes().values()]
    assert len(counts) == 5
    assert [count for count in counts if not 1 < count <= 5] == []


def test_files_of_small_changes_exist():
    """`<noun>` and the like stand for any name."""
    named = re.findall(r"`([\w<>/-]+\.\w+)`", "".join(small_changes().values()))
    assert len(named) > 20
    missing = [path for path in named if not any(ROOT.glob(re.sub("<[^>]+>", "*", path)))]
    assert missing == []
