"""What was written: the summary, and the lists that go with the files."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from luoshi.demonstration.synthetic.invalid_rows import Refused
from luoshi.pack import Pack
from luoshi.warehouse.schema import Table

TRUTH, DIRT, FILES, README = "truth.csv", "dirt.csv", "files.csv", "README.txt"

EARLIER = "历年年末"
"""The folder with the files of earlier year-ends."""


@dataclass(frozen=True)
class Written:
    """One department's file: good rows, and those an importer must refuse."""

    table: Table
    file_name: str
    rows: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Summary:
    """A province as written into a folder."""

    out: Path
    people: int
    households: int
    risks: int
    as_of: date
    files: tuple[Written, ...]

    @property
    def paths(self) -> dict[str, Path]:
        """The file of each table, by table id, in the order to import them."""
        return {file.table.id: self.out / file.file_name for file in self.files}

    def text(self) -> str:
        """What was written, in a sentence."""
        rows = sum(file.rows for file in self.files)
        refused = sum(len(file.refused) for file in self.files)
        return (
            f"已在 {self.out} 写好 {self.people:,} 人、{self.households:,} 户的合成数据："
            f"{len(self.files)} 个文件，{rows:,} 行，种入风险 {self.risks:,} 处，"
            f"应当退回的行 {refused:,} 行。"
        )


def files_in(folder: Path) -> dict[str, Path]:
    """The files of a province written before, by table id, in the order to import them."""
    with (folder / FILES).open(encoding="utf-8-sig", newline="") as file:
        return {row["表"]: folder / row["文件"] for row in csv.DictReader(file)}


def earlier_files_in(folder: Path, pack: Pack) -> list[tuple[str, date, Path]]:
    """The files of earlier year-ends: table id, day and file, the earliest first.

    Of a day the registers come first, which lead the others' rows to their counties.
    """
    titles = {table.title: id_ for id_, table in pack.tables.items()}
    found = []
    for path in (folder / EARLIER).glob("*.parquet"):
        title, _, day = path.stem.rpartition("_")
        found.append((titles[title], date.fromisoformat(day), path))
    registers = [pack.registers.households, pack.registers.residents]
    order = {table: place for place, table in enumerate(registers)}
    return sorted(found, key=lambda one: (one[1], order.get(one[0], len(order)), one[0]))


def write_lists(summary: Summary, truth: pa.Table) -> None:
    """Write the lists of files, risks and bad rows, and the note that explains them."""
    out, files = summary.out, summary.files
    _write(out / FILES, ["文件", "表", "名称", "行数"], (
        [file.file_name, file.table.id, file.table.title, file.rows] for file in files
    ))  # fmt: skip
    _write(out / TRUTH, truth.column_names, zip(*truth.to_pydict().values(), strict=True))
    _write(out / DIRT, ["文件", "行号", "原因"], (
        [file.file_name, refused.row, refused.reason] for file in files for refused in file.refused
    ))  # fmt: skip
    (out / README).write_text(_readme(summary), encoding="utf-8")


def _write(path: Path, headings: list[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)


def _readme(summary: Summary) -> str:
    listed = "\n".join(
        f"  {file.file_name}　{file.table.title}（{file.table.sender}），{file.rows:,} 行；"
        f"导入：luoshi import {file.table.id} {file.file_name}"
        for file in summary.files
    )
    return f"""合成数据，不对应任何真人

这个文件夹里的人名、证件号码、电话、住址、病情、收入全部由程序随机编造。证件号码只是位数和
校验码正确，若与真人的号码相同，纯属巧合。县、乡、村的名称和代码是真的，各县的数字是编的，
不得引用。

共 {summary.people:,} 人、{summary.households:,} 户，算到 {summary.as_of}。

各部门的文件：
{listed}

其他：
  {TRUTH}　种入的风险：按规则和户列出，筛查应当恰好找到这些
  {DIRT}　故意写坏、导入时应当退回的行：文件、行号、原因
  {FILES}　文件与表的对应
"""
