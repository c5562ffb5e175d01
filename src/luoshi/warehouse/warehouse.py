"""The warehouse: what was delivered for each table, and what of it is in force."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from hashlib import sha256 as sha256_of
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.asof import as_of
from luoshi.warehouse.batches import Manifest, clear_unfinished, read_manifests, write_batch
from luoshi.warehouse.converters import Context
from luoshi.warehouse.delivery import Delivery, counties, covered, dated
from luoshi.warehouse.difference import REPLACES, Difference, difference
from luoshi.warehouse.duck import connect
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.latest import latest_days
from luoshi.warehouse.locking import sole_writer
from luoshi.warehouse.reach import reach_of
from luoshi.warehouse.relation import current_rows
from luoshi.warehouse.schema import CodeList, Table
from luoshi.warehouse.states import full_state, in_force, keyed_state
from luoshi.warehouse.storage import BATCH, as_stored, sorted_rows
from luoshi.warehouse.ties import FindArea
from luoshi.warehouse.vault import Vault


class Warehouse:
    """Keeps batches of the tables of a pack under one folder."""

    def __init__(
        self,
        root: Path,
        tables: Mapping[str, Table],
        codes: Mapping[str, CodeList],
        find_area: FindArea,
        vault: Vault,
        id_areas: Collection[str] = frozenset(),
    ) -> None:
        self.root = root
        self.tables = tables
        self.codes = codes
        self.find_area = find_area
        self.vault = vault
        self.id_areas = id_areas

    def table(self, table_id: str) -> Table:
        """The schema of a table; raises :class:`WarehouseError` when the pack has none."""
        if table_id not in self.tables:
            known = "、".join(f"{table.title}（{id_}）" for id_, table in self.tables.items())
            raise WarehouseError(f"没有叫“{table_id}”的表；已有：{known}")
        return self.tables[table_id]

    def context(self, received_on: date) -> Context:
        """What reading a cell of something received on a day may need beside the cell."""
        return Context(
            codes=self.codes,
            find_area=self.find_area,
            person_key=self.vault.person_key,
            received_on=received_on,
            id_areas=self.id_areas,
        )

    def batches(self, table_id: str, known_at: datetime | None = None) -> list[Manifest]:
        """Manifests of the batches received until ``known_at``, in the order of arrival."""
        manifests = read_manifests(self.folder(table_id))
        return [m for m in manifests if known_at is None or m.received_at <= known_at]

    def in_force(self, table_id: str) -> int:
        """How many rows of a table are in force now."""
        with connect() as database:
            found = database.execute(f"SELECT count(*) FROM ({self.relation(table_id)})").fetchone()
        assert found
        return int(found[0])

    def relation(
        self, table_id: str, known_at: datetime | None = None, day: date = date.max
    ) -> str:
        """SQL that gives the rows in force on a day, as they were known at a moment.

        Rows of a state table are those that reach to the day or before; of other tables all.
        """
        manifests = self.batches(table_id, known_at)
        return self._rows(self.table(table_id), manifests, day)

    def as_of(self, table_id: str, day: date, known_at: datetime | None = None) -> str:
        """SQL that gives the rows as of the end of a day: without what came later."""
        table, folder = self.table(table_id), self.folder(table_id)
        manifests = self.batches(table_id, known_at)
        rows = self._rows(table, manifests, day)
        return as_of(rows, table, day, latest=latest_days(folder, manifests, table))

    def in_force_on(
        self, table_id: str, day: date, known_at: datetime | None = None
    ) -> list[Manifest]:
        """The batches of which rows count on a day, the farthest-reaching last."""
        table, manifests = self.table(table_id), self.batches(table_id, known_at)
        if table.is_state and table.reach is None:
            return [one.manifest for one in in_force(manifests, table, day)]
        return sorted((one for one in manifests if one.reach <= day), key=lambda one: one.reach)

    def _rows(self, table: Table, manifests: list[Manifest], day: date) -> str:
        if not table.is_state:
            return current_rows(self.folder(table.id), manifests, table)
        state = keyed_state if table.reach else full_state
        return state(self.folder(table.id), manifests, table, day)

    def delivered(
        self, table_id: str, sha256: str, scope: str | None, reach: date | None = None
    ) -> Manifest | None:
        """The batch in which the same file came before under the same schema, if any.

        One that is said to ``reach`` to another day tells that nothing changed until then.
        """
        schema_hash = self.schema_hash(table_id)
        seen = (sha256, scope, schema_hash)
        same = (m for m in self.batches(table_id) if (m.sha256, m.scope, m.schema_hash) == seen)
        return next((m for m in same if reach is None or m.reach == reach), None)

    def commit(
        self,
        table_id: str,
        rows: pa.Table,
        *,
        file_name: str,
        sha256: str,
        received_at: datetime | None = None,
        sender: str | None = None,
        scope: str | None = None,
        reach: date | None = None,
        numbers: Mapping[int, str] | None = None,
    ) -> Manifest:
        """Store rows typed as the table stores them (person keys, area codes, names of codes).

        ``numbers`` gives the ID numbers behind the person keys, for the vault.
        """
        delivery = Delivery(
            file_name=file_name,
            sha256=sha256,
            received_at=received_at,
            sender=sender,
            scope=scope,
            reach=reach,
        )
        return self.deliver(table_id, rows, delivery, numbers or {})

    def deliver(
        self, table_id: str, rows: pa.Table, delivery: Delivery, numbers: Mapping[int, str]
    ) -> Manifest:
        """Store a delivery as a batch; all of it or, when anything fails, nothing."""
        table, folder = self.table(table_id), self.folder(table_id)
        rows = as_stored(rows, table)
        with sole_writer(folder):
            clear_unfinished(folder)
            earlier = self.batches(table_id)
            delivery = dated(delivery, earlier)
            found = self._difference(table, rows, delivery, earlier)
            manifest = self._manifest(table, rows, found, delivery, earlier)
            self.vault.keep(numbers)
            kept = sorted_rows(rows if table.delivery == "full" else found.rows, table)
            batch = pa.array([manifest.id] * len(kept), pa.string())
            write_batch(folder, manifest, kept.append_column(BATCH, batch), found.replaces)
        return manifest

    def folder(self, table_id: str) -> Path:
        """Where a table's batches lie."""
        return self.root / self.table(table_id).id

    def schema_hash(self, table_id: str) -> str:
        """A print of the table's schema and its code lists."""
        table = self.table(table_id)
        lists = [self.codes[column.codes] for column in table.columns if column.codes]
        text = "".join(model.model_dump_json() for model in (table, *lists))
        return sha256_of(text.encode()).hexdigest()[:16]

    def _difference(
        self, table: Table, rows: pa.Table, delivery: Delivery, earlier: list[Manifest]
    ) -> Difference:
        if not earlier:
            return Difference(rows, REPLACES.empty_table())
        reach, _ = reach_of(delivery, table, rows, earlier)
        current = self._rows(table, earlier, reach)
        taken = covered(delivery, table, rows, earlier)
        return difference(current, rows, table, taken, self.root / ".spill")

    def _manifest(
        self,
        table: Table,
        rows: pa.Table,
        found: Difference,
        delivery: Delivery,
        earlier: list[Manifest],
    ) -> Manifest:
        counts = pc.value_counts(found.replaces["batch"]).to_pylist()
        lying_in = counties(rows, table)
        reach, reach_by = reach_of(delivery, table, rows, earlier)
        return Manifest(
            id=f"{len(earlier) + 1:06d}-{delivery.moment:%Y%m%dT%H%M%S}",
            table=table.id,
            schema_hash=self.schema_hash(table.id),
            columns={column.name: column.storage for column in table.columns},
            reach=reach,
            reach_by=reach_by,
            accepted=len(found.rows),
            known=delivery.known + len(rows) - len(found.rows),
            replaces={count["values"]: count["counts"] for count in counts},
            counties=tuple(filter(None, lying_in)),
            unplaced="" in lying_in,
            **delivery.model_dump(exclude={"known", "reach"}),
        )
