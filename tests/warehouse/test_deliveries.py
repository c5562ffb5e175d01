"""Deliveries: a unit or nothing, each county its own, and what is shown before is what comes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from tried import tried
from warehouse.made_up import (
    CODES,
    ID_AREAS,
    TABLES,
    find_area,
    id_number,
    payment,
    resident,
    stored,
    write_csv,
)

from luoshi.warehouse.duck import connect
from luoshi.warehouse.engine import open_engine
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.holding import HeldError
from luoshi.warehouse.importing import Coming, Sending, import_file, read_delivery
from luoshi.warehouse.preview import ChangedError, as_previewed, preview
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.schema import About, Column, FieldType, Table
from luoshi.warehouse.storage import COUNTY, ROW
from luoshi.warehouse.strays import strays
from luoshi.warehouse.terms import Limits, Terms
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse
from luoshi.warehouse.weighing import confirmed, demand_harmless

HOMES = Table(
    id="homes",
    title="住户",
    home="dataset",
    about=About.HOUSEHOLD,
    key=("户编号",),
    delivery="full",
    columns=(
        Column(name="户编号", type=FieldType.HOUSEHOLD, required=True),
        Column(name="行政村", type=FieldType.AREA, required=True),
    ),
)
CLAIMS = Table(
    id="claims",
    title="结算",
    home="dataset",
    about=About.RECORD,
    key=("编号",),
    columns=(
        Column(name="编号", type=FieldType.TEXT, required=True),
        Column(name="户编号", type=FieldType.HOUSEHOLD, required=True),
    ),
)


EVENTS = Table(
    id="events",
    title="事件",
    home="dataset",
    about=About.RECORD,
    key=("编号",),
    happened=("日期",),
    columns=(
        Column(name="编号", type=FieldType.TEXT, required=True),
        Column(name="户编号", type=FieldType.HOUSEHOLD, required=True),
        Column(name="日期", type=FieldType.DATE, required=True),
    ),
)
VILLAGES = {"甲": "640401100201", "乙": "640402200203", "丙": "640403100201"}
CODE = {name: village[:6] for name, village in VILLAGES.items()}
NAME = {code: f"{name}县" for name, code in CODE.items()}
BEGUN = datetime(2024, 3, 1, 9, tzinfo=UTC)

LATER = BEGUN + timedelta(days=60)

Send = Callable[..., tuple[Receipt, ...]]


def county_warehouse(root: Path, gone: str = "0.4", refused: str = "0.5") -> Warehouse:
    """A warehouse of three counties with homes 甲0 to 甲9, 乙0 to 乙9 and 丙0 to 丙9."""
    limits = Limits(gone=Decimal(gone), refused=Decimal(refused))
    terms = Terms(None, "homes", lambda _: limits, lambda code: NAME[code])
    tables = {**TABLES, "homes": HOMES, "claims": CLAIMS, "events": EVENTS}
    vault = Vault.at(root / "vault")
    made = Warehouse(root / "warehouse", tables, CODES, find_area, vault, ID_AREAS, terms)
    rows = [
        {"户编号": f"{name}{n}", "行政村": village}
        for name, village in VILLAGES.items()
        for n in range(10)
    ]
    import_file(made, "homes", write_csv(root / "住户.csv", rows), received_at=BEGUN)
    return made


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.delenv("LUOSHI_KEY", raising=False)
    return county_warehouse(tmp_path)


def claim(number: int, home: str) -> dict[str, object]:
    return {"编号": f"N{number}", "户编号": home}


def listing(*homes: str, amount: object = 1) -> list[dict[str, object]]:
    return [payment(home, "低保", amount) for home in homes]


def county(name: str, count: int = 10) -> list[str]:
    return [f"{name}{n}" for n in range(count)]


@pytest.fixture
def send(house: Warehouse, tmp_path: Path) -> Send:
    """Sends files of 清单, each a list of rows, as one delivery."""
    days = iter(range(1, 100))

    def send(*files: list[dict[str, object]], consent: object = demand_harmless, **said: object):
        day = next(days)
        paths = [
            write_csv(tmp_path / f"{day}-{at}.csv", rows) for at, rows in enumerate(files, start=1)
        ]
        at = BEGUN + timedelta(days=day)
        coming = read_delivery(house, "listing", paths, Sending(received_at=at, **said))  # type: ignore[arg-type]
        assert isinstance(coming, Coming)
        return coming.store(consent)  # type: ignore[arg-type]

    return send


def homes_in(house: Warehouse, day: date | None = None) -> dict[str, int]:
    engine = open_engine(house)
    rows = (engine.on(day) if day else engine).query('SELECT "户编号", "金额" FROM listing')
    return {row["户编号"]: int(row["金额"]) for row in rows.to_pylist()}


class TestOfEvents:
    @pytest.fixture
    def send(self, house: Warehouse, tmp_path: Path) -> Callable[..., None]:
        moments = iter(BEGUN + timedelta(hours=n) for n in range(1, 9))

        def send(name: str, *rows: tuple[str, date], **said: Any) -> None:
            lines = [{"编号": home, "户编号": home, "日期": day} for home, day in rows]
            path = write_csv(tmp_path / name, lines)
            sending = Sending(received_at=next(moments), **said)
            coming = read_delivery(house, "events", [path], sending)
            assert isinstance(coming, Coming)
            coming.store()

        return send

    def test_one_tells_of_the_counties_of_its_rows_be_they_known(
        self, house: Warehouse, send: Callable[..., None]
    ) -> None:
        first, second = ("甲1", date(2023, 5, 6)), ("乙1", date(2023, 7, 8))
        send("a.csv", first, second)
        send("b.csv", second, reach=date(2024, 2, 1))
        send("c.csv", second, scope=tuple(CODE.values()), since=date(2022, 1, 1))
        both, again, named = house.batches("events")
        assert (both.counties, both.begins) == ((CODE["甲"], CODE["乙"]), first[1])
        assert (again.accepted, again.known, again.counties) == (0, 1, (CODE["乙"],))
        assert again.begins == second[1]
        assert (named.counties, named.begins) == (tuple(CODE.values()), date(2022, 1, 1))

    def test_one_of_no_known_county_tells_of_none(
        self, house: Warehouse, send: Callable[..., None]
    ) -> None:
        send("a.csv", ("不明", date(2023, 5, 6)))
        assert house.batches("events")[0].counties == ()


class TestOfOneCounty:
    def test_it_never_touches_anothers_rows(self, house: Warehouse, send: Send) -> None:
        send(listing(*county("甲")))
        send(listing(*county("乙")))
        assert set(homes_in(house)) == {*county("甲"), *county("乙")}
        assert house.batches("listing")[-1].counties == (CODE["乙"],)
        send(listing(*county("甲", 7)))
        assert set(homes_in(house)) == {*county("甲", 7), *county("乙")}

    def test_a_stray_row_of_another_county_is_held(self, house: Warehouse, send: Send) -> None:
        send(listing(*county("甲"), *county("乙")))
        stray = listing(*county("甲"), "乙3", amount=2)
        with pytest.raises(HeldError, match="超过 40%：乙县现有 10 行，9 行将不再有效"):
            send(stray)
        assert len(homes_in(house)) == 20

    def test_sent_for_a_county_rows_of_another_are_refused_with_whose_they_are(
        self, house: Warehouse, send: Send
    ) -> None:
        send(listing(*county("甲"), *county("乙")))
        (receipt,) = send(listing(*county("甲", 8), "乙3", amount=2), scope=(CODE["甲"],))
        found = homes_in(house)
        assert set(found) == {*county("甲", 8), *county("乙")}
        assert (found["乙3"], receipt.accepted, receipt.refused) == (1, 8, 1)
        (refusal,) = receipt.refusals
        assert (refusal.row, refusal.reason) == (10, "这一行属于乙县，不在这次报送的甲县")
        assert refusal.mend == "由乙县报送；属于甲县的，改正户编号，或先更新登记册"
        send(listing(*county("乙"), amount=3), scope=(CODE["乙"],))
        assert homes_in(house)["乙3"] == 3

    def test_by_its_own_area_too(self, house: Warehouse, tmp_path: Path) -> None:
        rows = [{"户编号": f"甲{n}", "行政村": VILLAGES["甲"]} for n in range(10)]
        rows.append({"户编号": "乙3", "行政村": VILLAGES["乙"]})
        receipt = import_file(
            house, "homes", write_csv(tmp_path / "甲.csv", rows), scope=(CODE["甲"],)
        )
        assert (receipt.refused, receipt.refusals[0].row) == (1, 12)
        assert "改正行政村" in receipt.refusals[0].mend

    def test_what_moved_in_is_asked_and_gone_from_where_it_was(
        self, house: Warehouse, tmp_path: Path
    ) -> None:
        rows = [{"户编号": f"甲{n}", "行政村": VILLAGES["甲"]} for n in range(10)]
        rows.append({"户编号": "乙3", "行政村": VILLAGES["甲"]})
        path = write_csv(tmp_path / "甲.csv", rows)
        coming = read_delivery(house, "homes", [path], Sending(scope=(CODE["甲"],)))
        assert isinstance(coming, Coming)
        with pytest.raises(HeldError, match="从别的县转来，那里不再有：乙县 1 行"):
            coming.store(demand_harmless)
        coming.store(confirmed)
        told = {one.county: (one.before, one.gone) for one in preview(coming).effect.counties}
        assert told[CODE["乙"]] == (9, 0)

    def test_a_number_of_anothers_record_is_not_taken(
        self, house: Warehouse, tmp_path: Path
    ) -> None:
        theirs = write_csv(tmp_path / "乙.csv", [claim(1, "乙0"), claim(2, "乙1")])
        import_file(house, "claims", theirs)
        rows = [claim(1, "甲0"), claim(3, "甲0"), claim(2, "不明")]
        receipt = import_file(
            house, "claims", write_csv(tmp_path / "甲.csv", rows), scope=(CODE["甲"],)
        )
        assert receipt.accepted == 1
        assert [one.reason for one in receipt.refusals] == [
            "库中这个编号是乙县的一行，不在这次报送的甲县"
        ] * 2
        assert [row["户编号"] for row in stored(house, "claims")] == ["乙0", "乙1", "甲0"]

    def test_a_household_no_register_knows_is_told(self, house: Warehouse, send: Send) -> None:
        (receipt,) = send(listing("甲0", "不明1"), scope=(CODE["甲"],))
        assert "有 1 行在登记册里找不到所在的县；算在这次报送的县" in receipt.warnings

    def test_the_vault_keeps_no_number_of_a_row_that_went_back(
        self, house: Warehouse, tmp_path: Path
    ) -> None:
        rows = [resident(1, 行政村=VILLAGES["甲"]), resident(2, 行政村=VILLAGES["乙"])]
        path = write_csv(tmp_path / "人.csv", rows)
        assert import_file(house, "residents", path, scope=(CODE["甲"],)).refused == 1
        assert house.vault.open(house.vault.person_key(id_number(1))) == id_number(1)
        with pytest.raises(WarehouseError):
            house.vault.open(house.vault.person_key(id_number(2)))

    def test_what_no_register_knows_goes_with_its_delivery(
        self, house: Warehouse, send: Send
    ) -> None:
        (receipt,) = send(listing(*county("甲"), "不明1"))
        assert any("有 1 行在登记册里找不到所在的县" in one for one in receipt.warnings)
        send(listing(*county("乙")))
        assert "不明1" in homes_in(house)
        send(listing(*county("甲")))
        assert "不明1" not in homes_in(house)

    def test_of_no_known_county_it_says_that_it_gives_way(
        self, house: Warehouse, send: Send
    ) -> None:
        send(listing(*county("甲")))
        (receipt,) = send(listing("不明1", "不明2"))
        assert any("以后本表任何一次全量报送都会替换它们" in one for one in receipt.warnings)
        assert set(homes_in(house)) == {*county("甲"), "不明1", "不明2"}
        with pytest.raises(HeldError, match="县不明的现有 2 行，2 行将不再有效"):
            send(listing(*county("乙")))
        send(listing(*county("乙")), consent=confirmed)
        assert set(homes_in(house)) == {*county("甲"), *county("乙")}


class TestHeld:
    def test_of_no_known_county_though_sent_for_several(self, house: Warehouse, send: Send) -> None:
        both = (CODE["甲"], CODE["乙"])
        send(listing(*[f"不明{n}" for n in range(10)]), scope=both)
        with pytest.raises(HeldError, match="县不明的现有 10 行，5 行将不再有效"):
            send(listing(*[f"不明{n}" for n in range(5)]), scope=both)

    def test_of_one_county_though_no_register_knows_its_rows(
        self, house: Warehouse, send: Send
    ) -> None:
        send(listing(*[f"不明{n}" for n in range(10)]), scope=(CODE["甲"],))
        with pytest.raises(HeldError, match="甲县现有 10 行，5 行将不再有效"):
            send(listing(*[f"不明{n}" for n in range(5)]), scope=(CODE["甲"],))

    def test_at_the_share_it_is_stored_and_beyond_it_is_held(
        self, house: Warehouse, send: Send
    ) -> None:
        send(listing(*county("甲")))
        send(listing(*county("甲", 6)))  # 4 of 10
        assert len(homes_in(house)) == 6
        with pytest.raises(HeldError, match="甲县现有 6 行，3 行将不再有效"):
            send(listing(*county("甲", 3)))
        assert len(homes_in(house)) == 6
        send(listing(*county("甲", 3)), consent=confirmed)
        assert len(homes_in(house)) == 3
        assert "3 行将不再有效" in house.batches("listing")[-1].confirmed[0]
        assert house.batches("listing")[-2].confirmed == ()

    def test_when_most_rows_are_refused(self, house: Warehouse, send: Send) -> None:
        good, bad = listing("甲0", "甲1"), listing("甲2", "甲3", amount="没有")
        send([*good, *bad])  # half
        with pytest.raises(HeldError, match="5 行中退回 3 行，超过 50%"):
            send([*good, *bad, *listing("甲4", amount="无")])

    def test_when_it_reaches_to_an_earlier_day(self, house: Warehouse, send: Send) -> None:
        june, may = date(2024, 2, 29), date(2024, 1, 31)
        send(listing(*county("甲")), reach=june)
        with pytest.raises(HeldError, match="截至 2024-01-31，早于现有的数据（甲县 2024-02-29）"):
            send(listing(*county("甲", 9), amount=2), reach=may)
        send(listing(*county("甲", 9), amount=2), reach=may, consent=confirmed)
        assert homes_in(house) == dict.fromkeys(county("甲"), 1)
        assert homes_in(house, may) == dict.fromkeys(county("甲", 9), 2)
        send(listing(*county("乙")), reach=may)  # another county's: nothing there is newer
        send(listing(*county("甲"), amount=3), reach=june)  # the same day: the later one counts
        assert homes_in(house)["甲0"] == 3

    def test_mended_rows_are_not(self, house: Warehouse, send: Send, tmp_path: Path) -> None:
        rows = [*listing(*county("甲")), *listing("乙0", amount="没有")]
        path = write_csv(tmp_path / "全.csv", rows)
        back = tmp_path / "退回.xlsx"
        import_file(house, "listing", path, refused_to=back, consent=demand_harmless)
        mended = write_csv(
            tmp_path / "改好.csv", [{**listing("乙0")[0], "退回原因": "金额：不是数"}]
        )
        import_file(house, "listing", mended, consent=demand_harmless)
        assert set(homes_in(house)) == {*county("甲"), "乙0"}

    def test_nothing_reaches_beyond_the_day_it_came(
        self, house: Warehouse, send: Send, tmp_path: Path
    ) -> None:
        send(listing("甲0"), reach=(BEGUN + timedelta(days=1)).date())
        with pytest.raises(WarehouseError, match="晚于收到的日子"):
            send(listing("甲0"), reach=(BEGUN + timedelta(days=3)).date())
        named = write_csv(tmp_path / "清单_20240401.csv", listing("甲0"))
        with pytest.raises(WarehouseError, match="文件名里的数据截至日 2024-04-01"):
            import_file(house, "listing", named, received_at=BEGUN + timedelta(days=9))


class TestZero:
    @pytest.fixture
    def empty(self, tmp_path: Path) -> Path:
        path = tmp_path / "清单.csv"
        path.write_text("户编号,项目,金额\n", encoding="utf-8")
        return path

    def test_it_is_asked_then_puts_the_countys_rows_out_of_force(
        self, house: Warehouse, send: Send, empty: Path
    ) -> None:
        send(listing(*county("甲"), *county("乙")))
        told = Sending(scope=(CODE["甲"],), reach=date(2024, 3, 31), received_at=LATER)
        coming = read_delivery(house, "listing", [empty], told)
        assert isinstance(coming, Coming)
        with pytest.raises(HeldError, match="零报告：截至 2024-03-31 一行也没有（甲县）"):
            coming.store(demand_harmless)
        seen = {one.county: one.after for one in preview(coming).effect.counties}
        assert seen == {CODE["甲"]: 0, CODE["乙"]: 10}
        (receipt,) = coming.store(confirmed)
        assert "零报告：这次报送的县（市、区）截至 2024-03-31 一行也没有" in receipt.warnings
        assert set(homes_in(house)) == set(county("乙"))
        batch = house.batches("listing")[-1]
        assert (batch.is_zero, batch.reach, batch.counties) == (True, told.reach, told.scope)
        assert isinstance(read_delivery(house, "listing", [empty], told), tuple)

    def test_of_events_it_moves_the_day_they_are_told_to(
        self, house: Warehouse, empty: Path
    ) -> None:
        empty.write_text("编号,户编号\n", encoding="utf-8")
        path = empty.rename(empty.with_name("结算_20240331.csv"))
        (receipt,) = import_all(house, "claims", path, scope=(CODE["甲"],))
        assert (receipt.reach, receipt.batch) == (date(2024, 3, 31), house.batches("claims")[0].id)

    @pytest.mark.parametrize("said", [{}, {"scope": (CODE["甲"],)}, {"reach": date(2024, 1, 31)}])
    def test_not_told_of_whom_and_to_which_day_it_is_refused(
        self, house: Warehouse, empty: Path, said: dict[str, object]
    ) -> None:
        with pytest.raises(WarehouseError, match="写明是哪个县的、数据截至哪一天，作零报告再送"):
            read_delivery(house, "listing", [empty], Sending(**said))  # type: ignore[arg-type]

    def test_a_file_of_which_all_rows_are_refused_is_none(
        self, house: Warehouse, send: Send
    ) -> None:
        said = {"scope": (CODE["甲"],), "reach": date(2024, 3, 1)}
        (receipt,) = send(listing("甲0", amount="没有"), **said)
        assert receipt.is_lost
        assert house.batches("listing") == []


class TestAgain:
    def test_what_was_replaced_since_may_be_taken_back(
        self, house: Warehouse, tmp_path: Path
    ) -> None:
        first, second = (
            write_csv(tmp_path / f"{n}.csv", listing(*county("甲"), amount=n)) for n in (1, 2)
        )
        for path in (first, second):
            import_all(house, "listing", path)
        (told,) = import_all(house, "listing", first)
        assert told.replaced_since
        assert homes_in(house) == dict.fromkeys(county("甲"), 2)
        coming = read_delivery(house, "listing", [first], Sending(again=True))
        assert isinstance(coming, Coming)
        assert preview(coming).again.endswith("后来被别的报送替换")
        coming.store(confirmed)
        assert homes_in(house) == dict.fromkeys(county("甲"), 1)
        (told,) = import_all(house, "listing", first)
        assert (told.replaced_since, told.earlier_batch) == (False, house.batches("listing")[-1].id)

    def test_of_events_a_replaced_row_is_enough(self, house: Warehouse, tmp_path: Path) -> None:
        first = write_csv(tmp_path / "1.csv", [claim(1, "甲0"), claim(2, "甲0")])
        import_all(house, "claims", first)
        assert not import_all(house, "claims", first)[0].replaced_since
        import_all(house, "claims", write_csv(tmp_path / "2.csv", [claim(1, "甲1")]))
        assert import_all(house, "claims", first)[0].replaced_since


def import_all(house: Warehouse, table: str, path: Path, **said: object) -> tuple[Receipt, ...]:
    """Read a file and store what is new, unless it came before."""
    found = read_delivery(house, table, [path], Sending(**said))  # type: ignore[arg-type]
    return found.store(confirmed) if isinstance(found, Coming) else found


class TestUnit:
    def test_a_file_that_cannot_be_read_stops_all(
        self, house: Warehouse, tmp_path: Path, send: Send
    ) -> None:
        with pytest.raises(WarehouseError, match=r"1-2\.csv：.*没有找到表头"):
            send(listing(*county("甲", 5)), [{"别的": 1}])
        assert homes_in(house) == {}
        receipts = send(listing(*county("甲", 5)), listing(*county("甲")[5:]))
        assert [receipt.accepted for receipt in receipts] == [5, 5]
        assert set(homes_in(house)) == set(county("甲"))

    def test_the_same_files_add_nothing_and_one_of_them_is_another_delivery(
        self, house: Warehouse, tmp_path: Path
    ) -> None:
        paths = [
            write_csv(tmp_path / f"{at}.csv", listing(*homes))
            for at, homes in enumerate([county("甲", 5), county("甲")[5:]])
        ]
        coming = read_delivery(house, "listing", paths, Sending())
        assert isinstance(coming, Coming)
        coming.store()
        for again in (paths, paths[::-1]):
            told = read_delivery(house, "listing", again, Sending())
            assert isinstance(told, tuple)
            assert [one.accepted for one in told] == [0] * len(again)
        assert len(homes_in(house)) == 10
        assert [part.rows for part in house.batches("listing")[0].parts] == [5, 5]
        half = read_delivery(house, "listing", paths[:1], Sending())
        assert isinstance(half, Coming)
        with pytest.raises(HeldError, match="甲县现有 10 行，5 行将不再有效"):
            half.store(demand_harmless)

    def test_a_key_in_two_files_with_other_values_is_refused_in_both(
        self, house: Warehouse, send: Send
    ) -> None:
        first, second = send(listing("甲0", "甲1"), [*listing("甲1"), *listing("甲0", amount=9)])
        assert (first.accepted, first.known, first.refused) == (1, 0, 1)
        assert (second.accepted, second.known, second.refused) == (0, 1, 1)
        for receipt, row, other in ((first, 2, "1-2.csv”工作表“数据”第 3 行"),
                                    (second, 3, "1-1.csv”工作表“数据”第 2 行")):  # fmt: skip
            (refusal,) = receipt.refusals
            assert refusal.row == row
            assert f"与文件“{other}相同，其他内容不同" in refusal.reason
        assert homes_in(house) == {"甲1": 1}

    @pytest.mark.parametrize("step", ["batches.write_batch", "batches.move_in", "vault.move_in"])
    def test_killed_at_any_step_nothing_of_it_is_in_force(
        self, house: Warehouse, send: Send, tmp_path: Path, step: str
    ) -> None:
        send(listing(*county("甲"), *county("乙")))
        before = homes_in(house)
        paths = [
            write_csv(tmp_path / f"新{name}.csv", listing(*county(name, 9), amount=2))
            for name in ("甲", "乙")
        ]
        assert _killed(tmp_path, step, paths) in (-signal.SIGKILL, 0)
        after = homes_in(house)
        new = dict.fromkeys([*county("甲", 9), *county("乙", 9)], 2)
        assert after == (before if step != "vault.move_in" else new)
        coming = read_delivery(house, "listing", paths, Sending())
        if isinstance(coming, Coming):
            coming.store()
        assert homes_in(house) == new


_KILLED = """
import os, signal, sys
from pathlib import Path
import luoshi.warehouse.{module} as found
from luoshi.warehouse import warehouse as house_module
from warehouse.test_deliveries import made_again
from luoshi.warehouse.importing import Sending, read_delivery

