"""Ledgers as relations of an engine, typed by their schemas, for all who compute with them.

The rows of a ledger after a given revision never change, so they are written once, as
Parquet under the state folder, and read from there by every engine of every process.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from time import time as seconds

import pyarrow as pa
import pyarrow.json as pa_json
import pyarrow.parquet as pq
from django.db.models import Max, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_default_timezone

from luoshi.home import home
from luoshi.ids import own
from luoshi.ledgers.schemas import ledger_tables
from luoshi.pack import Pack
from luoshi.pack.rules import OBLIGATION
from luoshi.site.ledgers.models import Ledger, Revision
from luoshi.site.ledgers.services.records import records_of
from luoshi.warehouse.asof import as_of, needs_recorded
from luoshi.warehouse.batches import move_in
from luoshi.warehouse.duck import files
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.households import with_keys
from luoshi.warehouse.recoding import with_codes, with_values
from luoshi.warehouse.relation import no_rows
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import ARROW, RECORD

KEPT_FOR = 24 * 3600
"""Seconds a file stays after it was last asked for, while engines may still read it."""

State = tuple[int, datetime | None]
"""Number and time of the last revision that counts."""

NOTHING: State = (0, None)

BLOCK = 1 << 24
"""Bytes of JSON read at a time: no row is longer."""


def define_ledgers(engine: Engine, policy: Pack, known_at: datetime | None = None) -> None:
    """Give the engine each ledger under its id: what it holds, or held as known at a moment."""
    written = cache(_written_by)
    heads = {head[0]: head[1:] for head in Ledger.objects.values_list("pk", "revision", "at")}
    for table in ledger_tables(policy).values():
        state = heads.get(table.id, NOTHING)
        if known_at is not None and state[0]:
            state = _last(table, known_at)
        rows = with_keys(_rows(table, state), table)
        named = partial(_named, policy, table)
        engine.define(table.id, named(rows, None))
        rows_on = partial(_rows_on, rows, table, state, written)
        engine.define_dated(table.id, rows_on, state=table.is_standing, named=named)


Written = Callable[[date], Mapping[str, State]]
"""The last revision of each ledger by the end of a day."""


def _named(policy: Pack, table: Table, rows: str, day: date | None) -> str:
    """The rows with the divisions as they are called on a day, and obligations by full ids.

    Rows written while a place had one notice name obligations by their own ids.
    """
    promises = [column.name for column in table.columns if column.element == OBLIGATION]
    full = {own(id_): id_ for id_ in reversed(policy.obligations)}
    return with_codes(with_values(rows, promises, full), table, policy.areas.recoded(day))


def _rows_on(rows: str, table: Table, state: State, written: Written, day: date) -> str:
    """The rows as of a day; those dated only by their writing as they had been written by then."""
    recorded = None
    if state[0] and needs_recorded(table, day):
        then = min(written(day).get(table.id, NOTHING), state)
        recorded = with_keys(_rows(table, then), table)
    return as_of(rows, table, day, recorded)


def _written_by(day: date) -> Mapping[str, State]:
    end = datetime.combine(day, time.max, get_default_timezone())
    until = Revision.objects.filter(at__lte=end).order_by()
    last = until.values("ledger").annotate(last=Max("pk")).values("last")
    found = Revision.objects.filter(pk__in=last).values_list("ledger", "pk", "at")
    return {ledger: (pk, at) for ledger, pk, at in found}


def _last(table: Table, known_at: datetime) -> State:
    known = Revision.objects.filter(ledger=table.id, at__lte=known_at).order_by("-at", "-pk")
    return known.values_list("pk", "at").first() or NOTHING


def _rows(table: Table, state: State) -> str:
    """SQL that gives the rows of a ledger; many have none yet, which takes no file."""
    if not state[0]:
        return no_rows(table, {RECORD: "BIGINT"})
    return f"SELECT * FROM {files([_file(table, *state)])}"


def _file(table: Table, revision: int, at: datetime | None) -> Path:
    """The file with the rows of a ledger after a revision; made if it is not there."""
    folder = home() / "ledgers" / table.id
    # With its time: a database brought back from a copy uses the same numbers again.
    moment = int(at.timestamp() * 1_000_000) if at else 0
    final = folder / f"{revision}-{moment}-{_print(table)}.parquet"
    with suppress(FileNotFoundError):
        os.utime(final)
        return final
    folder.mkdir(parents=True, exist_ok=True)
    _forget(folder)
    draft = folder / f".{secrets.token_hex(8)}"
    pq.write_table(ledger_rows(table, revision), draft, compression="zstd")
    move_in(draft, final)
    return final


def _print(table: Table) -> str:
    columns = json.dumps([[column.name, column.storage] for column in table.columns])
    return sha256(columns.encode()).hexdigest()[:12]


def _forget(folder: Path) -> None:
    """Remove what nobody asked for in time, and what a writer that was cut off left behind."""
    old = seconds() - KEPT_FOR
    for file in folder.iterdir():
        with suppress(FileNotFoundError):  # another process forgets too
            if file.stat().st_mtime < old:
                file.unlink()


def ledger_rows(table: Table, revision: int) -> pa.Table:
    """The rows of a ledger after a revision: its columns typed, and ``_record``."""
    live = _live_rows(table)
    head = Ledger.objects.filter(pk=table.id).values_list("revision", flat=True).first() or 0
    # Read first, asked after: when nothing was written meanwhile, the live rows are those.
    rows = live if head == revision else _rows_at(table, revision)
    return _typed(table, rows)


def _live_rows(table: Table) -> list[tuple[int, str]]:
    live = records_of(table.id).order_by("pk")
    return list(live.values_list("pk", Cast("data", TextField())))


def _rows_at(table: Table, revision: int) -> list[tuple[int, str]]:
    until = Revision.objects.filter(ledger=table.id, pk__lte=revision)
    last = until.order_by().values("record").annotate(last=Max("pk")).values("last")
    rows = Revision.objects.filter(pk__in=last, after__isnull=False).order_by("record")
    return list(rows.values_list("record", Cast("after", TextField())))


def _typed(table: Table, rows: list[tuple[int, str]]) -> pa.Table:
    texts = _texts(table, [text for _, text in rows])
    columns = {c.name: texts[c.name].cast(ARROW[c.storage]) for c in table.columns}
    return pa.table({**columns, RECORD: pa.array([pk for pk, _ in rows], pa.int64())})


def _texts(table: Table, rows: Iterable[str]) -> pa.Table:
    schema = pa.schema([(column.name, pa.string()) for column in table.columns])
    lines = "\n".join(rows).encode()
    if not lines:
        return schema.empty_table()
    options = pa_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    return pa_json.read_json(BytesIO(lines), pa_json.ReadOptions(block_size=BLOCK), options)
