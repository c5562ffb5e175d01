"""Departments send data on the site: checked, shown, stored when told to; each sees its own."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django.utils.timezone import localdate
from openpyxl import load_workbook
from rights_cases import PageCases
from warehouse.made_up import id_number

from luoshi import pack
from luoshi.areas import Level
from luoshi.months import months_between
from luoshi.site import sources, storage, sweeping
from luoshi.site.accounts.models import User
from luoshi.site.audit.models import Event
from luoshi.site.audit.services import Action
from luoshi.site.deliveries import policies
from luoshi.site.deliveries.actions import MOST, SendDelivery
from luoshi.site.deliveries.choices import State
from luoshi.site.deliveries.models import Delivery
from luoshi.site.deliveries.presenters.overview import lines
from luoshi.site.deliveries.services import reading
from luoshi.site.rights import Ability, Refused, scope_of

UNIT, OTHER = "住房城乡建设厅", "民政厅"
COUNTY, NEIGHBOUR = "640422", "640423"

ClientOf = Callable[..., Client]
Send = Callable[..., Delivery]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: None) -> Path:
    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def houses(*lines: str, name: str = "住房.csv") -> SimpleUploadedFile:
    text = "\n".join(["户编号,住房状况,房屋等级", *lines])
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


def homes(first: int, count: int) -> list[str]:
    return [f"H{number},自有住房,D" for number in range(first, first + count)]


@pytest.fixture
def bureau(client_of: ClientOf) -> Client:
    """The county's bureau of the unit that sends 住房安全."""
    return client_of("department", area=COUNTY, unit=UNIT)


@pytest.fixture
def send(bureau: Client) -> Send:
    """Sends files through the page; gives the delivery."""

    def send(*files: SimpleUploadedFile, **said: str) -> Delivery:
        data = {"files": list(files), "table": "houses", "place": COUNTY, **said}
        response = bureau.post("/deliveries/send/", data)
        assert response.status_code == 302, response.content.decode()
        return Delivery.objects.latest("pk")

    return send


def store(client: Client, delivery: Delivery, **said: str) -> Delivery:
    assert client.post(f"/deliveries/{delivery.pk}/store/", said).status_code == 302
    delivery.refresh_from_db()
    return delivery


def in_force() -> int:
    return sources.warehouse().in_force("houses")


class TestOverviewRights(PageCases):
    url = "/deliveries/"
    ability = Ability.READ


