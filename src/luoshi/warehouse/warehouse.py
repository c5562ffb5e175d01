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
from luoshi.warehouse.delivery import Delivery, dated
from luoshi.warehouse.difference import REPLACES, Difference, difference
from luoshi.warehouse.duck import connect
from luoshi.warehouse.effect import Effect, no_effect
from luoshi.warehouse.entity_cells import FindArea
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.latest import latest_days
from luoshi.warehouse.locking import sole_writer
from luoshi.warehouse.placing import Register, county_codes, placed, placed_in
from luoshi.warehouse.reach import in_name, reach_of, since_of
from luoshi.warehouse.recoding import covered, with_codes
from luoshi.warehouse.relation import Place
from luoshi.warehouse.schema import CodeList, Table
from luoshi.warehouse.states import in_force, rows_on, taken_over
from luoshi.warehouse.storage import COUNTY, as_stored, sorted_rows
from luoshi.warehouse.strays import Stray, strays
from luoshi.warehouse.terms import NO_TERMS, Terms
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.weighing import Consent, Weighed, agree, counted


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
        terms: Terms = NO_TERMS,
    ) -> None:
        self.root = root
        self.tables = tables
        self.codes = codes
        self.find_area = find_area
        self.vault = vault
        self.id_areas = id_areas
        self.terms = terms

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
        place, manifests = Place(self.folder(table_id)), self.batches(table_id, known_at)
        return _without_county(rows_on(place, manifests, self.table(table_id), day))

    def as_of(self, table_id: str, day: date, known_at: datetime | None = None) -> str:
        """SQL that gives the rows as of the end of a day: without what came later."""
        table, folder = self.table(table_id), self.folder(table_id)
        manifests = self.batches(table_id, known_at)
        rows = _without_county(rows_on(Place(folder), manifests, table, day))
        return as_of(rows, table, day, latest=latest_days(folder, manifests, table))

    def delivered(self, table_id: str, delivery: Delivery) -> Manifest | None:
        """The last batch in which the same files came under the same schema, if any.

        For the same counties. One that is said to reach to another day tells that nothing changed
        until then.
        """
        schema_hash = self.schema_hash(table_id)
        reach = delivery.reach or in_name(delivery.file_name)
        digests = frozenset(part.sha256 for part in delivery.parts) or {delivery.sha256}
        return next(
            (
                one
                for one in reversed(self.batches(table_id))
                if digests == one.digests
                and (one.scope, one.schema_hash) == (delivery.scope, schema_hash)
                and reach in (None, one.reach)
            ),
            None,
        )

    def stands(self, table_id: str, batch: Manifest) -> bool:
        """Whether nothing took the place of a batch: all of it counts on the day it reaches to."""
        batches = self.batches(table_id)
        if self.table(table_id).delivery != "full":
            return not any(batch.id in one.replaces for one in batches)
        return any(
            one.manifest.id == batch.id and one.gone.isdisjoint(batch.counties)
            for one in in_force(batches, batch.reach)
        )

    def commit(
        self,
        table_id: str,
        rows: pa.Table,
        *,
        file_name: str,
        sha256: str,
        received_at: datetime | None = None,
        sender: str | None = None,
        scope: tuple[str, ...] = (),
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
        return self.deliver(table_id, rows, delivery, numbers or {}).manifest

    def deliver(
        self,
        table_id: str,
        rows: pa.Table,
        delivery: Delivery,
        numbers: Mapping[int, str],
        consent: Consent = agree,
    ) -> Weighed:
        """Store a delivery as a batch; all of it or, when anything fails, nothing.

        ``consent`` is asked first and may stop it.

        Raises:
            WarehouseError: it was not given, or rows lie in other counties than it is sent for.
        """
        folder = self.folder(table_id)
        rows = self._placed(rows, self.table(table_id))
        with sole_writer(folder):
            clear_unfinished(folder)
            if self._strays(table_id, rows, delivery):
                raise WarehouseError("有的行属于别的县，或登记册刚刚变过；请重新核对再送")
            weighed = self._weigh(table_id, rows, delivery)
            reasons = tuple(consent(weighed))
            self.vault.keep(numbers)
            manifest = weighed.manifest.model_copy(update={"confirmed": reasons})
            kept = sorted_rows(weighed.stored, weighed.table)
            write_batch(folder, manifest, kept, weighed.found.replaces)
        return weighed

    def weigh(self, table_id: str, rows: pa.Table, delivery: Delivery) -> Weighed:
        """What a delivery would do; nothing is stored."""
        return self._weigh(table_id, self._placed(rows, self.table(table_id)), delivery)

    def strays(self, table_id: str, rows: pa.Table, delivery: Delivery) -> list[Stray]:
        """The rows of a delivery that another county has to send; none where it names none."""
        if not delivery.scope or not len(rows):
            return []
        return self._strays(table_id, self._placed(rows, self.table(table_id)), delivery)

    def unchanged(self, table_id: str) -> Effect:
        """The rows of each county in force, as a delivery without a good row leaves them."""
        place, manifests = Place(self.folder(table_id)), self.batches(table_id)
        return no_effect(rows_on(place, manifests, self.table(table_id), date.max))

    def folder(self, table_id: str) -> Path:
        """Where a table's batches lie."""
        return self.root / self.table(table_id).id

    def schema_hash(self, table_id: str) -> str:
        """A print of the table's schema and its code lists."""
        table = self.table(table_id)
        lists = [self.codes[column.codes] for column in table.columns if column.codes]
        text = "".join(model.model_dump_json() for model in (table, *lists))
        return sha256_of(text.encode()).hexdigest()[:16]

    def _weigh(self, table_id: str, rows: pa.Table, delivery: Delivery) -> Weighed:
        table, place = self.table(table_id), Place(self.folder(table_id))
        earlier = self.batches(table_id)
        draft = self._draft(table, rows, dated(delivery, earlier), earlier)
        if len(delivery.scope) == 1:
            rows = placed_in(rows, delivery.scope[0])
        found = Difference(rows, REPLACES.empty_table())
        if earlier:
            full = table.delivery == "full" and not draft.supplement
            current = rows_on(place, earlier, table, draft.reach)
            covered = taken_over(earlier, draft) if full else None
            found = difference(current, rows, table, covered, self.root / ".spill")
        manifest = counted(draft, found, len(rows))
        return Weighed(table, place, earlier, manifest, rows, found, self.terms)

    def _draft(
        self, table: Table, rows: pa.Table, delivery: Delivery, earlier: list[Manifest]
    ) -> Manifest:
        """The batch as far as it does not depend on the rows there are."""
        reach, reach_by = reach_of(delivery, table, rows, earlier)
        return Manifest(
            id=f"{len(earlier) + 1:06d}-{delivery.moment:%Y%m%dT%H%M%S}",
            table=table.id,
            schema_hash=self.schema_hash(table.id),
            columns={column.name: column.storage for column in table.columns},
            reach=reach,
            reach_by=reach_by,
            since=since_of(delivery, table, rows),
            accepted=len(rows),
            counties=covered(delivery.scope or county_codes(rows), self.terms.recoded(reach)),
            unplaced=self._unplaced(rows, table),
            **delivery.model_dump(exclude={"reach", "origins", "since"}),
        )

    def _unplaced(self, rows: pa.Table, table: Table) -> int:
        """How many rows lie in no known county, where that is to be known at all."""
        if table.area is None and self.terms.households is None:
            return 0
        return pc.sum(pc.equal(rows[COUNTY], "")).as_py() or 0

    def _strays(self, table_id: str, rows: pa.Table, delivery: Delivery) -> list[Stray]:
        """The placed rows of other counties than it is sent for, now and as of its day."""
        if not delivery.scope:
            return []
        table, place = self.table(table_id), Place(self.folder(table_id))
        earlier = self.batches(table_id)
        reach, _ = reach_of(delivery, table, rows, earlier)
        days = {date.max, reach} if any(one.reach > reach for one in earlier) else {date.max}
        standing = [rows_on(place, earlier, table, day) for day in days] if earlier else []
        return strays(rows, table, delivery.scope, standing, self.root / ".spill")

    def _placed(self, rows: pa.Table, table: Table) -> pa.Table:
        """The rows with the counties they are known to lie in."""
        residents, households = map(self._register, (self.terms.residents, self.terms.households))
        return placed(as_stored(rows, table), table, residents, households, self.root / ".spill")

    def _register(self, table_id: str | None) -> Register | None:
        """A register as it stands; none where nothing of it has come."""
        if not table_id or not self.batches(table_id):
            return None
        table = self.table(table_id)
        return Register(table, with_codes(self.relation(table_id), table, self.terms.recoded(None)))


def _without_county(rows: str) -> str:
    """Rows as others know them: where a row lay when it came is the warehouse's own affair."""
    return f"SELECT * EXCLUDE ({COUNTY}) FROM ({rows})"
