"""The engine finds what was planted and nothing else: in clean rows and in dirty files."""

import csv
from datetime import UTC, date, datetime

import pytest

from luoshi.demonstration.synthetic import write_province
from luoshi.demonstration.synthetic.loading import load_warehouse
from luoshi.pack import load
from luoshi.pack.loading import shipped_packs
from luoshi.pack.opening import open_warehouse
from luoshi.screening import screen
from luoshi.warehouse.engine import open_engine
from luoshi.warehouse.importing import import_file

COLOURS = {3: "red", 2: "orange", 1: "yellow"}


def found(pack, warehouse, as_of):
    return {
        (leads.parsed.rule.id, household, COLOURS[rank])
        for leads in screen(pack, open_engine(warehouse), as_of).leads
        for household, rank in zip(
            leads.rows["household"].to_pylist(), leads.rows["colour"].to_pylist(), strict=True
        )
    }


@pytest.mark.parametrize(("seed", "as_of"), [(1, date(2025, 6, 30)), (2, date(2024, 2, 29))])
def test_the_engine_finds_what_was_planted_and_nothing_else(tmp_path, seed, as_of):
    pack = load()
    warehouse = open_warehouse(pack, tmp_path)
    truth = load_warehouse(warehouse, pack, 3000, seed, as_of)
    planted = set(zip(*(truth[name].to_pylist() for name in truth.column_names[:3]), strict=True))
    assert found(pack, warehouse, as_of) == planted


def test_a_place_with_few_tables_and_rules_is_made_up_with_these_alone(tmp_path):
    pack = load(shipped_packs() / "example")
    warehouse = open_warehouse(pack, tmp_path)
    truth = load_warehouse(warehouse, pack, 3000, 1, date(2025, 6, 30))
    planted = set(zip(*(truth[name].to_pylist() for name in truth.column_names[:3]), strict=True))
    assert found(pack, warehouse, date(2025, 6, 30)) == planted
    assert {rule for rule, _, _ in planted} == pack.rules.keys()


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A dirty province of 3,000 imported file by file: its summary, warehouse and receipts."""
    folder = tmp_path_factory.mktemp("dirty")
    summary = write_province(folder / "files", 3000, seed=8)
    warehouse = open_warehouse(load(), folder)
    moment = datetime(2025, 7, 1, tzinfo=UTC)
    receipts = {
        table: import_file(warehouse, table, path, received_at=moment, reach=summary.as_of)
        for table, path in summary.paths.items()
    }
    return summary, warehouse, receipts


def test_the_importer_takes_every_good_row(imported):
    summary, _, receipts = imported
    for file in summary.files:
        assert receipts[file.table.id].accepted == file.rows, file.file_name


def test_the_importer_refuses_the_rows_written_badly_and_no_others(imported):
    summary, _, receipts = imported
    for file in summary.files:
        refused = {refusal.row for refusal in receipts[file.table.id].refusals}
        assert refused == {bad.row for bad in file.refused}, file.file_name


def test_screening_dirty_files_finds_what_was_planted_and_nothing_else(imported):
    summary, warehouse, _ = imported
    with (summary.out / "truth.csv").open(encoding="utf-8-sig", newline="") as file:
        planted = {(row["规则"], row["户编号"], row["颜色"]) for row in csv.DictReader(file)}
    assert found(load(), warehouse, summary.as_of) == planted
