"""``luoshi status``: where every obligation stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import inputs
from luoshi.cli.data import DAY, Day, Json, day_of
from luoshi.cli.notices import Notice, notices_asked
from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from luoshi.pack.models import Notice as NoticeFacts


def status(
    as_of: Day = None,
    notice: Notice = None,
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
    closing: Annotated[
        bool, typer.Option("--closing", help="结账时封存的内容，要写明 --notice")
    ] = False,
    as_json: Json = False,
) -> None:
    """每项承诺在每个县的状态：由记录算出，带依据和理由。"""
    if closing:
        from luoshi.cli.closing import show_closing

        _demand_alone(notice, (as_of, county, known_at))
        assert notice is not None
        show_closing(notice, as_json)
        return
    from luoshi.areas import AreaError
    from luoshi.pack import PackError, load
    from luoshi.site.bootstrap import prepare

    with told(PackError, AreaError):
        pack, day = load(), day_of(as_of)
        chosen = notices_asked(pack, notice, day)
        _demand_begun(chosen, day)
        asked = pack.areas.find(county).code[:6] if county else None
        prepare()
        pack = load()
    from luoshi.ids import notice_of
    from luoshi.obligations import Status, to_json
    from luoshi.site.notices.services.results import Moment, data_to, results_at

    moment = Moment(day, known_at)
    reach = data_to(moment, [asked] if asked else None)
    ids = {one.id for one in chosen}
    results = [
        one
        for one in results_at(moment)
        if asked in (None, one.county) and notice_of(one.id) in ids
    ]
    if as_json:
        print_json(to_json(day, chosen, results, reach))
        return
    for result in results if asked else ():
        line = f"{result.status.label}  {pack.obligations[result.id].title}：{result.reason}"
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    for line in _said(day, chosen, reach):
        out.print(line, highlight=False, soft_wrap=True)
    now = Counter(result.status for result in results)
    term = Counter(result.term_status for result in results)
    out.print("状态  本期  全期", highlight=False)
    for state in Status:
        out.print(f"{state.label}  {now[state]:,}  {term[state]:,}", highlight=False)


def _said(day: date, notices: "Sequence[NoticeFacts]", reach: date | None) -> Iterator[str]:
    """How far the departments' data reach, and that the term is over where it is."""
    told = f"部门数据截至 {reach}" if reach else "还没有部门数据"
    yield f"按 {day} 的情况，{told}"
    for one in notices:
        if one.expires < day:
            yield (
                f"{one.number}执行期限已于 {one.expires} 届满：本期是最后一期，全期看各期，"
                "期满以后的事不算在内"
            )


def _demand_begun(notices: "Sequence[NoticeFacts]", day: date) -> None:
    """Stop where no notice was there yet: the year one was issued in is asked as a whole."""
    notice = min(notices, key=lambda one: one.issued)
    if day.year < notice.issued.year:
        fail(
            f"{day} 在{notice.number}印发（{notice.issued}）的年度以前，没有承诺可以判定；"
            f"--as-of 请给 {notice.issued.year}-01-01 或以后的日期"
        )


def _demand_alone(notice: str | None, others: Sequence[object]) -> None:
    """Stop where a closing account is asked for without its notice, or with what it fixes."""
    if notice is None:
        fail("--closing 要写明是哪一份文件：加上 --notice")
    if any(one is not None for one in others):
        fixed = "--as-of、--known-at、--county"
        fail(f"--closing 是结账时封存的内容，日子和县都已经定了，不能再加 {fixed}")
