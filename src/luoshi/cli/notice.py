"""``luoshi notice``: reading official notices."""

from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.output import print_json, told

app = typer.Typer(help="读公文。", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """读公文。"""


@app.command()
def outline(
    file: Annotated[Path, typer.Argument(help="公文：.txt、.docx 或文字版 .pdf")],
    as_json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """文件的结构：文号、标题、发文机关、条款、牵头单位、起止日期。"""
    from luoshi.notice import NoticeError, outline, read_notice

    with told(NoticeError):
        notice = read_notice(file)
    if as_json:
        print_json(notice.model_dump(mode="json"))
    else:
        typer.echo(outline(notice))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="公文：.txt、.docx 或文字版 .pdf")],
    anyway: Annotated[bool, typer.Option("--anyway", help="有文字没有读到也导入")] = False,
) -> None:
    """把文件自己的文字放到网站上，每句话旁边是对应的承诺；文号要与政策包一致。"""
    from luoshi.notice import NoticeError
    from luoshi.pack import PackError
    from luoshi.site.bootstrap import prepare

    with told(NoticeError, PackError):
        prepare()
        from luoshi.site.notices.services.import_text import (
            LostTextError,
            OtherNoticeError,
            import_notice,
        )

        with told(OtherNoticeError, LostTextError):
            text = import_notice(file, anyway=anyway)
    typer.echo(f"已导入 {text.number}《{text.title}》")
