"""A frozen account as an Excel workbook."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from luoshi.obligations import Result
from luoshi.obligations.closing.account import Account, ClosedLine, ClosedRow
from luoshi.obligations.closing.comparison import Difference
from luoshi.papers.excel import ExcelSheet, workbook_to_send
from luoshi.text.numerals import clause_label

OBLIGATIONS = {
    "条款": 10, "承诺": 40, "牵头单位": 24, "县（市、区）": 14, "本期": 9, "全期": 9, "各期": 40,
    "数值": 12, "目标": 12, "单位": 8, "数据截至": 12, "依据": 70,
}  # fmt: skip
RESTS_ON = {"项目": 24, "内容": 90}
PARAMETERS = {
    "承诺": 40, "参数": 30, "值": 14, "单位": 10, "从哪天起": 12, "用到哪天": 12, "出处": 50,
}  # fmt: skip
DIFFERENCES = {
    "承诺": 40, "县（市、区）": 14, "结账时": 9, "现在": 9, "结账时的依据": 70, "现在的依据": 70,
}  # fmt: skip


def closing_workbook(
    account: Account, facts: Iterable[Sequence[object]], rows: Sequence[ClosedRow],
    compared: Iterable[Difference],
) -> IO[bytes]:  # fmt: skip
    """What it rests on, what the reader sees of each result, the parameters, what differs now."""
    with workbook_to_send() as (book, file):
        sheets = (
            ("结账", RESTS_ON, facts),
            ("承诺", OBLIGATIONS, (_line(row, one) for row in rows for one in row.seen)),
            ("参数", PARAMETERS, (one for row in rows for one in _parameters(row))),
            ("与现在对照", DIFFERENCES, map(_difference, compared)),
        )
        for title, headings, lines in sheets:
            sheet = ExcelSheet(book, title, headings, account.day)
            for line in lines:
                sheet.add(line)
            sheet.finish()
    return file


def _line(row: ClosedRow, line: ClosedLine) -> list[object]:
    result, wording = line.result, row.wording
    named = [clause_label(wording["clause"]), wording["title"], "、".join(wording["leads"])]
    stands = [line.name, result.status.label, result.term_status.label, line.periods]
    held = [result.value, result.target, result.unit or "", result.data_to, result.reason]
    return [*named, *stands, *held]


def _parameters(row: ClosedRow) -> Iterable[list[object]]:
    for one in row.wording["parameters"]:
        days = [date.fromisoformat(one[key]) if one[key] else "" for key in ("from", "to")]
        numbers = [one["value"] or "", one["unit"] or ""]
        yield [row.wording["title"], one["title"], *numbers, *days, one["source"] or ""]


def _difference(one: Difference) -> list[object]:
    stands = [_label(one.then), _label(one.now)]
    return [one.title, one.name, *stands, _reason(one.then), _reason(one.now)]


def _label(result: Result | None) -> str:
    return result.status.label if result else "没有这一项"


def _reason(result: Result | None) -> str:
    return result.reason if result else ""
