"""The parts of an .xlsx file, opened within bounds.

A kilobyte of deflated XML can stand for gigabytes, and a few cells far apart for a block that
no machine holds: what is unpacked and what is kept of it are counted, not only the file.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from luoshi.warehouse.errors import FileError

LARGEST = 4 << 30
"""Most bytes the parts that are read may unpack to."""

MEMORY = (2 << 30) - (64 << 20)
"""Most bytes that may be kept of a file: what a column of Arrow can hold, with room to spare."""

_PIECE = 4 << 20
_SMALL = 64 << 20  # the parts about a workbook, which are read whole
MEND = "请用 Excel 或 WPS 打开后另存为 .xlsx 再送"
BROKEN = f"文件已损坏或不是 Excel 文件；{MEND}"
BROKEN_ERRORS = (
    BadZipFile, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, zlib.error
)  # fmt: skip
"""What zipfile raises for archives that are not as they should be."""


@dataclass
class Budget:
    """What may still be unpacked, and kept in memory."""

    unpacked: int = field(default_factory=lambda: LARGEST)
    kept: int = field(default_factory=lambda: MEMORY)

    def unpack(self, count: int) -> None:
        """So many bytes more were unpacked."""
        self.unpacked -= count
        if self.unpacked < 0:
            raise FileError(f"文件展开后超过 {LARGEST >> 30} GB；请拆成几份再送")

    def keep(self, count: int) -> None:
        """So many bytes more are kept."""
        self.kept -= count
        if self.kept < 0:
            raise FileError("表里的内容多得放不进内存；请拆成几份再送")


class Archive:
    """An .xlsx file whose parts are read one by one."""

    def __init__(self, book: ZipFile) -> None:
        self._book = book
        self._names = {f"/{name}".lower(): name for name in book.namelist()}
        self.budget = Budget()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part by its name from the root, piece by piece."""
        with self._open(part) as stream:
            while piece := stream.read(_PIECE):
                self.budget.unpack(len(piece))
                yield piece

    def tree(self, part: str) -> ElementTree.Element:
        """A small part as a tree of elements without namespaces."""
        with self._open(part) as stream:
            xml = stream.read(_SMALL + 1)
        self.budget.unpack(len(xml))
        if len(xml) > _SMALL or b"<!DOCTYPE" in xml:
            raise FileError(BROKEN)
        try:
            return _without_namespaces(ElementTree.fromstring(xml))  # noqa: S314  # no DOCTYPE
        except (ElementTree.ParseError, ValueError):
            raise FileError(BROKEN) from None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts a part names: their kind and name by the id it uses."""
        path = PurePosixPath(part)
        about = f"{path.parent}/_rels/{path.name}.rels".replace("//", "/")
        if about not in self:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                str(PurePosixPath("/").joinpath(path.parent, each.get("Target", ""))),
            )
            for each in self.tree(about)
            if each.get("TargetMode") != "External"
        }

    def _open(self, part: str) -> IO[bytes]:
        return self._book.open(self._names[part.lower()])


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an .xlsx file.

    Raises:
        FileError: it is broken, or of another kind.
        OSError: there is no such file.
    """
    with path.open("rb") as file:
        try:
            with ZipFile(file) as book:
                yield Archive(book)
        except BROKEN_ERRORS:
            raise FileError(BROKEN) from None


def _without_namespaces(root: ElementTree.Element) -> ElementTree.Element:
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            element.attrib[f"r:{name.rpartition('}')[2]}"] = element.attrib.pop(name)
    return root