class TestRights:
    def test_a_unit_sends_its_own_tables_only(self, client_of: ClientOf) -> None:
        page = client_of("department", unit=UNIT).get("/deliveries/send/").content.decode()
        assert "住房安全" in page
        assert "低保特困" not in page

    @pytest.mark.parametrize("role", ["province", "county", "township", "village", "assessor"])
    def test_who_sends_nothing_is_refused(self, role: str, client_of: ClientOf) -> None:
        assert client_of(role).get("/deliveries/send/").status_code == 403

    def test_anothers_table_or_county_is_refused(self, user_of: Callable[..., User]) -> None:
        table = next(one for one in policies.datasets() if one.id == "houses")
        files = [houses(*homes(0, 1))]
        other = user_of("department", unit=OTHER)
        with pytest.raises(Refused, match=UNIT):
            SendDelivery(other, table, files).execute()
        bound = user_of("department", area=COUNTY, unit=UNIT)
        for scope in ((NEIGHBOUR,), (COUNTY, NEIGHBOUR), ()):
            with pytest.raises(Refused, match="地区范围"):
                SendDelivery(bound, table, files, scope).execute()
        assert not Delivery.objects.exists()

    @pytest.mark.parametrize(
        ("role", "area", "unit", "status"),
        [
            ("province", "", "", 200),
            ("department", "", UNIT, 200),
            ("department", COUNTY, UNIT, 200),
            ("department", NEIGHBOUR, UNIT, 404),
            ("department", "", OTHER, 404),
            ("county", COUNTY, "", 404),
            ("admin", "", "", 404),
        ],
    )
    def test_who_follows_a_delivery(
        self, role: str, area: str, unit: str, status: int, send: Send, client_of: ClientOf
    ) -> None:
        found = send(houses(*homes(0, 2), "H9,自有住房,坏"))
        asking = client_of(role, area=area, unit=unit)
        assert asking.get(f"/deliveries/{found.pk}/").status_code == status
        # What its files hold, and what becomes of it, is for the one who sent it alone.
        assert asking.get(f"/deliveries/{found.pk}/refused/0/").status_code == 404
        assert asking.post(f"/deliveries/{found.pk}/store/").status_code == 404
        assert asking.post(f"/deliveries/{found.pk}/drop/").status_code == 404

    @pytest.mark.parametrize(
        ("role", "unit", "status"),
        [("province", "", 200), ("department", UNIT, 200), ("department", OTHER, 403),
         ("county", "", 403), ("assessor", "", 403)],
    )  # fmt: skip
    def test_who_sees_the_history(
        self, role: str, unit: str, status: int, client_of: ClientOf
    ) -> None:
        asking = client_of(role, unit=unit)
        assert asking.get("/deliveries/tables/houses/").status_code == status

    def test_the_history_of_a_county_holds_its_own(
        self, bureau: Client, send: Send, client_of: ClientOf
    ) -> None:
        store(bureau, send(houses(*homes(0, 2))))
        pages = {
            area: client_of("department", area=area, unit=UNIT).get("/deliveries/tables/houses/")
            for area in (COUNTY, NEIGHBOUR)
        }
        assert "住房.csv" in pages[COUNTY].content.decode()
        assert "住房.csv" not in pages[NEIGHBOUR].content.decode()


