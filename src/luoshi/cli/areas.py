"""``luoshi areas``: what became of divisions, sent as a table and agreed to by a second person."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.data import Json
from luoshi.cli.output import fail, out, print_json, told
from luoshi.cli.parameter import By, prepared, said

if TYPE_CHECKING:
    from luoshi.areas import AreaChange
    from luoshi.site.divisions.presenters import ChangeRow, Touched

app = typer.Typer(help="区划变更：什么变成了什么。", no_args_is_help=True)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """区划变更：已经算数的、还没到日期的、在等核对的。"""
    _ready()
    from luoshi.site.divisions.presenters import overview

    found = overview()
    if as_json:
        print_json(
            {
                "counting": [row.document() for row in found.counting],
                "coming": [row.document() for row in found.coming],
                "waiting": [{"number": one.pk, "name": one.name} for one in found.waiting],
            }
        )
        return
    _tell_rows(found.counting)
    _tell_rows(found.coming)
    for one in found.waiting:
        _line(f"等核对第 {one.pk} 份：{one}")
    if not (found.counting or found.coming or found.waiting):
        _line("没有变更过。")


@app.command()
def changes(
    file: Annotated[Path, typer.Argument(help="区划变更表：.xlsx、.xls、.csv")],
    preview: Annotated[bool, typer.Option("--preview", help="只看会碰到什么，不登记")] = False,
    by: Annotated[str, typer.Option("--by", help="登记的账号", show_default=False)] = "",
    as_json: Json = False,
) -> None:
    """登记一份区划变更表：逐行核对，由另一个账号核对以后，从变更那天起算数。"""
    if not (preview or by):
        fail("写明登记的账号：--by 用户名；只看不登记，用 --preview")
    user = None if preview else prepared(by)
    _ready()
    from django.core.exceptions import ValidationError

    from luoshi.site.divisions.actions import EnterChanges
    from luoshi.site.divisions.presenters import touched_by
    from luoshi.site.rights import Refused

    found = _read(file, as_json)
    touched = touched_by(found)
    kept = None
    if user:
        try:
            kept = EnterChanges(user, file.name, found).execute()
        except ValidationError as error:
            fail(said(error))
        except Refused as error:
            fail(error.reason)
    if as_json:
        number = kept and kept.pk
        print_json({"number": number, "touched": [one.document() for one in touched]})
        return
    _tell(found, touched)
    if kept:
        confirm = f"luoshi areas confirm {kept.pk} --by 用户名"
        _line(f"已登记第 {kept.pk} 份。由另一个账号核对：{confirm}")


@app.command()
def confirm(
    number: Annotated[int, typer.Argument(help="登记的编号")],
    by: By,
    refuse: Annotated[str, typer.Option("--refuse", help="不同意，并写明理由")] = "",
) -> None:
    """核对一份区划变更：同意的从变更那天起算数；登记的人不能自己同意。"""
    user = prepared(by)
    from django.core.exceptions import ValidationError

    from luoshi.site.divisions.actions import ConfirmChanges
    from luoshi.site.divisions.models import Adjustment
    from luoshi.site.rights import Refused

    found = Adjustment.objects.filter(pk=number).first()
    if found is None:
        fail(f"没有第 {number} 份区划变更")
    try:
        ConfirmChanges(user, found, not refuse, refuse).execute()
    except ValidationError as error:
        fail(said(error))
    except Refused as error:
        fail(error.reason)
    _line(f"第 {number} 份{'不同意，不算数' if refuse else '已核对，从变更那天起算数'}。")


def _ready() -> None:
    from luoshi.pack import PackError
    from luoshi.site.bootstrap import prepare

    with told(PackError):
        prepare()


def _read(file: Path, as_json: bool) -> "tuple[AreaChange, ...]":
    """The changes in a file; what is wrong in it is told cell by cell."""
    from luoshi.pack.area_change_file import RefusedFileError, read_change_file
    from luoshi.site.divisions.services.counting import known_areas

    if not file.is_file():
        fail(f"没有“{file}”这个文件")
    try:
        return read_change_file(file, known_areas())
    except RefusedFileError as error:
        if as_json:
            print_json({"refused": [one.document() for one in error.refusals]})
        fail(str(error))


def _tell(found: "tuple[AreaChange, ...]", touched: "list[Touched]") -> None:
    _line(f"{len(found)} 项变更，每一项都对得上。会碰到：")
    for one in touched:
        _line(f"  {one.title} {one.count}{'：' if one.note else ''}{one.note}")


def _tell_rows(rows: "list[ChangeRow]") -> None:
    for row in rows:
        change = row.change
        _line(f"{change.day} {change.kind} {row.before or '—'} → {row.after or '—'}")


def _line(text: str) -> None:
    """Text as it stands, whatever it holds."""
    out.print(text, highlight=False, markup=False, soft_wrap=True)
