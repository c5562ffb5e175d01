"""Style sheets and scripts of others: npm brings them, and only these files are served."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

NODE_MODULES = Path(__file__).resolve().parents[3] / "node_modules"

FILES: dict[str, str] = {
    "vendor/tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/echarts/echarts.min.js": "echarts/dist/echarts.min.js",
}
"""Address under ``/static/`` → file under ``node_modules/``."""


def missing() -> list[Path]:
    """The files npm has not brought yet."""
    files = [NODE_MODULES / file for file in FILES.values()]
    return [file for file in files if not file.is_file()]


class VendorFinder(BaseFinder):
    """Lets Django's static files find what :data:`FILES` names."""

    def check(self, **_: Any) -> list[CheckMessage]:
        """Nothing to check: ``luoshi serve`` says what is missing."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """The file served at ``path``, in a list where ``find_all``; empty where there is none."""
        file = NODE_MODULES / FILES[path] if path in FILES else None
        found = [str(file)] if file and file.is_file() else []
        if find_all:
            return found
        return found[0] if found else None

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Each file there is, with a storage that opens it under the address it is served at."""
        for address, file in FILES.items():
            if (NODE_MODULES / file).is_file():
                yield address, _Renamed(NODE_MODULES / file)


class _Renamed(FileSystemStorage):
    """One file, whatever name it is asked by."""

    def __init__(self, file: Path) -> None:
        super().__init__(location=file.parent)
        self.file = file

    def path(self, name: str) -> str:
        return str(self.file)
