"""Ledgers as relations: typed, as of now and as known at a moment."""

import os
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luoshi import pack
from luoshi.home import home
from luoshi.site.ledgers.actions.records import ChangeCell, RemoveRecord
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.journal import OutOfOrderError
from luoshi.site.ledgers.services.relation import define_ledgers
from luoshi.warehouse.engine import DuckEngine

pytestmark = pytest.mark.db

FIRST = datetime(2024, 1, 10, tzinfo=UTC)


def rows(ledger: str, known_at: datetime | None = None) -> list[dict[str, object]]:
    engine = DuckEngine()
    define_ledgers(engine, pack.load(), known_at)
    return engine.query(f"SELECT * FROM {ledger} ORDER BY _record").to_pylist()


def test_each_ledger_is_there_and_empty_at_first(db, ledgers) -> None:
    for ledger in ledgers:
        assert rows(ledger) == []


def test_values_have_their_types(keep) -> None:
    record = keep(户数=7, 完工日期=date(2024, 5, 1), 涉及类别="水渠,道路", 已验收="是")
    (row,) = rows("works")
    assert row == {
        "年度": 2024,
        "县": "640422000000",
        "工程名称": "一号渠",
        "类别": "水渠",
        "投资": Decimal("12.50"),
        "户数": 7,
        "完工日期": date(2024, 5, 1),
        "涉及类别": "水渠,道路",
        "已验收": "是",
        "主办单位": None,
        "_record": record.pk,
    }


def test_odd_texts_come_back_as_they_are(keep) -> None:
    text = '引号"、换行\n、反斜杠\\、🌾'
    keep(工程名称=text)
    assert rows("works")[0]["工程名称"] == text


def test_removed_records_are_gone(keep, people) -> None:
    RemoveRecord(keep(), people.county()).execute()
    assert rows("works") == []


def test_a_change_is_seen_at_once(keep, people) -> None:
    record = keep()
    assert rows("works")[0]["户数"] is None
    ChangeCell(record, people.county(), "户数", "5", 1).execute()
    assert rows("works")[0]["户数"] == 5


class TestKnownAt:
    @pytest.fixture
    def history(self, db, ledgers, people) -> Record:
        """投资 1 on 10 January, 2 on 11 January; removed today."""
        table = ledgers["works"]
        row = {"年度": 2024, "县": "640422000000", "工程名称": "一号渠", "类别": "水渠"}
        for day in (1, 2):
            at = FIRST + timedelta(days=day - 1)
            keep_rows(table, [{**row, "投资": Decimal(day)}], at=at)
        record = Record.objects.get()
        return RemoveRecord(record, people.county()).execute()

    @pytest.mark.parametrize(
        ("known_at", "amounts"),
        [
            (FIRST - timedelta(seconds=1), []),
            (FIRST, [Decimal(1)]),
            (FIRST + timedelta(hours=23), [Decimal(1)]),
            (FIRST + timedelta(days=1), [Decimal(2)]),
            (FIRST + timedelta(days=5), [Decimal(2)]),
            (None, []),
        ],
    )
    def test_is_what_stood_then(self, history, known_at, amounts) -> None:
        assert [row["投资"] for row in rows("works", known_at)] == amounts

    def test_history_is_written_in_order(self, history, ledgers) -> None:
        with pytest.raises(OutOfOrderError, match="按时间先后"):
            keep_rows(ledgers["works"], [], at=FIRST)

    def test_a_state_is_written_once(self, history) -> None:
        for _ in range(2):
            rows("works", FIRST)
        files = list((home() / "ledgers" / "works").glob("*.parquet"))
        assert len(files) == 1

    def test_what_nobody_asked_for_in_time_is_removed(self, history, keep) -> None:
        rows("works")
        folder = home() / "ledgers" / "works"
        (left,) = folder.iterdir()
        cut_off = folder / ".draft"
        cut_off.touch()
        for file in (left, cut_off):
            os.utime(file, (0, 0))
        keep(工程名称="二号渠")
        rows("works")
        (now,) = folder.iterdir()
        assert now not in (left, cut_off)


class TestKeepingRows:
    def test_a_known_key_changes_only_what_is_given(self, keep, ledgers) -> None:
        record = keep(户数=3)
        key = {"年度": 2024, "县": "640422000000", "工程名称": "一号渠"}
        done = keep_rows(ledgers["works"], [{**key, "投资": Decimal(9)}])
        record.refresh_from_db()
        assert (len(done.added), len(done.changed), done.same) == (0, 1, 0)
        assert (record.data["户数"], record.data["投资"], record.version) == ("3", "9.00", 2)

    def test_the_same_again_changes_nothing(self, keep, ledgers) -> None:
        record = keep()
        assert keep().pk == record.pk
        assert record.revisions.count() == 1

    def test_a_ledger_without_key_takes_every_row(self, keep) -> None:
        assert keep("meetings").pk != keep("meetings").pk
