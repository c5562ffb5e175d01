"""``luoshi check``: the doubtful records in a county's exports."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import inputs
from luoshi.cli.data import DAY, Json
from luoshi.cli.output import out, print_json, steps, told

if TYPE_CHECKING:
    from luoshi.quality import Report


def check(
    files: Annotated[list[Path], typer.Argument(help="导出表：.xlsx、.xls、.csv，给几张都行")],
    as_of: Annotated[
        date,
        typer.Option("--as-of", parser=inputs.day, metavar=DAY, help="截至哪一天，如 2023-12-18"),
    ],
    county: Annotated[str, typer.Option("--county", help="哪个县：表里“县”那一列的名称")],
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="只查这几条：编号，可以写多次")
    ] = None,
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="把结果写成工作簿")] = None,
    by_township: Annotated[
        Path | None, typer.Option("--by-township", help="每个乡镇一个工作簿，写到这个文件夹")
    ] = None,
    ids: Annotated[bool, typer.Option("--ids", help="工作簿里的证件号码和电话不遮盖")] = False,
) -> None:
    """核查一个县从国家系统导出的表，列出有疑点的记录；什么都不留存。"""
    from luoshi.modules import UnusedError, demand
    from luoshi.pack import PackError, load
    from luoshi.quality import (
        QualityError,
        read_exports,
        run_checks,
        write_townships,
        write_workbook,
    )
    from luoshi.quality.requirements import QUALITY
    from luoshi.site.bootstrap import let_entered_values_count

    with told(PackError, UnusedError, QualityError), steps() as tell:
        demand(load(), QUALITY)
        let_entered_values_count()
        pack = load()
        tell("读表", 0)
        exports = read_exports(files, pack, rule or ())
        tell("核查", 0.6)
        report = run_checks(pack, exports, as_of, county, rule or ())
        if xlsx:
            tell("写工作簿", 0.8)
            write_workbook(xlsx, report, ids)
        if by_township:
            tell("按乡镇写工作簿", 0.9)
            write_townships(by_township, report, ids)
    _tell(report, as_json)


def _tell(report: "Report", as_json: bool) -> None:
    from luoshi.quality.wording import about_files, about_results, about_run

    if as_json:
        print_json(report.document())
        return
    for line in (about_run(report), *about_files(report), *about_results(report)):
        out.print(line, highlight=False, markup=False, soft_wrap=True)