class TestSending:
    def test_nothing_is_stored_before_it_is_told_to(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)), houses(*homes(3, 2), name="另一半.csv"))
        assert (found.state, in_force()) == (State.READ, 0)
        page = bureau.get(f"/deliveries/{found.pk}/").content.decode()
        assert "西吉县" in bureau.get("/deliveries/send/").content.decode()
        assert "还没有入库" in page
        assert reading.shown(found).effect.total.added == 5  # type: ignore[union-attr]
        stored = store(bureau, found)
        assert (stored.state, in_force()) == (State.STORED, 5)
        batch = sources.warehouse().batches("houses")[0]
        assert (batch.id, batch.sender, batch.scope) == (stored.batch, UNIT, (COUNTY,))
        assert batch.reach == localdate()
        told = Event.objects.filter(action=Action.DELIVERY).values_list("target", flat=True)
        assert [one.partition("（")[0] for one in told] == [
            "住房安全：入库 5 行，退回 0 行", "住房安全：确认入库", "住房安全：上传 2 个文件",
        ]  # fmt: skip

    def test_events_are_told_from_the_day_that_is_named(self, client_of: ClientOf) -> None:
        bureau = client_of("department", area=COUNTY, unit="教育厅")
        number = id_number(1, area=COUNTY)
        text = f"登记编号,证件号码,发现日期\nA1,{number},2024-05-06"
        said = {"table": "dropouts", "place": COUNTY, "reach": "2024-06-30"}
        late = {**said, "since": "2024-07-01", "files": SimpleUploadedFile("甲.csv", text.encode())}
        assert "晚于数据截至的日期" in bureau.post("/deliveries/send/", late).content.decode()
        file = SimpleUploadedFile("甲.csv", text.encode())
        bureau.post("/deliveries/send/", {**said, "since": "2024-01-01", "files": file})
        store(bureau, Delivery.objects.get())
        batch = sources.warehouse().batches("dropouts")[-1]
        assert (batch.since, batch.reach) == (date(2024, 1, 1), date(2024, 6, 30))

    def test_one_bad_file_stops_both(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)), SimpleUploadedFile("坏.csv", "甲,乙\n1,2".encode()))
        assert found.state == State.FAILED
        assert found.told.startswith("坏.csv：")
        assert "什么都没有入库" in bureau.get(f"/deliveries/{found.pk}/").content.decode()
        assert not list((storage.folder() / "deliveries").iterdir())

    def test_refused_rows_are_there_before_and_ever_after(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3), "H9,自有住房,坏"))
        address = f"/deliveries/{found.pk}/refused/0/"
        before = _cells(bureau, address)
        store(bureau, found)
        Delivery.objects.update(at=timezone.now() - timedelta(days=400))
        reading.drop_forgotten()
        sweeping.sweep(timedelta(0))
        assert _cells(bureau, address) == before
        assert before[1][0] == "H9"
        files = [one.name for one in (storage.folder() / "deliveries").rglob("*") if one.is_file()]
        assert files == ["退回-住房.csv.xlsx"]
        assert Event.objects.filter(action=Action.EXPORT).count() == 2

    def test_what_is_held_wants_a_word_of_its_own(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 10))))
        found = send(houses(*homes(0, 5)))
        assert "5 行将不再有效" in bureau.get(f"/deliveries/{found.pk}/").content.decode()
        assert store(bureau, found).state == State.READ
        assert in_force() == 10
        assert store(bureau, found, confirmed="yes").state == State.STORED
        assert in_force() == 5
        page = bureau.get("/deliveries/tables/houses/").content.decode()
        assert "5 行将不再有效" in page

    def test_what_changed_meanwhile_is_shown_again(self, bureau: Client, send: Send) -> None:
        first, second = send(houses(*homes(0, 3))), send(houses(*homes(0, 9)))
        store(bureau, first)
        assert store(bureau, second).state == State.READ
        assert "再看一遍" in second.told
        assert reading.shown(second).effect.total.added == 6  # type: ignore[union-attr]
        assert store(bureau, second).state == State.STORED

    def test_what_is_decided_stays_decided(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)))
        bureau.post(f"/deliveries/{found.pk}/drop/")
        assert store(bureau, found).state == State.DROPPED
        stored = store(bureau, send(houses(*homes(0, 3))))
        bureau.post(f"/deliveries/{stored.pk}/drop/")
        stored.refresh_from_db()
        assert (stored.state, in_force()) == (State.STORED, 3)

    def test_the_same_files_again_are_said_to_have_come(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 3))))
        again = send(houses(*homes(0, 3)))
        assert again.state == State.FAILED
        assert "同一份文件已于" in again.told

    def test_one_of_the_files_alone_is_another_delivery(self, bureau: Client, send: Send) -> None:
        both = houses(*homes(0, 3)), houses(*homes(3, 3), name="另一半.csv")
        store(bureau, send(*both))
        half = send(houses(*homes(0, 3)))
        assert half.state == State.READ
        assert "3 行将不再有效" in reading.shown(half).held[0]  # type: ignore[union-attr]

    def test_what_was_replaced_since_can_be_stored_again(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 5))))
        store(bureau, send(houses(*homes(1, 5))))
        again = send(houses(*homes(0, 5)))
        page = bureau.get(f"/deliveries/{again.pk}/").content.decode()
        assert "后来被别的报送替换" in page
        assert "再次入库</button>" in page
        assert store(bureau, again).state == State.STORED
        assert len(sources.warehouse().batches("houses")) == 3
        assert send(houses(*homes(0, 5))).state == State.FAILED

    def test_another_countys_home_is_refused_with_whose_it_is(
        self, bureau: Client, send: Send
    ) -> None:
        areas = pack.load().areas.all()
        there = (one for one in areas if one.level is Level.VILLAGE)
        village = next(one.code for one in there if one.code.startswith(NEIGHBOUR))
        row = {"户编号": "H700", "户主姓名": "张三", "行政村": village}
        register = pa.Table.from_pylist([row])
        sources.warehouse().commit("households", register, file_name="", sha256="")
        found = send(houses("H1,自有住房,D", "H700,自有住房,D"))
        page = bureau.get(f"/deliveries/{found.pk}/").content.decode()
        assert "这一行属于隆德县，不在这次报送的西吉县" in page
        store(bureau, found)
        assert in_force() == 1

    def test_the_page_reports_what_was_read_as_the_command_line(
        self, bureau: Client, send: Send
    ) -> None:
        text = "户编号,住房状况,别的\nH1,自有住房,x"
        found = send(SimpleUploadedFile("甲.csv", text.encode("gb18030")))
        page = bureau.get(f"/deliveries/{found.pk}/").content.decode()
        (receipt,) = reading.shown(found).receipts  # type: ignore[union-attr]
        assert receipt.told_read
        for line in receipt.told_read:
            assert line in receipt.summary()
            assert escape(line) in page
        assert "文字编码 GB18030" in page
        assert "没有读的列：别的" in page
        assert "报送的是西吉县" in page

    def test_no_row_at_all_is_a_zero_delivery_once_it_says_up_to_when(
        self, bureau: Client, send: Send
    ) -> None:
        store(bureau, send(houses(*homes(0, 3))))
        assert "作零报告再送" in send(houses()).told
        found = send(houses(), reach=f"{localdate()}")
        page = bureau.get(f"/deliveries/{found.pk}/").content.decode()
        assert "零报告：截至" in page
        assert store(bureau, found, confirmed="yes").state == State.STORED
        assert in_force() == 0

    def test_rows_of_other_counties_are_not_counted_for_a_countys_account(
        self, bureau: Client, send: Send, client_of: ClientOf
    ) -> None:
        whole = client_of("department", unit=UNIT)
        data = {"table": "houses", "place": NEIGHBOUR}
        whole.post("/deliveries/send/", {**data, "files": [houses("H800,自有住房,D")]})
        store(whole, Delivery.objects.latest("pk"))
        found = send(houses(*homes(0, 2)))
        assert reading.shown(found).effect.total.before == 1  # type: ignore[union-attr]
        own = bureau.get(f"/deliveries/{found.pk}/")
        assert own.context["effect"].total.before == 0
        province = client_of("province").get(f"/deliveries/{found.pk}/")
        assert province.context["effect"].total.before == 1

    def test_what_was_given_up_says_so(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)))
        bureau.post(f"/deliveries/{found.pk}/drop/")
        page = bureau.get(f"/deliveries/{found.pk}/").content.decode()
        assert "放弃前看到的，什么都没有入库" in page
        assert "入库后会怎样" not in page

    def test_the_history_tells_the_rows_put_out_of_force(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 7))))
        store(bureau, send(houses(*homes(2, 5))))
        page = bureau.get("/deliveries/tables/houses/").content.decode()
        assert '<td class="number" data-label="替换旧行">2</td>' in page

    def test_no_page_advises_options_of_the_command_line(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 3))))
        ahead = localdate() + timedelta(days=40)
        later = houses("H1,自有住房,D", name=f"{ahead:%Y%m%d}.csv")
        for found in (send(houses(*homes(0, 3))), send(later)):
            assert found.told
            assert "--" not in found.told

    def test_a_file_without_a_good_row_is_not_stored(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 3))))
        found = send(houses("H9,自有住房,坏"))
        assert reading.shown(found).effect.total.after == 3  # type: ignore[union-attr]
        assert store(bureau, found, confirmed="yes").state == State.READ
        assert in_force() == 3

    @pytest.mark.parametrize(
        ("files", "told"),
        [
            ([], "请先选文件"),
            ([houses("H1,自有住房,D"), houses("H2,自有住房,D")], "两个文件都叫"),
            ([SimpleUploadedFile("住房.pdf", b"%PDF-1.7")], "不能收这种文件"),
            ([houses(name=f"{n}.csv") for n in range(MOST + 1)], "一次最多"),
        ],
    )
    def test_what_will_not_do_is_said(self, files: list, told: str, bureau: Client) -> None:
        data = {"files": files, "table": "houses", "place": COUNTY}
        page = bureau.post("/deliveries/send/", data)
        assert told in page.content.decode()
        assert not Delivery.objects.exists()

    def test_no_day_lies_ahead(self, bureau: Client) -> None:
        tomorrow = localdate() + timedelta(days=1)
        data = {"files": [houses("H1,自有住房,D")], "table": "houses", "place": COUNTY}
        page = bureau.post("/deliveries/send/", {**data, "reach": f"{tomorrow}"})
        assert "还没有到" in page.content.decode()


