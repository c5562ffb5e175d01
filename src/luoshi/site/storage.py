"""Files people send: kept under the state folder, whole or not at all."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from luoshi.home import home
from luoshi.text.masking import without_id_numbers
from luoshi.warehouse.batches import move_in

Sent: TypeAlias = "UploadedFile[Any]"
"""A file as a form sends it."""

MEGABYTE = 1 << 20
LARGEST = 20 * MEGABYTE

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOOKS = {".xlsx": _ZIP, ".xls": _OLE, ".csv": b""}
"""Endings a table may come in, and what such a file begins with."""

PAPERS = {
    ".pdf": b"%PDF", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG",
    ".docx": _ZIP, ".xlsx": _ZIP, ".doc": _OLE, ".xls": _OLE,
}  # fmt: skip
"""Endings evidence may come in, and what such a file begins with."""


@dataclass(frozen=True)
class Kept:
    """A file in the folder of uploads: its name there, its digest and size."""

    file: str
    sha256: str
    size: int


def folder() -> Path:
    """Where uploaded files lie."""
    place = home() / "uploads"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def path(file: str) -> Path:
    """Where a kept file lies."""
    return folder() / file


def demand_kind(sent: Sent, kinds: dict[str, bytes], largest: int = LARGEST) -> None:
    """Stop here unless the file is of one of the kinds, by name and content, and not too large.

    Raises:
        ValidationError: what is wrong and what may be sent.
    """
    ending = Path(sent.name or "").suffix.lower()
    listed = "、".join(kinds)
    if ending not in kinds:
        raise ValidationError(f"不能收这种文件；可以是 {listed}。")
    if (sent.size or 0) > largest:
        raise ValidationError(f"文件超过 {largest // MEGABYTE} MB，请拆开后再传。")
    start = sent.read(8)
    sent.seek(0)
    books = kinds is BOOKS and start.startswith((_ZIP, _OLE))  # offices rename .xls to .xlsx
    if not start or not (books or start.startswith(kinds[ending])):
        raise ValidationError(f"文件是空的，或内容不是 {ending} 文件；请重新保存后再传。")


def keep(sent: Sent) -> Kept:
    """Write a file under a name nobody can guess; a crash leaves no half of it."""
    name, digest = secrets.token_hex(16), sha256()
    draft = path(f".{name}")
    with draft.open("wb") as target:
        for chunk in sent.chunks():
            digest.update(chunk)
            target.write(chunk)
    move_in(draft, path(name))
    return Kept(name, digest.hexdigest(), path(name).stat().st_size)


@contextmanager
def keeping(sent: Sent) -> Iterator[Kept]:
    """Keep a file, and forget it again where what is done with it fails."""
    kept = keep(sent)
    try:
        yield kept
    except BaseException:
        forget(kept.file)
        raise


def refused_book(file: str) -> Path:
    """Where the refused rows of a stored file lie until they are forgotten."""
    return path(f"{file}.xlsx")


def forget(file: str) -> None:
    """Remove a kept file and all that lies beside it, where it still is."""
    if file:
        path(file).unlink(missing_ok=True)
        path(f"{file}.json").unlink(missing_ok=True)
        refused_book(file).unlink(missing_ok=True)


def plain_name(name: str) -> str:
    """A file's name without folders and ID numbers, at most 200 characters."""
    return without_id_numbers(name.replace("\\", "/").rpartition("/")[2])[-200:]
