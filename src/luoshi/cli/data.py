"""Commands on data: importing, screening, making a province."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import inputs
from luoshi.cli.output import err, fail, out, print_json, steps, told

if TYPE_CHECKING:
    from luoshi.screening import Screening
    from luoshi.site.casework.services.rounds import Round
    from luoshi.warehouse.importing import Coming, RefusedTo
    from luoshi.warehouse.receipt import Receipt

DAY, NUMBER = "年-月-日", "数"
"""What days and numbers are called where options are listed."""

Day = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=inputs.day,
        metavar=DAY,
        help="算到哪一天，默认今天",
        show_default=False,
    ),
]
People = Annotated[
    int,
    typer.Option(
        parser=inputs.whole(500, inputs.MOST_PEOPLE), metavar=NUMBER, help="合成的省有多少人"
    ),
]
Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON")]


def day_of(asked: date | None) -> date:
    """The day asked for; today in China when none was given."""
    from luoshi.warehouse.delivery import CHINA

    return asked or datetime.now(CHINA).date()


def import_(
    table: Annotated[str, typer.Argument(help="表的编号或名称，如 medical_claims 或 医保结算")],
    files: Annotated[
        list[Path], typer.Argument(help="一次报送的文件：.xlsx、.xls、.csv、.parquet")
    ],
    preview: Annotated[
        bool, typer.Option("--preview", help="只看会新增、改动、不再有效多少行，不入库")
    ] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="看过预览，要确认的也入库")] = False,
    county: Annotated[
        str,
        typer.Option(
            help="是哪个县（市、省）的，不写就是文件里有行的县；只替换、只说明这些县的",
            show_default=False,
        ),
    ] = "",
    reach: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="数据截至哪一天", show_default=False),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=["%Y-%m-%d"],
            help="一行一件事的表，从哪一天起的都在里面",
            show_default=False,
        ),
    ] = None,
    refused_to: Annotated[
        Path | None, typer.Option(help="退回的行写到哪个文件夹，默认与来件同处")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="收过的文件再收一次：换回后来误收的")
    ] = False,
    as_json: Json = False,
) -> None:
    """收一批数据：逐格校验，好行入库，坏行连同原因退回；几个文件是一次报送，一起入库。"""
    from luoshi.areas import AreaError
    from luoshi.pack import PackError, load
    from luoshi.pack.deliveries import counties_in
    from luoshi.pack.opening import open_warehouse
    from luoshi.site.bootstrap import let_entered_values_count
    from luoshi.warehouse.errors import WarehouseError
    from luoshi.warehouse.importing import Coming, Sending, read_delivery

    with told(PackError, WarehouseError, AreaError), steps() as tell:
        let_entered_values_count()  # divisions are read by their names of today
        pack = load()
        table_id = next((t.id for t in pack.tables.values() if t.title == table), table)
        sending = Sending(
            received_at=datetime.now(UTC),
            scope=counties_in(pack, county) if county else (),
            reach=reach.date() if reach else None,
            again=again,
            since=since.date() if since else None,
        )
        warehouse = open_warehouse(pack)
        back = _refused_to(refused_to)
        found = read_delivery(
            warehouse,
            table_id,
            files,
            sending,
            lambda file: partial(_tell_rows, tell, file.name),
            (lambda _: None) if preview else back,
        )
        if not isinstance(found, Coming):
            receipts = found
        elif preview:
            _tell_preview(found, as_json)
            return
        else:
            receipts = _store(found, confirm, back, as_json)
    _tell_receipts(receipts, as_json)
    _tell_lost(receipts)


def _refused_to(folder: Path | None) -> "RefusedTo":
    """Where a file's refused rows are written: beside it, or in the folder that is named."""
    from luoshi.warehouse.refused import refused_name

    return lambda file: (folder or file.parent) / refused_name(file.name)


def _store(
    coming: "Coming", confirm: bool, refused_to: "RefusedTo", as_json: bool
) -> "tuple[Receipt, ...]":
    """Store a delivery; one that is held is shown instead."""
    from luoshi.warehouse.holding import HeldError
    from luoshi.warehouse.weighing import confirmed, demand_harmless

    consent = confirmed if confirm else demand_harmless
    try:
        return coming.store(consent, refused_to)
    except HeldError as held:
        _tell_preview(coming, as_json)
        raise HeldError([*held.reasons, "没有入库；核对无误的，加 --confirm 再送一次"]) from None


def _tell_preview(coming: "Coming", as_json: bool) -> None:
    from luoshi.warehouse.preview import preview

    shown = preview(coming)
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    for line in shown.lines(coming.warehouse.terms):
        out.print(line, highlight=False, markup=False, soft_wrap=True)