class TestCutOff:
    def test_what_was_being_read_is_given_up(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)))
        Delivery.objects.update(state=State.READING)
        reading.give_up_abandoned()
        found.refresh_from_db()
        assert (found.state, found.told) == (State.FAILED, reading.BROKEN)

    def test_what_was_stored_unsaid_is_not_stored_twice(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)))
        files = {path: path.read_bytes() for path in reading.storage.paths_of(found)}
        stored = store(bureau, found)
        for path, content in files.items():  # the site stopped just after the batch was there
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        folder = path.parent.parent.name
        Delivery.objects.update(state=State.STORING, batch="", folder=folder)
        reading.give_up_abandoned()
        found.refresh_from_db()
        assert (found.state, found.told) == (State.READ, reading.UNSURE)
        again = store(bureau, found)
        assert (again.state, again.batch) == (State.STORED, stored.batch)
        assert len(sources.warehouse().batches("houses")) == 1

    def test_storing_begun_again_stores_once_and_says_so(self, bureau: Client, send: Send) -> None:
        found = send(houses(*homes(0, 3)))
        files = {path: path.read_bytes() for path in reading.storage.paths_of(found)}
        stored = store(bureau, found)
        for path, content in files.items():  # the worker stopped just after the batch was there
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        folder = path.parent.parent
        Delivery.objects.update(state=State.STORING, batch="", receipts=[], folder=folder.name)
        reading.store.call(found.pk)
        found.refresh_from_db()
        assert (found.state, found.batch) == (State.STORED, stored.batch)
        assert len(sources.warehouse().batches("houses")) == 1
        assert (found.folder, folder.exists()) == ("", False)

    def test_reading_begun_again_shows_the_same(self, send: Send) -> None:
        found = send(houses(*homes(0, 3), "H9,自有住房,坏"))
        Delivery.objects.update(state=State.READING, shown=None)
        reading.read.call(found.pk)
        again = Delivery.objects.get()
        assert (again.state, again.shown) == (State.READ, found.shown)
        assert reading.storage.refused_files(again) == ["住房.csv"]

    def test_what_was_decided_is_not_done_again_but_its_files_go(
        self, bureau: Client, send: Send
    ) -> None:
        found = store(bureau, send(houses(*homes(0, 3), "H9,自有住房,坏")))
        [path] = reading.storage.paths_of(found)
        path.parent.mkdir()
        path.touch()  # the worker stopped before they were deleted
        reading.store.call(found.pk)
        again = Delivery.objects.get()
        assert (again.state, again.receipts) == (State.STORED, found.receipts)
        assert not path.exists()
        assert reading.storage.refused_files(again) == ["住房.csv"]

    def test_what_nobody_confirms_is_dropped_in_time(self, send: Send) -> None:
        found = send(houses(*homes(0, 3)))
        reading.drop_forgotten()
        found.refresh_from_db()
        assert found.state == State.READ
        Delivery.objects.update(at=timezone.now() - reading.WAITING - timedelta(seconds=1))
        reading.drop_forgotten()
        found.refresh_from_db()
        assert (found.state, found.folder) == (State.DROPPED, "")


