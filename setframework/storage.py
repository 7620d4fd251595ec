"""Static files: hashed names that ES-module imports follow, and the few files taken from npm."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

FONTS = "@fontsource-variable"
NPM_FILES = {
    "lib/chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "lib/chart.umd.min.js.map": "chart.js/dist/chart.umd.min.js.map",
    "fonts/bricolage-grotesque.woff2": (
        f"{FONTS}/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2"
    ),
    "fonts/atkinson-hyperlegible-next.woff2": (
        f"{FONTS}/atkinson-hyperlegible-next/files/"
        "atkinson-hyperlegible-next-latin-wght-normal.woff2"
    ),
}


class StaticStorage(ManifestStaticFilesStorage):
    """Hashed names without compression, quick enough for every start and test run."""

    support_js_module_import_aggregation = True


class CompressedStaticStorage(CompressedManifestStaticFilesStorage):
    """The production build: the same, with gzip and brotli beside each file."""

    support_js_module_import_aggregation = True


class NpmFinder(BaseFinder):
    """Finds exactly the named files of node_modules; STATICFILES_DIRS would copy all of it."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.root = Path(settings.BASE_DIR) / "node_modules"

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        source = NPM_FILES.get(path.replace("\\", "/"))
        found = str(self.root / source) if source and (self.root / source).exists() else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for path, source in NPM_FILES.items():
            yield path, _RenamedFile(self.root, path, source)


class _RenamedFile(FileSystemStorage):
    """One file of node_modules under the name that the site gives it."""

    prefix = None

    def __init__(self, root: Path, path: str, source: str):
        super().__init__(location=root)
        self._names = {path: source}

    def path(self, name: str) -> str:
        return super().path(self._names.get(name, name))