def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

found.{name} = die
if hasattr(house_module, "{name}"):
    house_module.{name} = die
house = made_again(Path(sys.argv[1]))
read_delivery(house, "listing", [Path(one) for one in sys.argv[2:]], Sending()).store()
"""


def made_again(root: Path) -> Warehouse:
    """The warehouse of the counties, opened by another process."""
    tables = {**TABLES, "homes": HOMES, "claims": CLAIMS}
    terms = Terms(None, "homes", None, lambda code: NAME[code])
    vault = Vault.at(root / "vault")
    return Warehouse(root / "warehouse", tables, CODES, find_area, vault, ID_AREAS, terms)


def _killed(root: Path, step: str, paths: list[Path]) -> int:
    module, name = step.split(".")
    program = _KILLED.format(module=module, name=name)
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", program, str(root), *map(str, paths)],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    return done.returncode


class TestPreview:
    def test_what_was_seen_is_what_is_agreed_to(
        self, house: Warehouse, send: Send, tmp_path: Path
    ) -> None:
        send(listing(*county("甲")))
        path = write_csv(tmp_path / "新.csv", listing(*county("甲", 2)))
        coming = read_delivery(house, "listing", [path], Sending())
        assert isinstance(coming, Coming)
        seen = preview(coming)
        assert len(house.batches("listing")) == 1
        assert (seen.effect.total.before, seen.effect.total.gone) == (10, 8)
        assert [one for one in seen.lines(house.terms) if one.startswith("要确认")]
        send(listing(*county("乙")))
        with pytest.raises(ChangedError):
            coming.store(as_previewed(seen))
        assert len(homes_in(house)) == 20
        coming.store(as_previewed(preview(coming)))
        assert set(homes_in(house)) == {*county("甲", 2), *county("乙")}

    def test_counties_without_a_row_are_told_to_stay(
        self, house: Warehouse, send: Send, tmp_path: Path
    ) -> None:
        send(listing(*county("甲"), *county("乙")))
        path = write_csv(tmp_path / "新.csv", listing(*county("甲")))
        for scope, kept in (((), (CODE["乙"],)), (tuple(CODE.values()), ())):
            coming = read_delivery(house, "listing", [path], Sending(scope=scope))
            assert isinstance(coming, Coming)
            seen = preview(coming)
            assert seen.kept == kept
            told = any("仍然保留：乙县" in line for line in seen.lines(house.terms))
            assert told == bool(kept)

    def test_a_file_without_a_good_row_changes_nothing(
        self, house: Warehouse, send: Send, tmp_path: Path
    ) -> None:
        send(listing(*county("甲"), *county("乙", 4)))
        path = write_csv(tmp_path / "坏.csv", listing("甲0", amount="没有"))
        coming = read_delivery(house, "listing", [path], Sending())
        assert isinstance(coming, Coming)
        seen = preview(coming)
        assert (seen.reach, seen.receipts[0].refused) == (None, 1)
        told = {one.county: (one.before, one.after) for one in seen.effect.counties}
        assert told == {CODE["甲"]: (10, 10), CODE["乙"]: (4, 4)}


ROW_OF = st.tuples(st.sampled_from(["甲0", "甲1", "乙0"]), st.integers(1, 2))


@tried(12)
@given(
    files=st.lists(st.lists(ROW_OF, min_size=1, max_size=4), min_size=1, max_size=3),
    random=st.randoms(use_true_random=False),
)
def test_what_a_delivery_takes_and_refuses_does_not_depend_on_any_order(
    files: list[list[tuple[str, int]]], random: Random
) -> None:
    said: dict[str, set[int]] = {}
    for home, amount in (row for rows in files for row in rows):
        said.setdefault(home, set()).add(amount)
    sure = {home: amounts.pop() for home, amounts in said.items() if len(amounts) == 1}
    mixed = [random.sample(rows, len(rows)) for rows in random.sample(files, len(files))]
    for order in (files, mixed):
        with TemporaryDirectory() as folder:
            house = county_warehouse(Path(folder))
            paths = [
                write_csv(Path(folder) / f"{n}.csv", [payment(home, "低保", a) for home, a in rows])
                for n, rows in enumerate(order)
            ]
            coming = read_delivery(house, "listing", paths, Sending())
            assert isinstance(coming, Coming)
            receipts = coming.store(confirmed)
            assert homes_in(house) == sure
            doubted = [home for rows in files for home, _ in rows if home not in sure]
            assert sum(one.refused for one in receipts) == len(doubted)


Step = tuple[frozenset[str], dict[str, int], int]
"""The counties it is sent for (none: the rows tell), amounts by home, the month it reaches to."""

HOME = st.sampled_from([f"{name}{n}" for name in VILLAGES for n in range(3)])
STEPS = st.lists(
    st.tuples(
        st.frozensets(st.sampled_from(sorted(VILLAGES)), max_size=2),
        st.dictionaries(HOME, st.integers(1, 3), min_size=1, max_size=6),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=4,
)


@tried(6, phases=[Phase.explicit, Phase.generate])
@given(steps=STEPS)
def test_each_county_has_what_was_sent_for_it_last_and_the_preview_told_it(
    steps: list[Step],
) -> None:
    with TemporaryDirectory() as folder:
        house = county_warehouse(Path(folder))
        for number, (scope, amounts, month) in enumerate(steps):
            rows = [payment(home, "低保", amount) for home, amount in amounts.items()]
            path = write_csv(Path(folder) / f"{number}.csv", rows)
            sending = Sending(
                received_at=BEGUN + timedelta(days=number + 1),
                scope=tuple(sorted(CODE[name] for name in scope)),
                reach=date(2023, month, 28),
                again=True,
            )
            coming = read_delivery(house, "listing", [path], sending)
            assert isinstance(coming, Coming)
            own = [*scope] or [*VILLAGES]
            strays = sum(home[0] not in own for home in amounts)
            told, before = preview(coming).effect, homes_in(house)
            assert sum(receipt.refused for receipt in coming.store(confirmed)) == strays
            after = homes_in(house)
            assert after == expected(steps[: number + 1])
            for name, code in CODE.items():
                assert [one for one in told.counties if one.county == code] == [
                    *seen(code, by_county(before, name), by_county(after, name))
                ]


def expected(steps: list[Step]) -> dict[str, int]:
    """What is in force by a plain account: each delivery in the order of its reach.

    Rows of other counties than it is sent for do not count; one without any other is none. Of a
    delivery, rows go as their county is sent anew, and all as its last county is.
    """
    taken = ((own, {h: a for h, a in amounts.items() if not own or h[0] in own}, month)
             for own, amounts, month in steps)  # fmt: skip
    ordered = sorted((one for one in taken if one[1]), key=lambda step: step[2])
    covers = [scope or frozenset(home[0] for home in amounts) for scope, amounts, _ in ordered]
    found: dict[str, int] = {}
    for place, (_, amounts, _) in enumerate(ordered):
        later = frozenset[str]().union(*covers[place + 1 :])
        if not covers[place] <= later:
            found |= {home: amount for home, amount in amounts.items() if home[0] not in later}
    return found


def by_county(found: dict[str, int], name: str) -> dict[str, int]:
    return {home: amount for home, amount in found.items() if home[0] == name}


def seen(code: str, before: dict[str, int], after: dict[str, int]):
    from luoshi.warehouse.effect import CountyEffect

    if before or after:
        both = before.keys() & after.keys()
        yield CountyEffect(
            county=code,
            before=len(before),
            added=len(after.keys() - before.keys()),
            changed=sum(before[home] != after[home] for home in both),
            gone=len(before.keys() - after.keys()),
        )


@tried(12, phases=[Phase.explicit, Phase.generate])
@given(
    before=st.lists(HOME, min_size=1, unique=True),
    own=st.sampled_from(sorted(VILLAGES)),
    rows=st.dictionaries(
        st.one_of(HOME, st.just("不明")), st.integers(2, 3), min_size=1, max_size=6
    ),
    late=st.booleans(),
)
def test_the_delivery_of_one_county_leaves_all_others_byte_for_byte(
    before: list[str], own: str, rows: dict[str, int], late: bool
) -> None:
    with TemporaryDirectory() as folder:
        house = county_warehouse(Path(folder))
        path = write_csv(Path(folder) / "全.csv", listing(*before))
        import_file(house, "listing", path, received_at=BEGUN, reach=date(2023, 6, 30))
        reach = date(2023, 3 if late else 9, 30)
        days = (reach, date(2023, 6, 30), date.max)
        others = [_of_others(house, own, day) for day in days]
        path = write_csv(Path(folder) / "县.csv", [payment(h, "低保", a) for h, a in rows.items()])
        sending = Sending(scope=(CODE[own],), reach=reach, received_at=BEGUN + timedelta(days=1))
        coming = read_delivery(house, "listing", [path], sending)
        if isinstance(coming, Coming):
            coming.store(confirmed)
        assert [_of_others(house, own, day) for day in days] == others


def _of_others(house: Warehouse, own: str, day: date) -> list[tuple[object, ...]]:
    """The rows of other counties with where they came from."""
    with connect() as database:
        found = database.sql(house.relation("listing", day=day)).fetchall()
    return sorted(row for row in found if not str(row[0]).startswith((own, "不明")))


def test_a_row_of_the_region_comes_with_several_counties_never_with_one(tmp_path: Path) -> None:
    cells = {"户编号": ["H1"], "行政村": ["640000000000"], COUNTY: ["640000"]}
    rows = pa.table({**cells, ROW: pa.array([1], pa.int64())})
    alone, together = ((CODE["甲"],), (CODE["甲"], CODE["乙"]))
    assert [one.county for one in strays(rows, HOMES, alone, (), tmp_path)] == ["640000"]
    assert strays(rows, HOMES, together, (), tmp_path) == []
