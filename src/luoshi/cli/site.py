"""``luoshi demo`` and ``luoshi serve``: the site."""

from typing import Annotated

import typer

from luoshi.cli.telling import out, steps, told

Host = Annotated[str, typer.Option(help="监听的地址")]
Port = Annotated[int, typer.Option(help="监听的端口")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """开站，直到按 Ctrl-C。"""
    from luoshi.pack import PackError
    from luoshi.site import serving

    with told(PackError, serving.NotInstalledError):
        out.print(f"网站在 http://{host}:{port}，按 Ctrl-C 停止。", highlight=False)
        serving.serve(host, port)


def demo(
    people: Annotated[int, typer.Option(min=500, help="合成的省有多少人")] = 100_000,
    serve_after: Annotated[bool, typer.Option("--serve/--no-serve", help="做完是否开站")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """从零开始：造一个合成的省、收数据、筛查、建演示账号、核查导出表，然后开站；再运行会接着做。"""
    from luoshi.demo import OtherDemoError, prepare_demo
    from luoshi.pack import PackError

    with told(PackError, OtherDemoError), steps() as tell:
        result = prepare_demo(people, tell)
    out.print(result.text(), highlight=False, soft_wrap=True)
    if serve_after:
        serve(host, port)