class TestOverview:
    def test_what_never_came_is_said(self, client_of: ClientOf) -> None:
        page = client_of("province").get("/deliveries/").content.decode()
        assert "没有收到" in page
        assert "每月更新，鉴定后随时更新" in page

    def test_a_day_only_taken_from_receipt_is_provisional(
        self, bureau: Client, send: Send, client_of: ClientOf
    ) -> None:
        store(bureau, send(houses(*homes(0, 9), "H99,自有住房,坏")))
        page = client_of("province").get("/deliveries/").content.decode()
        assert "暂定，只知道收到的日子" in page
        assert "1 行（10.0%）" in page
        assert "没有收到：" in page  # of all counties but the one
        own = bureau.get("/deliveries/").content.decode()
        assert "不缺" in own

    def test_a_stale_table_is_late(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 3)), reach="2023-01-31"))
        page = bureau.get("/deliveries/").content.decode()
        assert "已过时" in page

    def test_each_county_reads_of_its_own(
        self, bureau: Client, send: Send, client_of: ClientOf
    ) -> None:
        store(bureau, send(houses(*homes(0, 3)), reach="2025-06-30"))
        other = client_of("department", area=NEIGHBOUR, unit=UNIT)
        data = {"table": "houses", "place": NEIGHBOUR, "reach": "2025-10-31"}
        half = houses("H9,自有住房,D", "H8,自有住房,坏")
        other.post("/deliveries/send/", {**data, "files": [half]})
        store(other, Delivery.objects.latest("pk"), confirmed="yes")
        own = bureau.get("/deliveries/").content.decode()
        assert "2025-06-30" in own
        assert "2025-10-31" not in own
        assert "50.0%" not in own
        whole = client_of("department", unit=UNIT).get("/deliveries/").content.decode()
        assert "2025-06-30<span" in whole
        assert "至 2025-10-31，各县不同" in whole

    def test_a_share_that_is_not_none_is_not_told_as_none(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 1500), "H9999,自有住房,坏")))
        assert "1 行（不到 0.1%）" in bureau.get("/deliveries/").content.decode()

    def test_what_is_worst_stands_first_and_out(
        self, bureau: Client, send: Send, client_of: ClientOf
    ) -> None:
        store(bureau, send(houses(*homes(0, 3)), reach="2023-01-31"))
        page = bureau.get("/deliveries/").content.decode()
        months = months_between(date(2023, 1, 31), localdate())
        assert f'class="bad worst">已过时（{months} 个月前）' in page
        worst = [one.is_worst for one in lines(scope_of(User(role="province")), localdate())]
        assert worst == sorted(worst, reverse=True)


