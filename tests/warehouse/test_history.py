"""What is in force, and what was at an earlier moment."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from warehouse.made_up import (
    CODES,
    PAYMENTS,
    ROSTER,
    TABLES,
    find_area,
    payment,
    stored,
    write_csv,
)

from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.engine import open_engine
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.schema import Column, FieldType
from luoshi.warehouse.storage import arrow_schema
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse

Moment = Callable[[int], datetime]
Put = Callable[..., Manifest]


@pytest.fixture
def put(warehouse: Warehouse, moment: Moment) -> Put:
    """Commit rows of (household, item, amount) on a day."""

    def put(table_id: str, day: int, *rows: tuple[str, str, int], **more: Any) -> Manifest:
        schema = arrow_schema(TABLES[table_id]).remove(3)
        lines = [payment(*row) for row in rows]
        table = pa.Table.from_pylist(lines, schema=schema)
        origin = {"file_name": f"{day}.csv", "sha256": f"{day}{rows}"}
        return warehouse.commit(table_id, table, received_at=moment(day), **origin, **more)

    return put


def amounts(warehouse: Warehouse, table_id: str, known_at: datetime | None = None) -> list[int]:
    return sorted(int(row["金额"]) for row in stored(warehouse, table_id, known_at))


def test_the_state_at_each_moment_can_be_read_again(
    warehouse: Warehouse, put: Put, moment: Moment
) -> None:
    put("payments", 1, ("1", "甲", 10), ("2", "甲", 20))
    put("payments", 2, ("2", "甲", 21), ("3", "甲", 30))
    put("payments", 3, ("2", "甲", 22))
    states = [amounts(warehouse, "payments", moment(day)) for day in (1, 2, 3)]
    assert states == [[10, 20], [10, 21, 30], [10, 22, 30]]
    assert amounts(warehouse, "payments") == [10, 22, 30]


def test_before_the_first_batch_a_table_is_empty_and_typed(
    warehouse: Warehouse, put: Put, moment: Moment
) -> None:
    empty = open_engine(warehouse).query("SELECT * FROM payments").schema
    put("payments", 2, ("1", "甲", 10))
    assert amounts(warehouse, "payments", moment(1)) == []
    assert open_engine(warehouse).query("SELECT * FROM payments").schema == empty


def test_a_full_delivery_replaces_what_was_there(
    warehouse: Warehouse, put: Put, moment: Moment
) -> None:
    put("listing", 1, ("1", "甲", 10), ("2", "甲", 20))
    second = put("listing", 2, ("1", "甲", 10), ("3", "甲", 30))
    assert (second.accepted, second.known, second.replaced) == (1, 1, 1)
    assert amounts(warehouse, "listing") == [10, 30]
    assert amounts(warehouse, "listing", moment(1)) == [10, 20]


def test_a_full_delivery_replaces_only_its_scope(warehouse: Warehouse, put: Put) -> None:
    put("listing", 1, ("1", "甲", 10), scope=("甲县",))
    put("listing", 2, ("2", "甲", 20), scope=("乙县",))
    put("listing", 3, ("3", "甲", 30), scope=("甲县",))
    assert amounts(warehouse, "listing") == [20, 30]
    put("listing", 4, ("4", "甲", 40))  # of no known county: it takes the place of no county
    assert amounts(warehouse, "listing") == [20, 30, 40]
    put("listing", 5, ("5", "甲", 50), scope=("甲县", "乙县"))
    assert amounts(warehouse, "listing") == [50]


def test_files_received_at_one_moment_are_one_full_delivery(warehouse: Warehouse, put: Put) -> None:
    put("listing", 1, ("1", "甲", 10))
    put("listing", 2, ("2", "甲", 20))
    put("listing", 2, ("3", "甲", 30))
    assert amounts(warehouse, "listing") == [20, 30]


def test_a_delivery_overtaken_while_it_was_read_counts_after_the_other(
    warehouse: Warehouse, moment: Moment
) -> None:
    def put(minute: int, amount: int) -> Manifest:
        rows = pa.table({"户编号": [str(amount)], "金额": [Decimal(amount)]})
        at = moment(1).replace(minute=minute)
        return warehouse.commit("listing", rows, file_name="", sha256="", received_at=at)

    put(30, 1)
    late = [put(20, 2), put(20, 3)]
    assert [batch.received_at for batch in late] == [moment(1).replace(minute=30)] * 2
    assert amounts(warehouse, "listing") == [2, 3]


def test_what_came_back_counts_again(warehouse: Warehouse, put: Put) -> None:
    put("listing", 1, ("1", "甲", 10))
    put("listing", 2, ("2", "甲", 20))
    put("listing", 3, ("1", "甲", 10))
    assert amounts(warehouse, "listing") == [10]


def test_a_full_delivery_with_areas_replaces_its_counties(
    warehouse: Warehouse, moment: Moment
) -> None:
    def put(day: int, *people: tuple[int, str]) -> Manifest:
        rows = [{"姓名": f"{p}", "证件号码": p, "行政村": area} for p, area in people]
        table = pa.Table.from_pylist(rows, schema=arrow_schema(ROSTER).remove(6))
        origin = {"file_name": "", "sha256": str(day), "received_at": moment(day)}
        return warehouse.commit("roster", table, **origin)  # type: ignore[arg-type]

    put(1, (1, "640401100201"), (2, "640401100202"), (3, "640402200203"))
    second = put(2, (1, "640401100201"), (3, "640401100201"))
    assert second.counties == ("640401",)
    # 2 is gone from the county, 3 has moved to it, the other county's rows are untouched.
    assert [(r["证件号码"], r["行政村"]) for r in stored(warehouse, "roster")] == [
        (1, "640401100201"),
        (3, "640401100201"),
    ]


def test_batches_arrive_in_order(put: Put) -> None:
    put("payments", 2, ("1", "甲", 10))
    with pytest.raises(WarehouseError, match="早于已有批次的 2024-03-02 17:00:00"):
        put("payments", 1, ("2", "甲", 20))


def test_rows_lead_back_to_batch_and_row(warehouse: Warehouse, put: Put) -> None:
    first = put("payments", 1, ("2", "甲", 20), ("1", "甲", 10))
    rows = open_engine(warehouse).query("SELECT _batch, _row FROM payments WHERE \"户编号\" = '1'")
    assert rows.to_pylist() == [{"_batch": first.id, "_row": 2}]


def test_a_manifest_tells_the_delivery(put: Put, moment: Moment, warehouse: Warehouse) -> None:
    put("payments", 1, ("1", "甲", 10))
    put("payments", 2, ("1", "甲", 11), sender="民政厅")
    assert [m.id for m in warehouse.batches("payments")] == [
        "000001-20240301T170000",
        "000002-20240302T170000",
    ]
    last = warehouse.batches("payments")[-1]
    assert (last.sender, last.replaced, last.received_at) == ("民政厅", 1, moment(2))
    assert last.schema_hash == warehouse.schema_hash("payments")
    assert warehouse.batches("payments", moment(1)) == warehouse.batches("payments")[:1]


def test_batches_of_an_older_schema_are_read_under_the_new_one(
    warehouse: Warehouse, put: Put, vault: Vault
) -> None:
    put("payments", 1, ("1", "甲", 10))
    amount = Column(name="金额", type=FieldType.TEXT)
    added = Column(name="备注", type=FieldType.TEXT)
    newer = PAYMENTS.model_copy(update={"columns": (*PAYMENTS.columns[:2], amount, added)})
    today = Warehouse(warehouse.root, {"payments": newer}, CODES, find_area, vault)
    assert stored(today, "payments") == [
        {"户编号": "1", "项目": "甲", "金额": "10.00", "备注": None}
    ]


def test_rows_of_unknown_columns_are_not_committed(warehouse: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="“补贴发放”没有这些列：别的"):
        warehouse.commit("payments", pa.table({"别的": [1]}), file_name="", sha256="")


def test_generators_may_leave_out_columns(warehouse: Warehouse) -> None:
    rows = pa.table({"户编号": ["1"], "金额": [Decimal("1.50")]})
    warehouse.commit("payments", rows, file_name="made up", sha256="")
    assert stored(warehouse, "payments") == [{"户编号": "1", "项目": None, "金额": Decimal("1.50")}]


def test_files_of_one_full_delivery_may_be_split(
    warehouse: Warehouse, tmp_path: Path, moment: Moment
) -> None:
    for name, rows in {"1": [payment("1", "甲", 1)], "2": [payment("2", "甲", 2)]}.items():
        path = write_csv(tmp_path / f"{name}.csv", rows)
        import_file(warehouse, "listing", path, received_at=moment(1))
    assert amounts(warehouse, "listing") == [1, 2]


def test_the_same_file_for_another_day_says_that_nothing_changed(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "清单.csv", [payment("1", "甲", 1)])
    june, december = date(2025, 6, 30), date(2025, 12, 31)
    assert import_file(warehouse, "listing", path, reach=june).batch
    assert import_file(warehouse, "listing", path, reach=june).earlier_batch
    later = import_file(warehouse, "listing", path, reach=december)
    assert (later.accepted, later.known) == (0, 1)
    assert [m.reach for m in warehouse.batches("listing")] == [june, december]
    assert amounts(warehouse, "listing") == [1]
