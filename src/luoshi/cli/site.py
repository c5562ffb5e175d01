"""``luoshi demo``, ``luoshi serve`` and ``luoshi worker``: the site."""

import errno
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import inputs
from luoshi.cli.data import NUMBER, People
from luoshi.cli.output import fail, out, steps, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.site.accounts.services import NewAccount

Host = Annotated[str, typer.Option(help="监听的地址")]
Port = Annotated[
    int, typer.Option(parser=inputs.whole(1, 65535), metavar=NUMBER, help="监听的端口")
]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    worker: Annotated[
        bool,
        typer.Option(
            "--worker/--no-worker", help="是否同时做后台的工作：核查导出表、核对和入库部门数据"
        ),
    ] = True,
) -> None:
    """开站，直到按 Ctrl-C。"""
    from luoshi.pack import PackError
    from luoshi.site import bootstrap

    _demand_address(host, port)
    with told(PackError, bootstrap.NotInstalledError):
        out.print(f"网站在 http://{host}:{port}，按 Ctrl-C 停止。", highlight=False)
        bootstrap.serve(host, port, worker=worker)


def worker() -> None:
    """做后台的工作，直到按 Ctrl-C：手上的一项做完才停，再按一次立即停。"""
    from luoshi.pack import PackError
    from luoshi.site import bootstrap

    with told(PackError):
        out.print(
            "开始做后台的工作；按 Ctrl-C，手上的一项做完就停，再按一次立即停。", highlight=False
        )
        bootstrap.work()


def _demand_address(host: str, port: int) -> None:
    """Stop where the site cannot listen: no address of this machine, or a port in use."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, UnicodeError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            fail(f"端口 {port} 已被占用，请用 --port 换一个")
        if isinstance(error, PermissionError):
            fail(f"没有使用端口 {port} 的权限，请用 --port 换一个大于 1023 的")
        fail(f"“{host}”不是本机可以监听的地址，请用 --host 换一个，如 127.0.0.1")


def demo(
    people: People = 100_000,
    serve_after: Annotated[bool, typer.Option("--serve/--no-serve", help="做完是否开站")] = True,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="只给演示账号重设密码并显示，不做别的")
    ] = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """从零开始：造一个合成的省、收数据、筛查、建演示账号、核查导出表，然后开站；再运行会接着做。"""
    from luoshi.demonstration.runner import DemoError, prepare_demo, renew_accounts
    from luoshi.modules import UnusedError
    from luoshi.pack import PackError

    if accounts:
        with told(PackError, DemoError):
            _tell_accounts(renew_accounts())
        return
    if serve_after:
        _demand_address(host, port)
    with told(PackError, UnusedError, DemoError), steps() as tell:
        result = prepare_demo(people, tell, _tell_accounts)
    out.print(result.text(), highlight=False, soft_wrap=True)
    if serve_after:
        serve(host, port)


def _tell_accounts(made: "Sequence[NewAccount]") -> None:
    """The passwords, the moment they are made: they are kept nowhere else."""
    if not made:
        return
    lines = [f"  {one.username:<12}{one.password}   {one.title}" for one in made]
    text = "\n".join(["演示账号（密码只显示这一次）：", *lines])
    out.print(text, highlight=False, markup=False, soft_wrap=True)
