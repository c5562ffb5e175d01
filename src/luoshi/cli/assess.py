"""``luoshi assess``: a year's scores of counties and units, each item with its reckoning."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from luoshi.cli import inputs
from luoshi.cli.data import Json
from luoshi.cli.notices import Notice, notices_asked
from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from luoshi.assessment import Assessment, PlaceScore
    from luoshi.pack import Pack


def assess(
    year: Annotated[
        int, typer.Argument(parser=inputs.whole(2000, 2100), metavar="YEAR", help="年度")
    ],
    notice: Notice = None,
    as_json: Json = False,
) -> None:
    """按考核表给各县、各牵头单位的一个年度打分：没有数的不算零分，写明还可能是多少。"""
    from luoshi.assessment import NotAssessedError, document
    from luoshi.assessment.requirements import ASSESSMENT
    from luoshi.modules import UnusedError, demand
    from luoshi.pack import PackError, load
    from luoshi.site.bootstrap import prepare

    with told(PackError, UnusedError):
        demand(load(), ASSESSMENT)
        asked = _asked(load(), notice, year)
        prepare()
    from luoshi.site.assessment.services.records import assessed

    with told(NotAssessedError):
        found = assessed(asked, year)
    if as_json:
        print_json(document(found))
    else:
        _print("县（市、区）", found, found.counties)
        _print("牵头单位", found, found.departments)


def _asked(pack: "Pack", notice: str | None, year: int) -> str:
    """The one notice that is asked about: the one named, or the only one with a card."""
    if notice:
        return notices_asked(pack, notice, pack.term.last)[0].id
    every = pack.scorecards.values()
    ids = {pack.notice(one.id).id for one in every if one.first <= year <= one.last}
    if len(ids) > 1:
        fail(f"{year} 年有几份文件都有考核表，用 --notice 写明哪一份：{'、'.join(sorted(ids))}")
    return next(iter(ids), "") or pack.notice(next(iter(every)).id).id


def _print(heading: str, found: "Assessment", scores: "Sequence[PlaceScore]") -> None:
    if not scores:
        return
    table = Table(title=f"{found.year} 年　按 {found.as_of} 的记录")
    for name in (heading, "类别", "得分", "等次", "位次", "没有数的项"):
        table.add_column(name)
    for one in scores:
        table.add_row(one.name, one.group or "", *_cells(one))
    out.print(table)


def _cells(one: "PlaceScore") -> tuple[str, ...]:
    from luoshi.text.numbers import NOTHING

    if one.left_out:
        return (f"不考核：{one.left_out}", NOTHING, NOTHING, "")
    count = sum(item.score.open for item in one.every)
    rank = NOTHING if one.rank is None else str(one.rank)
    return _range(one.low, one.high), one.grade or NOTHING, rank, str(count or "")


def _range(low: Decimal, high: Decimal) -> str:
    from luoshi.text.numbers import written

    return written(low) if low == high else f"{written(low)}—{written(high)}"
