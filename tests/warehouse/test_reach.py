"""To which day data reach: as their files name it, and mended rows as what they went back from."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse.made_up import payment, write_csv, write_xlsx
from warehouse.test_deliveries import CODE, county, county_warehouse, homes_in, listing

from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.importing import Coming, Sending, import_file, read_delivery
from luoshi.warehouse.warehouse import Warehouse

BEGUN = datetime(2025, 12, 1, 9, tzinfo=UTC)
Import = Callable[..., Manifest]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.delenv("LUOSHI_KEY", raising=False)
    return county_warehouse(tmp_path)


class Sender:
    """Sends files of 清单 day by day, and mends what went back."""

    def __init__(self, house: Warehouse, folder: Path) -> None:
        self.house, self.folder, self.day = house, folder, 0

    def book(self, name: str) -> Path:
        return self.folder / f"退回-{name}.xlsx"

    def send(self, name: str, rows: list[dict[str, object]], **said: object) -> Manifest | None:
        return self.again(write_xlsx(self.folder / f"{name}.xlsx", rows), name, **said)

    def again(self, path: Path, name: str, **said: object) -> Manifest | None:
        self.day += 1
        at, before = BEGUN + timedelta(days=self.day), len(self.house.batches("listing"))
        import_file(self.house, "listing", path, received_at=at, refused_to=self.book(name), **said)  # type: ignore[arg-type]
        after = self.house.batches("listing")
        return after[-1] if len(after) > before else None

    def mend(self, name: str, to: str, amount: object = 5, column: str = "金额") -> Path:
        book = openpyxl.load_workbook(self.book(name))
        for sheet in book.worksheets:
            at = [cell.value for cell in sheet[1]].index(column) + 1
            for line in range(2, sheet.max_row + 1):
                sheet.cell(line, at).value = amount  # type: ignore[assignment]
        book.save(self.folder / f"{to}.xlsx")
        return self.folder / f"{to}.xlsx"


@pytest.fixture
def sender(house: Warehouse, tmp_path: Path) -> Sender:
    return Sender(house, tmp_path)


def bad(*homes: str) -> list[dict[str, object]]:
    return listing(*homes, amount="没有")


class TestMended:
    def test_it_reaches_as_far_as_what_it_went_back_from(
        self, sender: Sender, house: Warehouse
    ) -> None:
        sender.send("甲_20250930", [*listing(*county("甲", 8)), *bad("甲8", "甲9")])
        sender.send("乙_20251031", listing(*county("乙")))
        sender.send("甲_20251031", listing(*county("甲", 8)))
        mended = sender.again(sender.mend("甲_20250930", "改好"), "x")
        assert mended is not None
        assert (mended.reach, mended.reach_by) == (date(2025, 9, 30), "file")
        assert mended.supplement
        assert set(homes_in(house, date(2025, 9, 30))) == set(county("甲"))

    def test_refused_again_it_still_says_from_where(self, sender: Sender) -> None:
        sender.send("甲_20250930", [*listing(*county("甲", 8)), *bad("甲8", "甲9")])
        half = sender.mend("甲_20250930", "改一半", "还没有")
        assert sender.again(half, "改一半") is None
        sender.send("甲_20251031", listing(*county("甲", 8)))
        mended = sender.again(sender.mend("改一半", "改好"), "x")
        assert mended is not None
        assert mended.reach == date(2025, 9, 30)

    def test_a_delivery_of_which_nothing_was_good_is_mended_whole(
        self, sender: Sender, house: Warehouse
    ) -> None:
        sender.send("甲_20250630", listing(*county("甲")))
        assert sender.send("甲_20250930", bad(*county("甲", 7))) is None
        mended = sender.again(sender.mend("甲_20250930", "退回-甲_20250930.xlsx"), "x")
        assert mended is not None
        assert (mended.reach, mended.supplement) == (date(2025, 9, 30), False)
        assert set(homes_in(house)) == set(county("甲", 7))

    def test_of_another_county_it_has_nothing(self, sender: Sender) -> None:
        sender.send("乙_20250531", listing(*county("乙", 9)))
        sender.send("甲_20250930", [*listing(*county("甲", 8)), *bad("乙9")], scope=(CODE["甲"],))
        path = sender.mend("甲_20250930", "改好")
        mended = sender.again(path, "x", scope=(CODE["乙"],))
        assert mended is not None
        assert (mended.reach, mended.counties) == (date(2025, 5, 31), (CODE["乙"],))

    def test_a_workbook_that_does_not_say_adds_to_its_countys_last(self, sender: Sender) -> None:
        sender.send("甲_20250930", [*listing(*county("甲", 8)), *bad("甲9")])
        sender.send("乙_20251031", listing(*county("乙")))
        mended = sender.again(sender.mend("甲_20250930", "改好"), "x")
        path = sender.mend("甲_20250930", "没写", "", column="退回自")
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["C2"] = 7
        book.save(path)
        other = sender.again(path, "y")
        assert mended is not None
        assert other is not None
        assert mended.reach == other.reach == date(2025, 9, 30)

    def test_of_what_was_not_stored_it_is_refused(self, sender: Sender, house: Warehouse) -> None:
        path = write_xlsx(
            sender.folder / "甲_20250930.xlsx", [*listing(*county("甲", 8)), *bad("甲9")]
        )
        coming = read_delivery(house, "listing", [path], Sending(received_at=BEGUN))
        assert isinstance(coming, Coming)
        coming.give_back(lambda _: sender.book("甲_20250930"))
        with pytest.raises(WarehouseError, match="那次报送没有入库，不能补送"):
            sender.again(sender.mend("甲_20250930", "改好"), "x")

    def test_of_several_days_it_is_sent_apart(self, sender: Sender, house: Warehouse) -> None:
        paths = []
        for month in ("0930", "1031"):
            name = f"甲_2025{month}"
            rows = listing(*county("甲", 8), amount=int(month))
            sender.send(name, [*rows, *bad("甲8" if month[0] == "0" else "甲9")])
            paths.append(sender.mend(name, f"改好{month}"))
        later = Sending(received_at=BEGUN + timedelta(days=9))
        coming = read_delivery(house, "listing", paths, later)
        assert isinstance(coming, Coming)
        with pytest.raises(WarehouseError, match=r"截至日子不同的几次报送.*请分开送"):
            coming.weigh()


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(1, 9)), min_size=1, max_size=5))
def test_mended_rows_move_the_reach_of_no_county(sent: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        sender = Sender(county_warehouse(Path(folder)), Path(folder))
        names = []
        for name, month in dict.fromkeys(sent):
            file = f"{name}_2025{month:02}28"
            sender.send(file, [*listing(f"{name}0", amount=month), *bad(f"{name}1")])
            names.append((file, date(2025, month, 28)))
        for file, day in names:
            mended = sender.again(sender.mend(file, f"改好{file[0]}{day:%m}"), "x")
            assert mended is not None
            assert (mended.reach, mended.reach_by) == (day, "file")


class TestNamedDays:
    @pytest.mark.parametrize("said", [{}, {"reach": date(2025, 7, 31)}])
    def test_files_of_different_days_are_no_delivery(
        self, house: Warehouse, tmp_path: Path, said: dict[str, date]
    ) -> None:
        paths = [
            write_csv(tmp_path / f"{name}_2025{day}.csv", listing(*county(name)))
            for name, day in (("甲", "0630"), ("乙", "0731"))
        ]
        coming = read_delivery(house, "listing", paths, Sending(received_at=BEGUN, **said))  # type: ignore[arg-type]
        assert isinstance(coming, Coming)
        if said:
            coming.store()
            return
        with pytest.raises(WarehouseError) as error:
            coming.store()
        assert "“甲_20250630.csv”是 2025-06-30、“乙_20250731.csv”是 2025-07-31" in str(error.value)
        assert house.batches("listing") == []

    def test_one_that_names_none_goes_with_the_other(
        self, house: Warehouse, tmp_path: Path
    ) -> None:
        paths = [
            write_csv(tmp_path / f"{name}.csv", [payment(f"{name[0]}0", "低保", 1)])
            for name in ("甲_20250630", "乙")
        ]
        coming = read_delivery(house, "listing", paths, Sending(received_at=BEGUN))
        assert isinstance(coming, Coming)
        assert {one.reach for one in coming.store()} == {date(2025, 6, 30)}
