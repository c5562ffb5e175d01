"""Workbooks of Excel since 2007: every cell with its type, and what the sheet hides."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.archive import BROKEN, MEND, Archive, opened
from luoshi.warehouse.gate.drawn import Drawn
from luoshi.warehouse.gate.formats import Kind, kind_of_format
from luoshi.warehouse.gate.markup import KindOf, read_rows, read_shared
from luoshi.warehouse.gate.ordinary import ordinary
from luoshi.warehouse.gate.sheet import Block, File, Hidden, Sheet, blocks_of

_TYPES = {"b": Kind.TRUTH, "e": Kind.ERROR, "d": Kind.WRITTEN_DAY, "n": None, "": None}
"""What cells are whatever their style; `None` where the style tells."""

_NO_TABLES = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
"""Kinds of sheets without cells of a table."""

_UNREAD = (ValueError, LookupError, OverflowError)
"""What numpy and Arrow raise for markup that is not as it should be."""

Given = TypeVar("Given")


def read_workbook(path: Path) -> File:
    """Read the sheets of an .xlsx file that a user sees, and name those hidden.

    Raises:
        FileError: it cannot be read; the message says how to mend it.
    """
    with opened(path) as archive:
        return _Workbook(archive).file()


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    visible: bool


class _Workbook:
    """A workbook whose sheets are read one by one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = [name for kind, name in archive.related("/").values() if kind == "officeDocument"]
        if not main or main[0] not in archive or not main[0].endswith(".xml"):
            raise FileError(f"文件不是 .xlsx；{MEND}")
        self._main = main[0]
        self._related = archive.related(self._main)
        self._root = archive.tree(self._main)
        if self._root.tag != "workbook":
            raise FileError(f"文件不是 .xlsx；{MEND}")
        about = self._root.find("workbookPr")
        self._since_1904 = about is not None and about.get("date1904") in ("1", "true")

    def file(self) -> File:
        """The workbook with all its sheets."""
        shared, kind_of = self._shared(), self._kinds()
        sheets = (self._sheet(each, shared, kind_of) for each in self._listed())
        return File("xlsx", tuple(sheets))

    def _listed(self) -> Iterator[_Listed]:
        for each in self._root.iterfind("sheets/sheet"):
            kind, part = self._related.get(each.get("r:id", ""), ("", ""))
            if kind in _NO_TABLES:
                continue
            if kind != "worksheet" or part not in self._archive:
                raise FileError(BROKEN)
            visible = each.get("state", "visible") == "visible"
            yield _Listed(each.get("name", ""), part, visible)

    def _part(self, kind: str) -> str | None:
        named = (part for one, part in self._related.values() if one == kind)
        return next((part for part in named if part in self._archive), None)

    def _shared(self) -> pa.Array:
        part = self._part("sharedStrings")
        if part is None:
            return pa.array([], pa.string())
        xml = b"".join(self._archive.pieces(part))
        self._archive.budget.keep(len(xml))
        return _first_that_reads(
            lambda: read_shared(xml), lambda: read_shared(b"".join(ordinary([xml])))
        )

    def _kinds(self) -> KindOf:
        """What cells are by their type and style."""
        part = self._part("styles")
        styles = _style_kinds(self._archive, part) if part else []

        def kind_of(type_: str, style: int) -> Kind:
            kind = _TYPES.get(type_, Kind.TEXT)
            if kind is not None:
                return kind
            return styles[style] if style < len(styles) else Kind.NUMBER

        return kind_of

    def _sheet(self, listed: _Listed, shared: pa.Array, kind_of: KindOf) -> Sheet:
        if not listed.visible:
            return Sheet(listed.name, lambda: iter(()), visible=False)
        read = partial(self._read, listed.part, shared, kind_of)
        whole, hidden = _first_that_reads(partial(read, plainly=True), partial(read, plainly=False))
        return Sheet(
            listed.name,
            partial(blocks_of, whole),
            int(whole.numbers[-1]) if len(whole) else 0,
            since_1904=self._since_1904,
            hidden=hidden,
        )

    def _read(
        self, part: str, shared: pa.Array, kind_of: KindOf, *, plainly: bool
    ) -> tuple[Block, Hidden]:
        pieces = self._archive.pieces(part)
        drawn = Drawn(self._archive.budget)
        for xml in _ahead(drawn.rows_of(pieces if plainly else ordinary(pieces))):
            drawn.add(read_rows(xml, shared, kind_of))
        drawn.check()
        return drawn.whole(self._since_1904), drawn.hidden


def _first_that_reads(*ways: Callable[[], Given]) -> Given:
    """What the first way gives that understands the markup."""
    for way in ways:
        try:
            return way()
        except FileError:
            raise
        except _UNREAD:
            continue
    raise FileError(BROKEN)


def _ahead(items: Iterator[bytes]) -> Iterator[bytes]:
    """The items, each taken while the one before is worked on: unpacking leaves others free."""
    with ThreadPoolExecutor(1) as worker:
        coming = worker.submit(next, items, None)
        while item := coming.result():
            coming = worker.submit(next, items, None)
            yield item


def _style_kinds(archive: Archive, part: str) -> list[Kind]:
    root = archive.tree(part)
    codes = {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in root.iterfind("numFmts/numFmt")
    }
    ids = [each.get("numFmtId", "0") for each in root.iterfind("cellXfs/xf")]
    return [kind_of_format(int(id_) if id_.isdigit() else 0, codes.get(id_)) for id_ in ids]
