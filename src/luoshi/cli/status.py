"""``luoshi status``: where every obligation stands."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import inputs
from luoshi.cli.data import DAY, Day, Json, day_of
from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from luoshi.area_queries import Period
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
            parser=inputs.day,
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
    from luoshi.site.bootstrap import prepare

    with told(PackError, AreaError):
        pack, day = load(), day_of(as_of)
        _demand_notice(pack, day)
        asked = pack.areas.find(county).code[:6] if county else None
        prepare()
        pack = load()
    from luoshi.area_queries import Period
    from luoshi.obligations import Status, to_json
    from luoshi.site.notices.services.results import Moment, data_to, results_at

    moment = Moment(day, known_at)
    reach = data_to(moment, [asked] if asked else None)
    results = [one for one in results_at(moment) if asked in (None, one.county)]
    if as_json:
        print_json(to_json(day, Period(pack.notice.issued, pack.notice.expires), results, reach))
        return
    for result in results if asked else ():
        line = f"{result.status.label}  {pack.obligations[result.id].title}：{result.reason}"
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    for line in _said(day, Period(pack.notice.issued, pack.notice.expires), reach):
        out.print(line, highlight=False, soft_wrap=True)
    now = Counter(result.status for result in results)
    term = Counter(result.term_status for result in results)
    out.print("状态  本期  全期", highlight=False)
    for state in Status:
        out.print(f"{state.label}  {now[state]:,}  {term[state]:,}", highlight=False)


def _said(day: date, term: "Period", reach: date | None) -> Iterator[str]:
    """How far the departments' data reach, and that the term is over where it is."""
    told = f"部门数据截至 {reach}" if reach else "还没有部门数据"
    yield f"按 {day} 的情况，{told}"
    if term.over(day):
        yield f"文件执行期限已于 {term.end} 届满：本期是最后一期，全期看各期，期满以后的事不算在内"


def _demand_notice(pack: "Pack", day: date) -> None:
    """Stop where the notice was not there yet: the year it was issued in is asked as a whole."""
    notice = pack.notice
    if day.year < notice.issued.year:
        fail(
            f"{day} 在{notice.number}印发（{notice.issued}）的年度以前，没有承诺可以判定；"
            f"--as-of 请给 {notice.issued.year}-01-01 或以后的日期"
        )
