"""A new place: the example that ships, under another name, to grow from."""

import re
import shutil
from pathlib import Path

from luoshi.areas.naming import region_kind_of
from luoshi.pack.loading import load, shipped_packs
from luoshi.pack.words import LEVEL

EXAMPLE = "example"
"""The pack that a new one begins as."""

_ID = re.compile(r"[a-z][a-z0-9-]*")
_TITLE = re.compile(r"\w+")


class NewPlaceError(ValueError):
    """No place can be made of this name, or there; the text is Chinese and says how to mend."""


def create_place(id_: str, title: str | None, folder: Path) -> Path:
    """Write the pack of a new place into a folder that is not there yet; gives the folder.

    It is a copy of the example, with its own id and, where given, its own title.

    Raises:
        NewPlaceError: the id or title cannot be one, or there is something of the folder's name.
    """
    example = load(shipped_packs() / EXAMPLE)
    title = example.title if title is None else title.strip()
    _demand_names(id_, title)
    if folder.exists():
        raise NewPlaceError(f"{folder}：已经有了，不覆盖；请换一个文件夹，或先移走它")
    shutil.copytree(example.folder, folder)
    _rename(folder, example.id, id_, example.title, title)
    return folder


def _demand_names(id_: str, title: str) -> None:
    if not _ID.fullmatch(id_):
        raise NewPlaceError(
            f"“{id_}”不能作编号：用小写字母开头，只写小写字母、数字和“-”，如 my-place"
        )
    if not _TITLE.fullmatch(title):
        raise NewPlaceError(f"“{title}”不能作名称：写本地的全称，不带空格和标点")


def _rename(folder: Path, old_id: str, id_: str, old_title: str, title: str) -> None:
    """Put the new names where the example's stand; what kind of place it is follows the title."""
    kind = region_kind_of(title)
    level = kind.removeprefix("直辖")
    changes = {
        "pack.yaml": [(f"id: {old_id}", f"id: {id_}"), (f"level: {LEVEL}", f"level: {level}")],
        "areas.csv": [(f"region,{LEVEL}", f"region,{kind}")],
    }
    for file in (one for one in folder.rglob("*") if one.is_file()):
        text = file.read_text(encoding="utf-8")
        named = changes.get(str(file.relative_to(folder)), [])
        for old, new in [(old_title, title), *named]:
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
