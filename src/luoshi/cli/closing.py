"""``luoshi status --closing``: the closing account of a notice, as it was frozen."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer

from luoshi.cli.notices import notices_asked
from luoshi.cli.output import fail, out, told

if TYPE_CHECKING:
    from luoshi.obligations.closing import Account


def show_closing(asked: str, as_json: bool) -> None:
    """Print a notice's account in force: in words, or the frozen text byte for byte."""
    from luoshi.obligations.closing.account import BrokenSealError
    from luoshi.pack import PackError, load
    from luoshi.site.bootstrap import prepare

    with told(PackError):
        (notice,) = notices_asked(load(), asked, date.max)
        prepare()
    from luoshi.site.notices.services.closing import account_in_force, content_of

    found = account_in_force(notice.id)
    if found is None:
        fail(f"{notice.number}还没有结账")
    with told(BrokenSealError):
        account = content_of(found)
    if as_json:
        typer.echo(account.text, nl=False)
        return
    for line in _said(account, found.digest):
        out.print(line, highlight=False, markup=False, soft_wrap=True)


def _said(account: "Account", digest: str) -> Iterator[str]:
    """What was closed, on what it rests, and how many results stand in each state."""
    from luoshi.obligations import Status

    closing = account.closing
    yield f"{closing['title']}：按 {account.day} 的情况结账"
    yield f"记录到 {account.known_at:%Y-%m-%d %H:%M:%S} 为止，{closing['proposed_by']}提出"
    if closing["corrects"]:
        yield f"更正 {closing['corrects'][:12]}，依据 {closing['document']}"
    yield from (f"{len(closing['undeclared'])} 期台账没有报全", f"理由：{closing['reason'] or '—'}")
    yield f"校验值 {digest}"
    last = Counter(one.status for one in account.results)
    term = Counter(one.term_status for one in account.results)
    yield "状态  本期  全期"
    yield from (f"{one.label}  {last[one]:,}  {term[one]:,}" for one in Status)
