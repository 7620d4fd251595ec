"""Static files: hashed names, also in ES-module imports, one style sheet, a few npm files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
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

# In the order of the layers. A folder means its files, sorted by name.
CSS_PARTS = ("tokens.css", "base.css", "layout.css", "ui", "pages")
SITE_CSS = "css/site.css"

_hashed: Any = HashedFilesMixin  # the stubs leave out its patterns
# Imports are rewritten in static/js only. Files of other packages import nothing.
OWN_MODULES = ("js/*.js", _hashed._js_module_import_aggregation_patterns[1])


class StaticStorage(ManifestStaticFilesStorage):
    """Hashed names without compression. It is quick enough for every start and test run."""

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = OWN_MODULES


class CompressedStaticStorage(CompressedManifestStaticFilesStorage):
    """The same for production, with a gzip and a brotli copy of each file."""

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = OWN_MODULES


class NpmFinder(BaseFinder):
    """Finds the named files of node_modules only. STATICFILES_DIRS would copy all of it."""

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
        return found or []  # Django would take None for a file that was found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for path, source in NPM_FILES.items():
            yield path, _RenamedFile(self.root, path, source)


class CssFinder(BaseFinder):
    """Joins the parts of static/css to css/site.css: one request instead of twenty.

    All pages share the style sheet, so htmx can swap in any of them.
    """

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.source = Path(settings.BASE_DIR) / "static" / "css"
        self.storage = FileSystemStorage(location=Path(settings.VAR_DIR) / "joined")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = self._join() if path.replace("\\", "/") == SITE_CSS else None
        if find_all:
            return [found] if found else []
        return found or []  # Django would take None for a file that was found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        self._join()
        yield SITE_CSS, self.storage

    def _join(self) -> str:
        joined = Path(self.storage.path(SITE_CSS))
        joined.parent.mkdir(parents=True, exist_ok=True)
        joined.write_text("\n".join(part.read_text() for part in self._parts()))
        return str(joined)

    def _parts(self) -> Iterator[Path]:
        for name in CSS_PARTS:
            part = self.source / name
            yield from sorted(part.glob("*.css")) if part.is_dir() else [part]


class _RenamedFile(FileSystemStorage):
    """One file of node_modules under the name that the site gives it."""

    prefix = None

    def __init__(self, root: Path, path: str, source: str):
        super().__init__(location=root)
        self._names = {path: source}

    def path(self, name: str) -> str:
        return super().path(self._names.get(name, name))
