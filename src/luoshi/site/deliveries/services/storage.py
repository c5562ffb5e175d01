"""The files of deliveries: kept until it is decided on them; what was refused stays."""

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from luoshi.site import storage
from luoshi.site.deliveries.choices import State
from luoshi.site.deliveries.models import Delivery
from luoshi.text.masking import shortened
from luoshi.warehouse.refused import refused_name

_PLACE, _FILES, _REFUSED = "deliveries", "files", "refused"

LONGEST_NAME = 80
"""Characters of a file's name: no folder takes names of any length."""


@contextmanager
def keeping(sent: Sequence[storage.Sent]) -> Iterator[tuple[str, list[str]]]:
    """Keep files in a new folder nobody can guess; gone again where what is done with it fails.

    Gives the folder's name and those of the files.
    """
    folder = _place() / secrets.token_hex(16)
    (folder / _FILES).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    try:
        yield folder.name, [_put(folder / _FILES, one) for one in sent]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def plain_name(sent: storage.Sent) -> str:
    """A file's name without folders and ID numbers, short enough for any folder."""
    name = storage.plain_name(sent.name or "")
    return shortened(Path(name).stem, LONGEST_NAME) + Path(name).suffix[:8].lower()


def paths_of(delivery: Delivery) -> list[Path]:
    """The files of a delivery, in the order they were sent."""
    return [_place() / delivery.folder / _FILES / name for name in delivery.files]


def refused_path(delivery: Delivery, file: str) -> Path:
    """Where the refused rows of one of its files lie, if any were refused."""
    return _place() / delivery.folder / _REFUSED / refused_name(file)


def refused_files(delivery: Delivery) -> list[str]:
    """Those of its files of which rows were refused that can still be fetched."""
    if not delivery.folder:
        return []
    return [name for name in delivery.files if refused_path(delivery, name).exists()]


def forget_decided(delivery: Delivery) -> None:
    """Delete what is not needed once it is decided; of what was stored the refused rows stay."""
    if delivery.state == State.STORED and refused_files(delivery):
        shutil.rmtree(_place() / delivery.folder / _FILES, ignore_errors=True)
    elif delivery.state in (State.STORED, State.FAILED):
        forget(delivery)


def forget(delivery: Delivery) -> None:
    """Delete all there is of a delivery's files."""
    if delivery.folder:
        shutil.rmtree(_place() / delivery.folder, ignore_errors=True)
        delivery.folder = ""
        delivery.save(update_fields=["folder"])


def known_folders() -> Iterator[str]:
    """The folders that rows know, inside the folder of uploads."""
    kept = Delivery.objects.exclude(folder="").values_list("folder", flat=True)
    return (f"{_PLACE}/{name}" for name in kept)


def _place() -> Path:
    place = storage.folder() / _PLACE
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def _put(folder: Path, sent: storage.Sent) -> str:
    path = folder / plain_name(sent)
    with path.open("xb") as target:
        path.chmod(0o600)
        for chunk in sent.chunks():
            target.write(chunk)
    return path.name
