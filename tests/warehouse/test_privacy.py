"""No ID number leaves the door: not in rows, manifests, receipts, errors or logs."""

import logging
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from warehouse.made_up import grid, id_number, resident, write_grids

from luoshi.text.masking import masked_text, masked_value, without_id_numbers
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.warehouse import Warehouse

NUMBERS = [id_number(n) for n in range(1, 9)]


def rows() -> list[dict[str, object]]:
    wrong = NUMBERS[5][:-1] + ("0" if NUMBERS[5][-1] != "0" else "1")
    return [
        resident(1, 备注=f"户主 {NUMBERS[1]}"),
        resident(2, 户编号=NUMBERS[2]),
        resident(3, 电话=NUMBERS[3]),
        resident(4, 务工月数=NUMBERS[4]),
        resident(5, 证件号码=wrong),
        resident(6, 行政村=NUMBERS[6]),
        resident(7, 风险=NUMBERS[7]),
        resident(1, 备注="又一个"),
        resident(8, 备注=f"户主 {NUMBERS[1]}"),
    ]


def test_id_numbers_stay_out_of_everything_that_is_kept_or_shown(
    warehouse: Warehouse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name = f"{NUMBERS[0]}的家.xlsx"
    path = write_grids(tmp_path / name, {NUMBERS[1]: [*grid(rows())]})
    with caplog.at_level(logging.DEBUG):
        receipt = import_file(warehouse, "residents", path)
    assert (receipt.accepted, receipt.refused) == (1, 8)
    texts = [
        receipt.summary(),
        receipt.model_dump_json(),
        caplog.text,
        *all_stored(tmp_path / "home"),
    ]
    assert not [number for number in NUMBERS for text in texts if number in text]


def all_stored(home: Path) -> list[str]:
    """Every byte under the state folder, Parquet also unpacked."""
    files = [path for path in home.rglob("*") if path.is_file()]
    tables = [str(pq.read_table(path).to_pylist()) for path in files if path.suffix == ".parquet"]
    assert len(tables) == 2
    return tables + [path.read_bytes().decode("latin-1") for path in files]


def test_masks() -> None:
    number = NUMBERS[0]
    short = f"640401****{number[-2:]}"
    assert masked_text(f"a{number}b{number}") == f"a{short}b{short}"
    assert masked_value(number, personal=True) == short
    assert masked_value("张三", personal=True) == "****"
    assert masked_value("张三", personal=False) == "张三"
    assert masked_value("", personal=True) == ""
    assert masked_value("长" * 50, personal=False) == "长" * 40 + "…"
    assert without_id_numbers(f"编号 20240101093000，{number}") == f"编号 20240101093000，{short}"


def test_full_width_and_spaced_numbers_are_masked_too() -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in NUMBERS[0])
    spaced = f"{NUMBERS[0][:6]} {NUMBERS[0][6:14]} {NUMBERS[0][14:]}"
    assert without_id_numbers(f"：{wide}。") == f"：640401****{NUMBERS[0][-2:]}。"
    assert "****" in without_id_numbers(spaced)
