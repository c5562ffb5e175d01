"""``luoshi allocate``: a fund shared out by its formula, each amount with its reckoning."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from luoshi.cli import inputs
from luoshi.cli.data import NUMBER, Json
from luoshi.cli.notices import Notice, of_notice
from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from luoshi.allocation import Allocation, LapsedError


def allocate(
    fund: Annotated[str, typer.Argument(help="资金或指标的编号、名称或简称")],
    year: Annotated[
        int, typer.Argument(parser=inputs.whole(2000, 2100), metavar="YEAR", help="年度")
    ],
    total: Annotated[
        Decimal | None,
        typer.Option(
            parser=inputs.amount,
            metavar=NUMBER,
            help="总额，默认为台账里这一年已安排到县的合计",
            show_default=False,
        ),
    ] = None,
    without_lapsed: Annotated[
        bool,
        typer.Option("--without-lapsed", help="去掉已经到期的县组、数值和用到它们的部分，再分"),
    ] = False,
    notice: Notice = None,
    as_json: Json = False,
) -> None:
    """按办法把一笔资金或指标分到各县：每个县的每一步都写明，限制不能同时做到时说出是哪几条。"""
    from luoshi.allocation import (
        AllocationError,
        LapsedError,
        Overrides,
        find_scheme,
        gather,
    )
    from luoshi.allocation import allocate as share_out
    from luoshi.allocation.requirements import ALLOCATION
    from luoshi.modules import UnusedError, demand
    from luoshi.pack import PackError, load
    from luoshi.site.bootstrap import prepare

    with told(PackError, UnusedError, AllocationError):
        asked = Overrides(total=total, without_lapsed=without_lapsed)
        demand(load(), ALLOCATION)
        find_scheme(of_notice(load(), notice), fund)
        prepare()
        pack = load()
        scheme = find_scheme(of_notice(pack, notice), fund)
    from luoshi.site.ledgers.services.engine import engine_with_subjects, stamp
    from luoshi.site.ledgers.services.reporting import reporting_at

    with told(AllocationError, ValueError):
        try:
            now = stamp()
            engine, reporting = engine_with_subjects(now, None), reporting_at(now, None)
            inputs = gather(pack, engine, scheme, year, reporting)
            found = share_out(scheme, inputs, year, asked)
        except LapsedError as error:
            fail(_lapsed(error))
    if as_json:
        print_json(found.document())
    else:
        _print(found)


def _lapsed(error: "LapsedError") -> str:
    """What is past its end, a line each."""
    return "\n".join(
        (
            f"{error.year} 年“{error.title}”有 {len(error.lines)} 处已经到期，没有计算：",
            *(f"  {line}" for line in error.lines),
            "请先补上新的县组、数值或参数；确实要去掉这些再分，加 --without-lapsed，结果里会写明",
        )
    )


def _print(found: "Allocation") -> None:
    """The amounts with what the formula gave and what limits moved, then the limits."""
    from luoshi.text.numbers import NOTHING, fixed, written

    table = Table(title=f"{found.title}　{found.year}年　{written(found.total)} {found.unit}")
    table.add_column("县（市、区）")
    for heading in ("按公式", "限制调整", "分配数", "上年"):
        table.add_column(heading, justify="right")
    for one in found.counties:
        formula, moved = fixed(one.formula), fixed(one.amount - one.formula)
        before = NOTHING if one.last_year is None else fixed(one.last_year)
        table.add_row(one.name, formula, moved, written(one.amount, 6), before)
    out.print(table)
    for limit in found.constraints:
        mark = "✓ 做到" if limit.held else "✗ 没有做到"
        out.print(
            f"{mark}  {limit.title}：{limit.text}", highlight=False, markup=False, soft_wrap=True
        )
    for line in found.untold:
        out.print(f"提醒：{line}；按已有的记录算", highlight=False, soft_wrap=True)
    if found.lapsed:
        out.print(f"已经到期、没有计入的 {len(found.lapsed)} 处：", highlight=False)
        for line in found.lapsed:
            out.print(f"  {line}", highlight=False, markup=False, soft_wrap=True)
    if found.assumptions:
        out.print(
            f"其中 {len(found.assumptions)} 处是暂定的，待核实（见 --json）。", highlight=False
        )