def _tell_receipts(receipts: "Sequence[Receipt]", as_json: bool) -> None:
    if as_json:
        print_json([receipt.model_dump(mode="json") for receipt in receipts])
    for receipt in () if as_json else receipts:
        out.print(receipt.summary(), highlight=False, markup=False, soft_wrap=True)


def _tell_lost(receipts: "Sequence[Receipt]") -> None:
    """What to do where nothing was stored; a delivery of refused rows alone is bad input."""
    if any(receipt.replaced_since for receipt in receipts):
        err.print("要用它换回后来收的，加 --again 再收一次", highlight=False, soft_wrap=True)
    if all(receipt.is_lost for receipt in receipts):
        refused = sum(receipt.refused for receipt in receipts)
        fail(f"一行也没有入库：{refused:,} 行全部退回；改好再送")


def _tell_rows(tell: Callable[[str, float], None], name: str, done: int, total: int | None) -> None:
    tell(name, done / total if total else 0)


def screen(
    as_of: Day = None,
    as_json: Json = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="线索多得可疑（数据多半没有送齐）时也发布")
    ] = False,
) -> None:
    """按全部规则筛查全部人口，线索送上工作台；--json 只看结果，不送。"""
    from luoshi.modules import UnusedError, demand
    from luoshi.pack import PackError, load
    from luoshi.pack.lacking import LackingError
    from luoshi.screening.requirements import SCREENING
    from luoshi.site.bootstrap import prepare

    with told(PackError, UnusedError, LackingError):
        demand(load(), SCREENING)
        prepare()
        from luoshi.site.casework.services.rounds import run_round
        from luoshi.site.monitoring.services.publishing import OutdatedError
        from luoshi.site.monitoring.services.rounds import NoRegisterError, SurgeError, find_leads

        with told(OutdatedError, SurgeError, NoRegisterError):
            if as_json:
                print_json(find_leads(day_of(as_of)).summary())
                return
            _tell_round(run_round(day_of(as_of), anyway))


def _tell_round(done: "Round") -> None:
    screening, published, received = done.screening, done.published, done.received
    out.print(
        f"{screening.as_of}：{screening.people:,} 人、{screening.households:,} 户，"
        f"{screening.lead_count:,} 条线索，涉及 {screening.households_with_leads:,} 户，"
        f"用时 {screening.seconds:.1f} 秒。新增 {published.new:,} 条，"
        f"数据不再显示 {published.gone:,} 条；立项 {received.opened:,} 件，"
        f"没有人办过的随数据结束（未核实）{received.lapsed:,} 件，"
        f"已经在办的标明数据不再显示 {received.marked:,} 件。",
        highlight=False,
        soft_wrap=True,
    )
    for leads in screening.leads:
        out.print(f"  {len(leads):>7,}  {leads.parsed.rule.title}", highlight=False)
    if screening.unasked:
        _tell_unasked(screening)
    for why in screening.behind:
        out.print(
            f"数据较旧或没有：{why}；有关的线索不再显示时只作标记", highlight=False, soft_wrap=True
        )


def _tell_unasked(screening: "Screening") -> None:
    """Which rules were not asked, and the numbers or data they lack."""
    out.print(f"没有问的规则 {len(screening.unasked)} 条，它们原有的线索照旧：", highlight=False)
    for one in screening.unasked:
        why = f"：{'；'.join(one.absent)}" if one.absent else ""
        out.print(f"  没有问  {one.rule.title}{why}", highlight=False, soft_wrap=True)
    if screening.lacks:
        out.print("缺的数：", highlight=False)
    for lack in screening.lacks:
        out.print(f"  {lack.parameter.id}  {lack.text}", highlight=False, soft_wrap=True)


def synth(
    people: People,
    out_: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")],
    seed: Annotated[
        int,
        typer.Option(
            parser=inputs.whole(0, inputs.LARGEST),
            metavar=NUMBER,
            help="随机种子：同样的种子得到同样的文件",
        ),
    ] = 26,
    as_of: Day = None,
    clean: Annotated[bool, typer.Option("--clean", help="不掺脏数据")] = False,
) -> None:
    """造一个合成的省：各部门的文件、埋好的风险（truth.csv）；不对应任何真人。"""
    from luoshi.demonstration.requirements import ALL_MODULES, SYNTHETIC
    from luoshi.demonstration.synthetic import write_province
    from luoshi.modules import UnusedError, demand
    from luoshi.pack import PackError, load
    from luoshi.pack.lacking import LackingError

    with told(PackError, UnusedError, LackingError), steps() as tell:
        demand(load(), SYNTHETIC, ALL_MODULES)
        summary = write_province(
            out_,
            people,
            seed=seed,
            as_of=as_of,
            dirt=not clean,
            progress=lambda share: tell("造一个合成的省", share),
        )
    out.print(summary.text(), highlight=False, soft_wrap=True)
