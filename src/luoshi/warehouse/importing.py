"""Importing a delivery: read its files, check row by row, see what they would do, store.

The files of a delivery are one: all are in force together or none is.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import file_digest, sha256
from pathlib import Path

from luoshi.text.masking import without_id_numbers
from luoshi.warehouse.batches import DeliveredFile, Manifest
from luoshi.warehouse.delivery import Delivery
from luoshi.warehouse.errors import FileError, HeadingError, WarehouseError
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.intake import Progress, take_in
from luoshi.warehouse.reach import in_name
from luoshi.warehouse.reasons import NOT_STORED, written_origin
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.refused import give_back
from luoshi.warehouse.reporting import Before, receipt, receipt_again
from luoshi.warehouse.unit import Unit
from luoshi.warehouse.warehouse import Warehouse
from luoshi.warehouse.weighing import Consent, Weighed, confirmed

Telling = Callable[[Path], Progress]
"""Whom to tell how far the reading of a file is."""

RefusedTo = Callable[[Path], Path | None]
"""Where the refused rows of a file are written; nowhere where it gives none."""


def _silent(_done: int, _total: int | None) -> None:
    """Tell nobody."""


def _silently(_path: Path) -> Progress:
    return _silent


@dataclass(frozen=True)
class Sending:
    """What is said of a delivery with its files.

    ``scope`` are the counties (six digits) it is sent for, where that is said: it takes the place
    of their rows and no others. ``reach`` is the day the rows reach to, ``since`` the one from
    which on all events are told (see `luoshi.warehouse.reach`). Files that came before add
    nothing, unless they are to be read ``again``: what came meanwhile is then replaced as by any
    other delivery.
    """

    received_at: datetime | None = None
    sender: str | None = None
    scope: tuple[str, ...] = ()
    reach: date | None = None
    again: bool = False
    since: date | None = None


@dataclass(frozen=True)
class Coming:
    """A delivery that was read and not stored; ``earlier`` is the batch where it came before."""

    warehouse: Warehouse
    table_id: str
    paths: Sequence[Path]
    unit: Unit
    delivery: Delivery
    earlier: Manifest | None = None

    @property
    def tells(self) -> bool:
        """Whether there is anything to store: a good row, or the word that there is none."""
        return self.unit.is_empty or len(self.unit.rows) > 0

    def weigh(self) -> Weighed | None:
        """What storing it would do; None where all rows are refused, so that there is no batch."""
        return self._weigh() if self.tells else None

    def _weigh(self) -> Weighed:
        return self.warehouse.weigh(self.table_id, self.unit.rows, self.delivery)

    def store(
        self, consent: Consent = confirmed, refused_to: RefusedTo = lambda _: None
    ) -> tuple[Receipt, ...]:
        """Write the refused rows to workbooks, then store the good ones; a receipt a file.

        Rows stored before those would have lost the refused ones.

        Raises:
            WarehouseError: ``consent`` was not given, or the delivery cannot be stored; nothing is.
        """
        books = self.give_back(refused_to)
        return self.receipts(self._stored(consent), books)

    def give_back(self, refused_to: RefusedTo) -> list[str | None]:
        """Write the refused rows of each file to a workbook; none where all are good."""
        return _give_back(self.paths, self.unit, self.delivery, refused_to)

    def receipts(
        self, weighed: Weighed | None, books: Sequence[str | None] = ()
    ) -> tuple[Receipt, ...]:
        """A receipt a file; without ``weighed`` nothing was stored."""
        new = self.unit.of_each(weighed.found.rows) if weighed else [0] * len(self.paths)
        in_force = self.warehouse.in_force(self.table_id)
        manifest = weighed.manifest if weighed else None
        told = zip(self.unit.intakes, self.unit.names, new, books or [None] * len(new), strict=True)
        return tuple(
            receipt(intake, name, manifest, accepted, book, in_force)
            for intake, name, accepted, book in told
        )

    def _stored(self, consent: Consent) -> Weighed | None:
        if not self.tells:
            return None
        return self.warehouse.deliver(
            self.table_id, self.unit.rows, self.delivery, self.unit.numbers, consent
        )


def import_file(
    warehouse: Warehouse,
    table_id: str,
    path: Path,
    *,
    received_at: datetime | None = None,
    scope: tuple[str, ...] = (),
    reach: date | None = None,
    progress: Progress | None = None,
    refused_to: Path | None = None,
    again: bool = False,
    consent: Consent = confirmed,
) -> Receipt:
    """Import a delivery of one file; the same file again adds nothing.

    Raises:
        WarehouseError: the file as a whole cannot be taken, or ``consent`` was not given.
    """
    sending = Sending(received_at, None, scope, reach, again)
    coming = read_delivery(
        warehouse, table_id, [path], sending, lambda _: progress or _silent, lambda _: refused_to
    )
    if isinstance(coming, Coming):
        return coming.store(consent, lambda _: refused_to)[0]
    return coming[0]


def read_delivery(
    warehouse: Warehouse,
    table_id: str,
    paths: Sequence[Path],
    sending: Sending,
    progress: Telling = _silently,
    refused_to: RefusedTo = lambda _: None,
) -> Coming | tuple[Receipt, ...]:
    """Read the files of one delivery; the receipts alone where the same came before.

    What was refused of those is then written again where it is gone. Files without a row are a
    zero delivery, where it is said for which counties and to which day.

    Raises:
        WarehouseError: one of the files cannot be taken as a whole; it is named.
    """
    digests = [_digest(path) for path in paths]
    names = [without_id_numbers(path.name) for path in paths]
    delivery = _delivery(names, digests, sending)
    earlier = warehouse.delivered(table_id, delivery)
    if earlier and not sending.again:
        return _came_before(warehouse, table_id, paths, delivery, earlier, refused_to)
    unit = _read(warehouse, table_id, paths, delivery, progress)
    if unit.is_empty:
        _demand_told(delivery)
    return Coming(warehouse, table_id, paths, unit, _counted(delivery, unit), earlier)


def _demand_told(delivery: Delivery) -> None:
    """Stop where files without a row do not say of whom and to which day there is none."""
    if not delivery.scope or not (delivery.reach or in_name(delivery.file_name)):
        raise WarehouseError(
            "表头以下一行也没有，什么都没有入库；确实没有的，写明是哪个县的、数据截至哪一天，作零报告再送"
        )


def _read(
    warehouse: Warehouse,
    table_id: str,
    paths: Sequence[Path],
    delivery: Delivery,
    progress: Telling,
) -> Unit:
    """Read the files, and send back what belongs to other counties than they are sent for."""
    table, context = warehouse.table(table_id), warehouse.context(delivery.moment.date())
    intakes = []
    with _uncollected():
        for path in paths:
            with naming(path):
                intakes.append(take_in(read_file(path), table, context, progress(path)))
    unit = Unit(intakes, [without_id_numbers(path.name) for path in paths])
    strays = warehouse.strays(table_id, unit.rows, _counted(delivery, unit))
    unit.refuse(strays, delivery.scope, warehouse.terms.county_name)
    return unit


def _came_before(
    warehouse: Warehouse,
    table_id: str,
    paths: Sequence[Path],
    delivery: Delivery,
    earlier: Manifest,
    refused_to: RefusedTo,
) -> tuple[Receipt, ...]:
    books: list[str | None] = [None] * len(paths)
    if earlier.refused and any(to and not to.exists() for to in map(refused_to, paths)):
        same = delivery.model_copy(update={"received_at": earlier.received_at})
        unit = _read(warehouse, table_id, paths, same, _silently)
        books = _give_back(paths, unit, same, refused_to)
    before = Before(
        warehouse.table(table_id),
        earlier,
        warehouse.stands(table_id, earlier),
        warehouse.in_force(table_id),
    )
    return tuple(
        receipt_again(before, without_id_numbers(path.name), book)
        for path, book in zip(paths, books, strict=True)
    )


def _give_back(
    paths: Sequence[Path], unit: Unit, delivery: Delivery, refused_to: RefusedTo
) -> list[str | None]:
    """Write the refused rows of each file to a workbook that says where they came from."""
    stored = len(unit.rows) > 0
    told = zip(paths, unit.intakes, delivery.parts, strict=True)
    return [
        give_back(intake, refused_to(path), written_origin(part.sha256) if stored else NOT_STORED)
        for path, intake, part in told
    ]


def _delivery(names: Sequence[str], digests: Sequence[str], sending: Sending) -> Delivery:
    one = len(digests) == 1
    return Delivery(
        file_name="、".join(names),
        sha256=digests[0] if one else sha256("".join(digests).encode()).hexdigest(),
        received_at=sending.received_at,
        sender=sending.sender,
        scope=sending.scope,
        reach=sending.reach,
        since=sending.since,
        parts=tuple(
            DeliveredFile(file_name=name, sha256=digest, rows=0)
            for name, digest in zip(names, digests, strict=True)
        ),
    )


def _counted(delivery: Delivery, unit: Unit) -> Delivery:
    return delivery.model_copy(
        update={
            "refused": unit.refused,
            "known": unit.repeated,
            "supplement": unit.supplements,
            "origins": unit.origins if unit.supplements else (),
            "sheets": unit.sheets(),
            "parts": unit.parts([part.sha256 for part in delivery.parts]),
        }
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the file's name before what is wrong with it."""
    try:
        yield
    except (FileError, HeadingError) as error:
        raise type(error)(f"{without_id_numbers(path.name)}：{error}") from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Cells hold no cycles: looking for some, over and over, takes a seventh of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
