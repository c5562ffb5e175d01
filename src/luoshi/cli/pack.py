"""``luoshi pack``: making a place's pack, proving it, drafting a notice's part, comparing two."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.data import Day, Json, day_of
from luoshi.cli.drafting import draft
from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from luoshi.notice import Notice
    from luoshi.pack import Pack
    from luoshi.pack.burden import Burden

app = typer.Typer(help="政策包。", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """政策包。"""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looking for no garbage: what a pack holds stays to the end, and looking costs a sixth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@app.command()
@_uncollected()
def check(
    folder: Annotated[Path | None, typer.Argument(help="政策包文件夹，默认为当前所用的包")] = None,
    notice: Annotated[
        Path | None, typer.Option(help="文件原文：逐句列出由哪些承诺负责，有一句没有就不通过")
    ] = None,
) -> None:
    """检查政策包：名称都有着落，表达式都成立，样例都得到写明的结果；有错即列出文件、行、键和改法。"""
    from luoshi.cli.proving import mistakes
    from luoshi.cli.worked_examples import count, failures
    from luoshi.drafting.waiting import waiting
    from luoshi.notice import NoticeError, read_notice
    from luoshi.pack import PackError, default_folder, load, validation

    if problems := mistakes(folder or default_folder()):
        fail("\n".join(str(problem) for problem in problems))
    with told(PackError, NoticeError):
        pack = load(folder)
        text = read_notice(notice) if notice else None
        pending = waiting(pack)
    gc.freeze()  # nor at the end of the process
    if failed := failures(pack):
        fail("\n".join(str(problem) for problem in failed))
    _modules(pack)
    if text:
        _answered(pack, text)
    _typing(pack)
    for line in pending:
        out.print(str(line), highlight=False, markup=False, soft_wrap=True)
    out.print(
        f"政策包完好：{pack.title}，{_named(pack)}，{len(pack.clauses)} 条、"
        f"{len(pack.obligations)} 项承诺、{len(pack.topics)} 个专题、{len(pack.tables)} 张表、"
        f"{len(pack.parameters)} 个参数、{len(pack.rules)} 条筛查规则、"
        f"{len(pack.checks)} 条核查规则、{len(pack.schemes)} 个分配办法；"
        f"{count(pack)} 个样例都得到写明的结果。"
        f"其中 {len(validation.assumptions(pack))} 处数值或规则是暂定的，待核实。",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def new(
    place: Annotated[str, typer.Argument(help="本地的编号：小写字母开头，如 my-place")],
    title: Annotated[
        str | None, typer.Option(help="本地的全称，如 某某省", show_default=False)
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--out", help="写到哪个文件夹，默认与编号同名", show_default=False),
    ] = None,
) -> None:
    """另起一个地方：一个能用的小政策包，三个县、一份示例文件，从它一处一处改成自己的。"""
    from luoshi.pack.creating import NewPlaceError, create_place

    with told(NewPlaceError):
        made = create_place(place, title, folder or Path(place))
    out.print(f"写好了 {made}。", highlight=False, markup=False, soft_wrap=True)
    out.print(f"检查：luoshi pack check {made}", highlight=False, markup=False, soft_wrap=True)
    told_demo = f"看样子：LUOSHI_PACK={made} LUOSHI_HOME={made}-home luoshi demo --people 2000"
    out.print(told_demo, highlight=False, markup=False, soft_wrap=True)


app.command()(draft)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="改以前的政策包文件夹")],
    new: Annotated[Path, typer.Argument(help="改以后的政策包文件夹")],
    as_of: Day = None,
    as_json: Json = False,
) -> None:
    """两个政策包哪里不同，影响什么：各县承诺的状态、线索和户、分配的钱，由已有的记录各算一遍。"""
    from luoshi.areas import AreaError
    from luoshi.cli.changes import packs_compared, print_outcome
    from luoshi.pack import PackError

    with told(PackError, AreaError):
        found = packs_compared(old, new, day_of(as_of))
    if as_json:
        print_json(found.document())
    else:
        print_outcome(found)


@app.command()
def keys() -> None:
    """政策包有哪些文件、哪些键，各是什么、怎样写、要不要写；印成 Markdown。"""
    from luoshi.pack.keys import page

    typer.echo(page(), nl=False)


def _named(pack: "Pack") -> str:
    return "、".join(notice.number for notice in pack.notices.values())


def _answered(pack: "Pack", notice: "Notice") -> None:
    """List each sentence with the obligations that answer for it; stop where one has none."""
    from luoshi.obligations.coverage import coverage

    found = coverage(pack, notice)
    for line in found.lines():
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    if not found.complete:
        fail("有句子没有承诺对应，承诺写了文件里没有的句子，或文件里有文字没有读到（见上）")


def _modules(pack: "Pack") -> None:
    """Tell which modules the place uses, and what the others would start from."""
    from luoshi.demonstration.requirements import ALL_MODULES
    from luoshi.modules import standings

    found = standings(pack, ALL_MODULES).values()
    out.print(f"启用：{'、'.join(one.module.title for one in found if one.on)}", soft_wrap=True)
    for one in found:
        if not one.on:
            out.print(one.text, highlight=False, markup=False, soft_wrap=True)


def _typing(pack: "Pack") -> None:
    """Tell how many cells each filler types a year, and what is asked twice."""
    from luoshi.pack.burden import burdens
    from luoshi.pack.elements import asked_twice

    out.print(f"每年要填的格数（{pack.words.whole}合计；几家都可填的台账各算一次）：")
    for burden in burdens(pack):
        name = pack.words.roles.get(burden.filler, burden.filler)
        out.print(f"  {name}：{burden.cells:,} 格{_by_item(burden)}", highlight=False)
    out.print(f"同一内容要填两次的：{len(asked_twice(pack))} 处", highlight=False)


def _by_item(burden: "Burden") -> str:
    if not burden.items:
        return ""
    least, most = min(burden.items.values()), max(burden.items.values())
    width = f"{least}" if least == most else f"{least}—{most}"
    return f"；另有 {len(burden.items)} 个台账按件填，每件 {width} 格"
