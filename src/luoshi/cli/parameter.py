"""``luoshi parameter``: the numbers offices enter, each agreed to by a second person."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.data import Day, Json, day_of
from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from luoshi.site.accounts.services import User
    from luoshi.site.parameters.presenters import ParameterRow

app = typer.Typer(help="由部门录入的参数。", no_args_is_help=True)

By = Annotated[str, typer.Option("--by", help="账号的用户名")]


@app.command("list")
def list_(
    as_of: Day = None,
    lacking: Annotated[bool, typer.Option("--lacking", help="只列没有生效值的")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="也列值写在政策包里的；这些由省级录入新的值")
    ] = False,
    as_json: Json = False,
) -> None:
    """参数：哪些有值、用到哪天，哪些缺、由谁录入，哪些在等核对。"""
    from luoshi.pack import PackError, load
    from luoshi.site.bootstrap import prepare

    with told(PackError):
        prepare()
        pack = load()
    from luoshi.site.parameters.presenters import rows

    day = day_of(as_of)
    kept = rows(pack, day, entered=False) if every else []
    found = [row for row in (*rows(pack, day), *kept) if row.lack or not lacking]
    if as_json:
        print_json([row.document() for row in found])
        return
    for row in found:
        _print(row)


@app.command()
def enter(
    parameter: Annotated[str, typer.Argument(help="参数的编号，如 income_line")],
    value: Annotated[str, typer.Argument(help="值")],
    from_: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起，如 2026-01-01")
    ],
    document: Annotated[str, typer.Option("--document", help="依据的文号")],
    by: By,
    to: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="到哪天为止", show_default=False),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="说明")] = "",
) -> None:
    """录入一个值；由另一个账号核对以后才算数。"""
    user = prepared(by)
    from django.core.exceptions import ValidationError

    from luoshi.site.parameters.actions import EnterValue
    from luoshi.site.rights import Refused

    first, last = from_.date(), to.date() if to else None
    try:
        entry = EnterValue(user, parameter, value, first, document, last, note).execute()
    except ValidationError as error:
        fail(said(error))
    except Refused as error:
        fail(error.reason)
    out.print(
        f"已录入第 {entry.pk} 条：{entry.value}，{entry.valid_from} 起{_until(entry.valid_to)}。"
        f"由另一个账号核对：luoshi parameter confirm {entry.pk} --by 用户名",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


@app.command()
def confirm(
    number: Annotated[int, typer.Argument(help="录入的编号")],
    by: By,
    refuse: Annotated[str, typer.Option("--refuse", help="不同意，并写明理由")] = "",
) -> None:
    """核对一条录入：先说它影响什么；同意的从现在起算数，录入的人不能自己同意。"""
    user = prepared(by)
    from django.core.exceptions import ValidationError

    from luoshi.site.parameters.actions import ConfirmValue
    from luoshi.site.parameters.models import Entry
    from luoshi.site.rights import Refused

    entry = Entry.objects.filter(pk=number).first()
    if entry is None:
        fail(f"没有第 {number} 条录入")
    if not refuse:
        _tell_effect(number)
    try:
        ConfirmValue(user, entry, not refuse, refuse).execute()
    except ValidationError as error:
        fail(said(error))
    except Refused as error:
        fail(error.reason)
    verdict = "不同意，这一条不算数" if refuse else "已核对，从现在起算数"
    out.print(f"第 {number} 条{verdict}。", highlight=False)


@app.command()
def preview(
    number: Annotated[int, typer.Argument(help="录入的编号")],
    as_json: Json = False,
) -> None:
    """一条等核对的录入影响什么：各县承诺的状态、线索和户、分配的钱，以它为依据的记录。"""
    from luoshi.pack import PackError
    from luoshi.site.bootstrap import prepare

    with told(PackError):
        prepare()
    _tell_effect(number, as_json=as_json)


def _tell_effect(number: int, *, as_json: bool = False) -> None:
    """Work out what an entry touches, unless that is known, and tell it."""
    from luoshi.cli.changes import print_sentences
    from luoshi.site.changes.services.previews import effect_of

    with told(LookupError):
        found = effect_of(number)
    if as_json:
        print_json(found.document())
    else:
        print_sentences(found)


def prepared(username: str) -> "User":
    """The account of that name, the site being ready."""
    from luoshi.pack import PackError
    from luoshi.site.bootstrap import prepare

    with told(PackError):
        prepare()
    from luoshi.site.accounts.services import User

    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        fail(f"没有“{username}”这个账号，或已停用")
    return user


def said(error: "ValidationError") -> str:
    """What was wrong, in one line."""
    return "；".join(error.messages)


def _until(last: date | None) -> str:
    return f"，到 {last} 为止" if last else ""


def _print(row: "ParameterRow") -> None:
    parameter, value = row.parameter, row.value
    unit = parameter.unit or ""
    told = f"{value.value}{unit}，{value.ending}" if value else "缺"
    lack = f"：{row.lack.text}" if row.lack else ""
    _line(f"{parameter.id}  {parameter.title}  {told}{lack}")
    for entry in row.waiting:
        entered = f"{entry.value}{unit}，{entry.valid_from} 起{_until(entry.valid_to)}"
        _line(f"  等核对第 {entry.pk} 条：{entered}，{entry.document}")


def _line(text: str) -> None:
    """Text as it stands, whatever it holds."""
    out.print(text, highlight=False, markup=False, soft_wrap=True)
