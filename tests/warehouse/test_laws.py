"""What holds for any good rows."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tried import tried
from warehouse.conftest import make_warehouse
from warehouse.made_up import PATHS, RECEIVED, id_number, stored, write_csv, write_xlsx

from luoshi.warehouse.importing import import_file
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse

few = tried(8)

WORDS = st.text(st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=8)
MONTHS = st.builds(date, st.integers(1928, 2099), st.integers(1, 12), st.just(1))
ROW = st.fixed_dictionaries(
    {
        "姓名": st.text("张王李马杨学芳", min_size=2, max_size=3),
        "行政村": st.sampled_from(list(PATHS)),
        "风险": st.sampled_from([None, "因病", "因病,因残"]),
        "年收入": st.none() | st.decimals(0, 10**12, places=2),
        "务工月数": st.none() | st.integers(0, 12),
        "净变动": st.none() | st.decimals(-1000, 10**9, places=2),
        "是否在校": st.sampled_from([None, "是", "否"]),
        "识别月份": st.none() | MONTHS,
        "识别年度": st.none() | st.integers(1900, 2100),
        "备注": st.none() | WORDS,
    }
)  # fmt: skip
ROWS = st.lists(ROW, min_size=1, max_size=12)


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"证件号码": id_number(n)} for n, row in enumerate(rows, start=1)]


@contextmanager
def fresh() -> Iterator[tuple[Path, Warehouse]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        vault = Vault(folder, b"s" * 32)
        yield folder, make_warehouse(folder / "warehouse", vault)


def send(warehouse: Warehouse, path: Path) -> int:
    receipt = import_file(warehouse, "residents", path, received_at=RECEIVED)
    assert receipt.refused == 0
    return receipt.accepted


def as_stored(warehouse: Warehouse, row: dict[str, Any]) -> dict[str, Any]:
    """What a row written as the schema stores it should read back as."""
    number = row["证件号码"]
    return row | {
        "证件号码": warehouse.vault.person_key(number),
        "性别": "男" if int(number[16]) % 2 else "女",
        "出生日期": date(1980, 1, 5),
        "行政村": PATHS[row["行政村"]],
    }


@few
@given(ROWS)
def test_good_rows_are_accepted_whole_and_read_back_equal(rows: list[dict[str, Any]]) -> None:
    people = numbered(rows)
    with fresh() as (folder, warehouse):
        assert send(warehouse, write_xlsx(folder / "a.xlsx", people)) == len(people)
        found = {row["证件号码"]: row for row in stored(warehouse, "residents")}
        for row in (as_stored(warehouse, row) for row in people):
            kept = found[row["证件号码"]]
            assert {name: kept[name] for name in row} == row


@few
@given(ROWS)
def test_importing_twice_is_importing_once(rows: list[dict[str, Any]]) -> None:
    people = numbered(rows)
    with fresh() as (folder, warehouse):
        send(warehouse, write_xlsx(folder / "a.xlsx", people))
        once = stored(warehouse, "residents")
        assert send(warehouse, folder / "a.xlsx") == 0
        assert send(warehouse, write_csv(folder / "a.csv", people)) == 0
        assert stored(warehouse, "residents") == once


@few
@given(ROWS, st.integers(0, 12))
def test_two_files_are_one_file(rows: list[dict[str, Any]], cut: int) -> None:
    people = numbered(rows)
    with fresh() as (folder, whole), fresh() as (_, split):
        send(whole, write_csv(folder / "all.csv", people))
        parts = [part for part in (people[:cut], people[cut:]) if part]
        for number, part in enumerate(parts):
            send(split, write_csv(folder / f"{number}.csv", part))
        assert stored(whole, "residents") == stored(split, "residents")


@few
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 3)), min_size=1, max_size=12))
def test_the_last_word_on_a_key_is_in_force(words: list[tuple[str, int]]) -> None:
    with fresh() as (folder, warehouse):
        for number, (item, amount) in enumerate(words):
            row = {"户编号": "1", "项目": item, "金额": amount, "第几份": number}
            path = write_csv(folder / f"{number}.csv", [row])
            import_file(warehouse, "payments", path, received_at=RECEIVED)
        found = {row["项目"]: row["金额"] for row in stored(warehouse, "payments")}
    assert found == {item: Decimal(amount) for item, amount in words}
