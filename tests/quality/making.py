"""Small exports for tests, written as the national system writes them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from luoshi.pack import load
from luoshi.quality import Export, Report, read_export, run_checks
from luoshi.warehouse.schema import FieldType, Table

AS_OF = date(2023, 12, 18)
COUNTY = "西吉县"

FILES = {
    "monitored": "（自定义）监测对象信息 (22).xlsx",
    "rural_households": "（乡村建设）户信息_20231218.xlsx",
    "working_away": "（务工月监测）已外出务工信息_20231218.xlsx",
    "plans_away": "计划外出务工信息_20231218.xlsx",
    "export_villages": "（自定义）行政村信息.xlsx",
    "project_library": "项目库.xlsx",
}
"""The file name each export comes under."""

Cells = Mapping[str, object]


def table(id_: str) -> Table:
    return load().exports[id_]


def headings(id_: str) -> list[str]:
    """The headings of the table's columns that files have."""
    return [column.name for column in table(id_).columns if column.type is not FieldType.PERSON]


def member(number: int, **cells: object) -> Cells:
    """A person of a household of three that no check on single rows minds much."""
    household = number // 3
    return {
        "县": COUNTY,
        "乡": f"{'乙甲丙'[household % 3]}乡",
        "村": f"第{household % 4}村",
        "户编号": f"64{household:08d}",
        "证件号码": f"64042219800101{number:04d}",
        "与户主关系": "户主" if number % 3 == 1 else "之子",
        "户类型": "脱贫户",
        "是否危房户": "否",
    } | cells


def write(path: Path, heads: Sequence[str], rows: Iterable[Cells], head_row: int = 3) -> Path:
    """A workbook with titles above the headings, which stand in the third row unless told."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "全国防返贫监测信息系统")
        sheet.write_row(head_row - 1, 0, heads)
        for line, row in enumerate(rows, start=head_row):
            for place, head in enumerate(heads):
                if row.get(head) not in (None, ""):
                    sheet.write(line, place, row[head])
    return path


def written(folder: Path, id_: str, rows: Iterable[Cells], without: str = "") -> Export:
    """An export of the table, read back; ``without`` is a heading it lacks."""
    heads = [name for name in headings(id_) if name != without]
    return read_export(write(folder / FILES[id_], heads, rows), load().exports.values())


def checked(exports: Iterable[Export], *rules: str) -> Report:
    return run_checks(load(), exports, AS_OF, COUNTY, rules)


def found(report: Report, rule: str) -> list[int]:
    """The sheet's row numbers a check is told of."""
    (result,) = (one for one in report.results if one.check.id == rule)
    assert result.skipped is None, result.skipped
    return [finding.row for finding in result]
