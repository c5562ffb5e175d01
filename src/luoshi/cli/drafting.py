"""``luoshi pack draft``: a notice's part of a pack, from its paper."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.output import fail, out, print_json, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.drafting import Draft


def draft(
    file: Annotated[Path, typer.Argument(help="公文：.txt、.docx 或文字版 .pdf")],
    folder: Annotated[
        Path | None, typer.Option("--out", help="写到哪个文件夹；已经有的不覆盖")
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="写进哪个地方的政策包：文件夹，或它的名称（如 example）")
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", help="文件的编号；不写就从文号取，如 2021-26")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """从公文起草政策包里文件的部分：条款、牵头单位、期限，每句话可能是什么承诺，都标“待定”。"""
    from luoshi.drafting import FolderExistsError, draft_notice, write_draft
    from luoshi.notice import NoticeError, read_notice
    from luoshi.pack import PackError

    if (folder is None) == (place is None):
        fail("写明写到哪里：--place 地方的政策包，或 --out 一个文件夹，二选一")
    with told(NoticeError, PackError, FolderExistsError):
        drafted = draft_notice(read_notice(file))
        if place is not None:
            drafted, folder = _in_place(drafted, place, id_)
        assert folder is not None
        files = write_draft(drafted, folder)
    if as_json:
        print_json(drafted.model_dump(mode="json"))
        return
    for line in (*_found(drafted), f"写到 {folder}，共 {len(files)} 个文件"):
        out.print(line, highlight=False, markup=False, soft_wrap=True)


def _in_place(drafted: "Draft", named: str, id_: str | None) -> "tuple[Draft, Path]":
    """The draft under the names of a place, and the folder of its notice there."""
    from luoshi.drafting.for_place import ID, folder_of, for_place, id_of
    from luoshi.pack import load

    place, known = _place(named), id_ or id_of(drafted.notice.number)
    if known is None or not ID.fullmatch(known):
        number = drafted.notice.number or "没有读到"
        fail(
            f"这份文件的编号定不下来（文号：{number}）：用 --id 写一个，只用小写字母、数字和短横线"
        )
    return for_place(drafted, load(place).units), folder_of(place, known)


def _place(named: str) -> Path:
    """A place by its folder, or by its name beside the place in use."""
    from luoshi.pack import default_folder

    known = (Path(named), default_folder().parent / named)
    place = next((folder for folder in known if (folder / "pack.yaml").is_file()), None)
    return place or fail(
        f"{named}：不是政策包，也没有这个名称的；给出含有 pack.yaml 的文件夹，或它的名称"
    )


def _found(drafted: "Draft") -> "Iterator[str]":
    """What was found, and what a person should look at first."""
    from luoshi.pack.obligations import KIND_TITLES

    kinds = Counter(KIND_TITLES[one.kind] for one in drafted.proposals())
    yield f"{drafted.notice.number}《{drafted.notice.title}》：{len(drafted.clauses)} 条"
    yield f"建议的承诺 {kinds.total()} 项，都是待定：" + "、".join(
        f"{kind} {number}" for kind, number in kinds.most_common()
    )
    yield from (f"请核对：{warning}" for warning in drafted.warnings)
    if drafted.units:
        names = "、".join(one.name for one in drafted.units)
        yield f"pack.yaml 的 units 里还没有的牵头单位，核对后补上：{names}"
