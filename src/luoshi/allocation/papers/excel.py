"""The tables of a plan: amounts, method and basis, each county's reckoning, the limits."""

from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from luoshi.allocation.papers import wording
from luoshi.allocation.papers.wording import Signatures
from luoshi.allocation.sheet import AllocationSheet
from luoshi.papers.excel import HEADING, lay_out

HEAD_ROW = 2


def write_excel(file: IO[bytes], sheet: AllocationSheet, signatures: Signatures | None) -> None:
    """Write a plan, or a draft where there is none, as .xlsx."""
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        writer = _Writer(book, sheet, wording.signed(signatures))
        writer.amounts()
        writer.words()
        writer.steps()
        writer.limits()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, sheet: AllocationSheet, signed: str) -> None:
        self.book, self.sheet, self.signed = book, sheet, signed
        self.head = book.add_format({**HEADING, "text_wrap": True, "align": "center"})
        self.title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self.note = book.add_format({"font_color": "#566373"})
        self.text = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        shown = "#,##0.00####"
        self.number = book.add_format({"border": 1, "num_format": shown})
        self.sum = book.add_format({"border": 1, "num_format": shown, "bold": True})
        self.step = book.add_format({"border": 1, "num_format": "#,##0.00"})
        self.bold = book.add_format({"border": 1, "bold": True})
        self.rate = book.add_format({"border": 1, "num_format": "#,##0.0000"})

    def amounts(self) -> None:
        """The table of amounts; sums are formulas, so that whoever opens it can check them."""
        headings = {
            "县（市、区）": 18,
            "上年": 14,
            "按公式": 14,
            "限制调整": 14,
            "分配数": 14,
            "比上年": 14,
        }
        page = self._page("分配表", headings | dict.fromkeys(self.sheet.per, 16))
        row = HEAD_ROW
        told = zip(self.sheet.counties, wording.lines(self.sheet), strict=True)
        for row, (one, line) in enumerate(told, start=HEAD_ROW + 1):
            page.write_string(row, 0, one.name, self.text)
            for column, value in enumerate(
                (one.last_year, line.formula, line.moved, one.amount, one.change), start=1
            ):
                self._number(page, row, column, value, self.number)
            for column, value in enumerate(one.per, start=6):
                self._number(page, row, column, value, self.rate)
        self._sums(page, HEAD_ROW + 1, row)

    def _sums(self, page: Worksheet, first: int, last: int) -> None:
        page.write_string(last + 1, 0, "合计", self.bold)
        whole = wording.together(self.sheet)
        values = (
            whole.last_year,
            whole.formula,
            whole.moved,
            whole.amount,
            sum(one.change or 0 for one in self.sheet.counties),
        )
        for column, value in enumerate(values, start=1):
            letter = "ABCDEF"[column]
            shown = float(value) if value is not None else 0
            formula = f"=SUM({letter}{first + 1}:{letter}{last + 1})"
            page.write_formula(last + 1, column, formula, self.sum, shown)

    def words(self) -> None:
        """Basis, method, what differs, and what is to be confirmed."""
        page = self._page("依据与办法", {"部分": 16, "内容": 110})
        parts = (
            ("依据", self.sheet.basis),
            ("办法", self.sheet.method),
            ("与办法不同", self.sheet.changes),
            ("已到期，没有计入", self.sheet.lapsed),
            ("没有报全或数据较旧", self.sheet.untold),
            ("暂定，待核实", self.sheet.assumptions),
        )
        self._rows(page, ((part, line) for part, lines in parts for line in lines))

    def steps(self) -> None:
        """What each part gave each county, and what each limit moved."""
        page = self._page("各县算账", {"县（市、区）": 18, "项目": 32, "金额": 16, "说明": 80})
        lines = (
            (one.name, step.title, step.amount, step.text)
            for one in self.sheet.counties
            for step in one.steps
        )
        self._rows(page, lines)

    def limits(self) -> None:
        """Each limit: kept or not, by how much, what it moved."""
        page = self._page(
            "限制", {"限制": 40, "做到": 10, "作为限制": 10, "余量": 16, "移动": 16, "说明": 70}
        )
        yes = {True: "是", False: "否"}
        lines = (
            (one.title, yes[one.held], yes[one.enforced], one.slack, one.moved, one.text)
            for one in self.sheet.limits
        )
        self._rows(page, lines)

    def _page(self, title: str, headings: dict[str, int]) -> Worksheet:
        page = self.book.add_worksheet(title)
        last = len(headings) - 1
        page.merge_range(0, 0, 0, last, wording.title(self.sheet), self.title)
        page.write_string(1, 0, f"{self.signed}　单位：{self.sheet.unit}", self.note)
        for column, (heading, width) in enumerate(headings.items()):
            page.set_column(column, column, width)
            page.write_string(HEAD_ROW, column, heading, self.head)
        lay_out(page, HEAD_ROW)
        page.set_footer("&C第 &P 页，共 &N 页")
        return page

    def _rows(self, page: Worksheet, lines: Iterable[tuple[object, ...]]) -> None:
        for row, line in enumerate(lines, start=HEAD_ROW + 1):
            for column, value in enumerate(line):
                if isinstance(value, Decimal):
                    self._number(page, row, column, value, self.step)
                else:
                    page.write_string(row, column, str(value), self.text)

    def _number(self, page: Worksheet, row: int, column: int, value: Any, style: Any) -> None:
        if value is None:
            page.write_string(row, column, "—", self.text)
        else:
            page.write_number(row, column, float(value), style)