class TestSweeping:
    def test_files_that_no_row_knows_go_once_they_rest(self, send: Send, own_home: Path) -> None:
        found = send(houses(*homes(0, 3), "H9,自有住房,坏"))
        lost = [
            storage.folder() / "0123abcd",
            storage.folder() / ".draft",
            storage.folder() / "deliveries" / "f00d" / "files" / "住房.csv",
            own_home / "tmpabc" / "refused.xlsx",
            own_home / "vault" / ".ff.parquet",
        ]
        for path in lost:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("H1")
        sweeping.sweep()
        assert all(path.exists() for path in lost)
        for path in [*lost, *(one.parent for one in lost), lost[2].parent.parent]:
            os.utime(path, (0, 0))
        kept = reading.storage.paths_of(found)
        os.utime(kept[0], (0, 0))
        sweeping.sweep()
        assert not any(path.exists() for path in lost)
        assert kept[0].exists()
        assert (own_home / "vault" / "secret").parent.exists()

    def test_an_unfinished_batch_goes(self, bureau: Client, send: Send) -> None:
        store(bureau, send(houses(*homes(0, 3))))
        left = sources.warehouse().folder("houses") / ".unfinished-000002"
        left.mkdir()
        sweeping.sweep()
        assert not left.exists()
        assert in_force() == 3


def test_the_scope_of_a_bureau_is_its_county(user_of: Callable[..., User]) -> None:
    scope = scope_of(user_of("department", area=COUNTY, unit=UNIT))
    assert [area.code[:6] for area in policies.places(scope)] == [COUNTY]
    assert policies.is_bound(scope)
    assert not policies.is_bound(scope_of(user_of("department", area="", unit=UNIT)))


def _cells(client: Client, address: str) -> list[tuple[object, ...]]:
    """What a workbook says; its bytes also tell the second it was written in."""
    book = load_workbook(BytesIO(client.get(address).getvalue()))
    return list(book.worksheets[0].iter_rows(values_only=True))
