"""What was read of a file: told at every door, so that nothing is left out without a word."""

from collections.abc import Iterable, Sequence

from luoshi.frozen import Frozen
from luoshi.text.masking import masked_text
from luoshi.warehouse.gate.sheet import File, Sheet
from luoshi.warehouse.headings import Head
from luoshi.warehouse.schema import Table


class Account(Frozen):
    """What was read of a file, and what was not.

    ``sheets`` were read, ``skipped`` ones hold no such table, ``hidden_sheets`` are never read;
    hidden rows and columns, and those that a filter leaves out, are. ``rows`` lie under the
    headings. ``unknown`` columns are not the table's, ``missing`` ones are and the file lacks
    them.
    """

    sheets: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    filtered: bool = False
    rows: int = 0
    encoding: str | None = None
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The account in Chinese, a sentence a line; only what there is to tell."""
        return [self._whole(), *filter(None, (self._hidden_sheets(), self._hidden_parts()))]

    @property
    def told(self) -> list[str]:
        """The account with the columns that are not the table's and those the file lacks."""
        columns = (("没有读的列", self.unknown), ("文件里没有的列", self.missing))
        return [*self.lines(), *(f"{what}：{'、'.join(names)}" for what, names in columns if names)]

    def _whole(self) -> str:
        sheets = f"工作表{quoted(self.sheets)}，" if self.sheets else ""
        encoding = f"，文字编码 {self.encoding}" if self.encoding else ""
        return f"读了{sheets}表头以下 {self.rows:,} 行{encoding}"

    def _hidden_sheets(self) -> str:
        return f"隐藏的工作表没有读：{quoted(self.hidden_sheets)}" if self.hidden_sheets else ""

    def _hidden_parts(self) -> str:
        parts = (("行", self.hidden_rows), ("列", self.hidden_columns))
        told = "、".join(f"{count:,} {part}" for part, count in parts if count)
        if not told:
            return ""
        return f"表里有隐藏的 {told}{'（设了筛选）' if self.filtered else ''}，也读了"


def account_of(file: File, read: Sequence[tuple[Sheet, Head]], table: Table, rows: int) -> Account:
    """The account of a file of which some sheets were read under their headings."""
    sheets, heads = [sheet for sheet, _ in read], [head for _, head in read]
    own = {id(sheet) for sheet in sheets}
    known = set[str]().union(*(head.positions for head in heads))
    person = table.person is not None and table.person.name in known
    return Account(
        sheets=_masked(sheet.name for sheet in sheets),
        skipped=_masked(sheet.name for sheet in file.visible if id(sheet) not in own),
        hidden_sheets=_masked(file.hidden),
        hidden_rows=sum(sheet.hidden.rows for sheet in sheets),
        hidden_columns=sum(sheet.hidden.columns for sheet in sheets),
        filtered=any(sheet.hidden.filtered for sheet in sheets),
        rows=rows,
        encoding=file.encoding,
        unknown=_masked(dict.fromkeys(name for head in heads for name in head.unknown)),
        missing=tuple(
            column.name
            for column in table.columns
            if column.name not in known and not (column.derive and person)
        ),
    )


def quoted(names: Iterable[str]) -> str:
    """Names side by side, each in quotes."""
    return "".join(f"“{name}”" for name in names)


def _masked(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(masked_text, names))
