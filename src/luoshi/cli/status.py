"""``luoshi status``: where every promise stands."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import typed
from luoshi.cli.data import DAY, Day, Json, day_of
from luoshi.cli.telling import fail, out, print_json, told

if TYPE_CHECKING:
    from luoshi.pack import Pack


def status(
    as_of: Day = None,
    county: Annotated[
        str | None, typer.Option(help="只看一个县（市、区）：代码或名称", show_default=False)
    ] = None,
    known_at: Annotated[
        date | None,
        typer.Option(
            "--known-at",
            parser=typed.day,
            metavar=DAY,
            help="按那一天为止已有的记录",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """每项承诺在每个县的状态：由记录算出，带依据和理由。"""
    from luoshi.areas import AreaError
    from luoshi.pack import PackError, load
    from luoshi.site.serving import prepare

    with told(PackError, AreaError):
        pack, day = load(), day_of(as_of)
        _demand_notice(pack, day)
        asked = pack.areas.find(county).code[:6] if county else None
        prepare()
    from luoshi.obligations import Status, to_json
    from luoshi.site.policy.moment import Moment
    from luoshi.site.policy.records import results_at

    moment = Moment(day, known_at)
    results = [one for one in results_at(moment) if asked in (None, one.county)]
    if as_json:
        print_json(to_json(day, results))
        return
    for result in results if asked else ():
        line = f"{result.status.label}  {pack.obligations[result.id].title}：{result.reason}"
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    counted = Counter(result.status for result in results)
    for state in Status:
        out.print(f"{state.label}  {counted[state]:,}", highlight=False)


def _demand_notice(pack: "Pack", day: date) -> None:
    """Stop where the notice was not there yet: the year it was issued in is asked as a whole."""
    notice = pack.notice
    if day.year < notice.issued.year:
        fail(
            f"{day} 在{notice.number}印发（{notice.issued}）的年度以前，没有承诺可以判定；"
            f"--as-of 请给 {notice.issued.year}-01-01 或以后的日期"
        )
