"""A township merged and one moved to another county, on a real site."""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import Workbook
from rights_cases import PageCases
from small_province import DAYING, SHAGANG, YANGDIAN
from typer.testing import CliRunner

from luoshi import pack
from luoshi.area_queries.subjects import county_facts
from luoshi.areas import Area, AreaChange
from luoshi.cli import app
from luoshi.duties.holders import holdings
from luoshi.pack.area_change_file import RefusedFileError, read_change_file
from luoshi.pack.as_of import on_day
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.divisions.actions import ConfirmChanges, EnterChanges
from luoshi.site.divisions.models import Adjustment, Recoding
from luoshi.site.divisions.services.counting import known_areas
from luoshi.site.divisions.services.recoding import places, recode, undecided
from luoshi.site.fields import AreaCodeField
from luoshi.site.handover import renew
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.dues import dues_of
from luoshi.site.ledgers.services.engine import engine_at, stamp
from luoshi.site.ledgers.services.entries import live_by_key
from luoshi.site.ledgers.services.journal import journal
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.notices.services.results import Moment, results_at
from luoshi.site.processes.models import Case
from luoshi.site.rights import Ability, Refused, scope_of
from luoshi.site.worker import SoleWorker

pytestmark = [pytest.mark.db, pytest.mark.django_db]

DAY = date(2025, 10, 1)
EVE = DAY - timedelta(1)
DOCUMENT = "某政函〔2026〕5号"
MERGED_INTO = DAYING[:9]
"""The township of 大营 takes in that of 沙岗."""
FAR = "640423180"
"""What the moved township is called in the other county."""
UserOf, ClientOf = Callable[..., User], Callable[..., Client]


@pytest.fixture(autouse=True)
def home_there(own_home: Path) -> None:
    own_home.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def first(user_of: UserOf) -> User:
    return user_of("province")


@pytest.fixture
def second(user_of: UserOf) -> User:
    return user_of("province")


def pair(kind: str, old: str, new: str, name: str = "", day: date = DAY) -> AreaChange:
    said = {"day": day, "kind": kind, "old": old, "new": new, "new_name": name}
    return AreaChange.model_validate({**said, "document": DOCUMENT})


def led_to(township: str, start: int = 0) -> tuple[AreaChange, ...]:
    """沙岗's villages moved to a township."""
    villages = pack.load().areas.children(SHAGANG[:9])
    return tuple(
        pair("划转", one.code, f"{township}{int(one.code[9:]) + start:03}", one.name)
        for one in villages
    )


def merged(day: date = DAY) -> tuple[AreaChange, ...]:
    """沙岗's township merged into 大营's, whose villages keep their codes."""
    whole = (pair("合并", SHAGANG[:9] + "000", MERGED_INTO + "000"), *led_to(MERGED_INTO, 100))
    return tuple(one.model_copy(update={"day": day}) for one in whole)


def moved() -> tuple[AreaChange, ...]:
    """沙岗's township moved to the other county."""
    name = pack.load().areas.by_code(SHAGANG[:9]).name
    return pair("划转", SHAGANG[:9] + "000", FAR + "000", name), *led_to(FAR)


def count(first: User, second: User, changes: tuple[AreaChange, ...]) -> None:
    kept = EnterChanges(first, "区划变更.xlsx", changes).execute()
    ConfirmChanges(second, kept, agreed=True).execute()


def sheet(changes: tuple[AreaChange, ...], **cells: str) -> bytes:
    """A workbook of changes as an office sends it."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["附件：区划调整对照表"])
    page.append(["变更日期", "变更类型", "原代码", "原名称", "现代码", "现名称", "批准文号"])
    for one in changes:
        page.append([one.day, one.kind.value, one.old, "", one.new, one.new_name, one.document])
    for cell, value in cells.items():
        page[cell] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


# Entering and agreeing


def test_changes_count_once_a_second_person_agreed(first: User, second: User) -> None:
    kept, before = EnterChanges(first, "表.xlsx", moved()).execute(), stamp()
    assert pack.load().areas.current(SHAGANG) == pack.load().areas.by_code(SHAGANG)
    with pytest.raises(ValidationError, match="不能自己核对"):
        ConfirmChanges(first, kept, agreed=True).execute()
    ConfirmChanges(second, kept, agreed=True).execute()
    assert pack.load().areas.path(FAR + SHAGANG[9:]).split("/")[1] == "隆德县"
    assert stamp() != before, "what was worked out before would be shown on"
    with pytest.raises(ValidationError, match="已经核对过"):
        ConfirmChanges(second, kept, agreed=True).execute()
    with pytest.raises(AppendOnlyError):
        kept.delete()


def test_only_the_province_enters_and_agrees(user_of: UserOf, first: User) -> None:
    for role in ("county", "department", "admin"):
        with pytest.raises(Refused):
            EnterChanges(user_of(role), "表.xlsx", moved()).execute()
    kept = EnterChanges(first, "表.xlsx", moved()).execute()
    with pytest.raises(Refused):
        ConfirmChanges(user_of("county"), kept, agreed=True).execute()


def test_what_was_turned_down_never_counts(first: User, second: User) -> None:
    kept = EnterChanges(first, "表.xlsx", moved()).execute()
    with pytest.raises(ValidationError, match="理由"):
        ConfirmChanges(second, kept, agreed=False).execute()
    ConfirmChanges(second, kept, agreed=False, note="文号不对").execute()
    assert not pack.load().areas.changes


def test_two_tables_that_clash_do_not_both_count(first: User, second: User) -> None:
    one = EnterChanges(first, "一.xlsx", moved()).execute()
    other = EnterChanges(first, "二.xlsx", merged()).execute()
    ConfirmChanges(second, one, agreed=True).execute()
    with pytest.raises(ValidationError, match="同一个区划同一天又"):
        ConfirmChanges(second, other, agreed=True).execute()
    assert not hasattr(Adjustment.objects.get(pk=other.pk), "verdict")


def test_a_change_to_come_changes_nothing_before_its_day(
    first: User, second: User, user_of: UserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    coming = localdate() + timedelta(30)
    account = user_of("village", area=SHAGANG)
    count(first, second, merged(coming))
    account.refresh_from_db()
    assert account.area == SHAGANG
    assert not pack.load().areas.changes
    assert known_areas().recoded()[SHAGANG].startswith(MERGED_INTO)
    for asking in ("divisions.services.counting", "handover"):
        monkeypatch.setattr(f"luoshi.site.{asking}.localdate", lambda: coming)
    renew()  # as a page does that is asked for before the worker looks
    worker = SoleWorker()
    worker.lead_on()
    worker.lead_on()
    assert Recoding.objects.filter(table=User._meta.label).count() == 1
    account.refresh_from_db()
    assert account.area.startswith(MERGED_INTO)


# What lies in a division that became another one


def keep_row(ledger_id: str, village: str, **cells: str) -> Record:
    with journal(ledger(ledger_id), None) as book:
        return book.add(cells, village)


@pytest.mark.usefixtures("in_round")
def test_a_case_and_a_household_of_a_merged_township_are_the_new_ones(
    first: User, second: User, client_of: ClientOf
) -> None:
    old, new = (client_of("township", area=code) for code in (SHAGANG[:9], MERGED_INTO))
    case = Case.objects.filter(village=SHAGANG).first()
    assert case is not None
    page = f"/cases/{case.pk}/"
    assert (old.get(page).status_code, new.get(page).status_code) == (200, 404)
    count(first, second, merged())
    case.refresh_from_db()
    assert case.village[:9] == MERGED_INTO
    shown = new.get(page)
    assert shown.status_code == 200
    was = pack.load().areas.path(SHAGANG)
    assert f"原属{was}（到 2025-09-30 为止），现属" in shown.content.decode()
    household = FlaggedHousehold.objects.get(number="H1002")
    assert household.village == case.village
    assert new.get(f"/leads/households/{household.pk}/").status_code == 200
    assert old.get(page).status_code == 200, "its account goes with the township"
    county = client_of("county", area="640422")
    asked = {"tab": "all", "township": f"{MERGED_INTO}000"}
    assert case.head in county.get("/cases/", asked).content.decode()


@pytest.mark.usefixtures("in_round")
def test_rights_follow_a_township_to_the_other_county(
    first: User, second: User, client_of: ClientOf
) -> None:
    old, new = client_of("county", area="640422"), client_of("county", area="640423")
    case = Case.objects.filter(village=SHAGANG).first()
    assert case is not None
    count(first, second, moved())
    page = f"/cases/{case.pk}/"
    assert (old.get(page).status_code, new.get(page).status_code) == (404, 200)


def test_a_ledgers_row_is_found_under_the_new_township_and_stays_as_written(
    first: User, second: User, client_of: ClientOf
) -> None:
    table = ledger("deeds")
    cells = {"年度": "2026", "行政村": SHAGANG, "实事名称": "修路"}
    row = keep_row("deeds", SHAGANG, **cells)
    was = pack.load().areas.path(SHAGANG)
    count(first, second, moved())
    row.refresh_from_db()
    new = FAR + SHAGANG[9:]
    assert (row.area, row.county, row.data["行政村"]) == (new, "640423", SHAGANG)
    assert row.revisions.get().after["行政村"] == SHAGANG
    asked = f"/ledgers/deeds/?county=640423000000&township={FAR}000"
    assert "修路" in client_of("province").get(asked).content.decode()
    assert "修路" not in client_of("county", area="640422").get("/ledgers/deeds/").content.decode()
    assert f"原属{was}" in client_of("province").get(f"/ledgers/records/{row.pk}/").content.decode()
    key = "\x1f".join([cells["年度"], new, cells["实事名称"]])
    assert live_by_key(table, [key]), "sent again under the new code it would be a second row"


def test_rows_of_merged_villages_stay_two(first: User, second: User) -> None:
    areas = pack.load().areas
    villages = [one.code for one in areas.children(SHAGANG[:9])][:2]
    rows = [keep_row("deeds", v, 年度="2026", 行政村=v, 实事名称="修路") for v in villages]
    one = SHAGANG[:9] + "290"
    count(first, second, tuple(pair("合并", v, one, "合并村委会") for v in villages))
    for row in rows:
        row.refresh_from_db()
    assert {row.area for row in rows} == {one}
    assert len({row.key for row in rows}) == 2


def test_an_engine_asks_ledgers_by_the_divisions_of_the_day(first: User, second: User) -> None:
    keep_row("deeds", SHAGANG, 年度="2024", 行政村=SHAGANG, 实事名称="修路")
    count(first, second, moved())
    engine = engine_at(stamp(), None)

    def villages(asked: Any) -> list[str]:
        return asked.query("SELECT 行政村 FROM deeds").column(0).to_pylist()

    assert villages(engine.on(EVE)) == [SHAGANG]  # type: ignore[attr-defined]
    assert villages(engine.on(DAY)) == [FAR + SHAGANG[9:]]  # type: ignore[attr-defined]
    assert villages(engine) == [FAR + SHAGANG[9:]]


def test_an_account_goes_on_in_whatever_length_its_code_is(
    first: User, second: User, user_of: UserOf
) -> None:
    accounts = [
        user_of("township", area=SHAGANG[:9]),
        user_of("township", area=SHAGANG[:9] + "000"),
        user_of("village", area=SHAGANG),
        user_of("county", area="640422"),
    ]
    count(first, second, moved())
    for one in accounts:
        one.refresh_from_db()
    assert [one.area for one in accounts] == [
        FAR,
        FAR + "000",
        FAR + SHAGANG[9:],
        "640422",
    ]
    assert scope_of(accounts[0]).allows(FAR + SHAGANG[9:])
    assert Event.objects.filter(action="divisions", target__contains="账号").count() == 3


def test_after_a_split_an_account_is_told_that_somebody_must_decide(
    first: User, second: User, user_of: UserOf, client_of: ClientOf
) -> None:
    account = user_of("township", area=SHAGANG[:9])
    villages = pack.load().areas.children(SHAGANG[:9])
    split = tuple(
        pair("拆分", SHAGANG[:9] + "000", code + "000", name)
        for code, name in (("640422281", "沙南乡"), ("640422282", "沙北乡"))
    )
    halves = tuple(
        pair("划转", one.code, f"64042228{1 + i % 2}{one.code[9:]}", one.name)
        for i, one in enumerate(villages)
    )
    count(first, second, split + halves)
    account.refresh_from_db()
    assert account.area == SHAGANG[:9]
    assert "拆分为沙南乡（640422281000）、沙北乡（640422282000）" in undecided(account)
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    assert "请系统管理员把账号改到现在的区划" in client.get("/ledgers/").content.decode()
    listed = client_of("province").get("/divisions/").content.decode()
    assert f"账号 {account.username} 所在的" in listed


def test_nothing_is_led_on_twice(first: User, second: User, user_of: UserOf) -> None:
    user_of("village", area=SHAGANG)
    count(first, second, moved())
    before = Recoding.objects.count()
    assert before == 1
    assert recode() == 0
    assert Recoding.objects.count() == before


def test_every_column_of_todays_place_is_led_on() -> None:
    """A column that says where a row lies is led on; those of what once was are named here."""
    past = {"Event.area", "Run.county", "Finding.county", "Declaration.county", "OwnCheck.county"}
    led = {f"{one.model.__name__}.{one.field.name}" for one in places()}
    assert led >= {"User.area", "Record.area", "Case.village", "FlaggedHousehold.village"}
    from django.apps import apps

    ours = (config for config in apps.get_app_configs() if config.name.startswith("luoshi."))
    codes = {
        f"{model.__name__}.{field.name}"
        for config in ours
        for model in config.get_models()
        for field in model._meta.fields
        if field.name in ("area", "county", "village")
        and field.max_length in (6, 12)
        and not isinstance(field, AreaCodeField)
    }
    assert codes <= past


# As of a day


@pytest.mark.usefixtures("published")
def test_no_answer_of_an_earlier_day_changes(first: User, second: User) -> None:
    keep_row("deeds", SHAGANG, 年度="2024", 行政村=SHAGANG, 实事名称="修路")
    moment = Moment(EVE)
    before = {(one.id, one.county): one for one in results_at(moment)}
    count(first, second, moved())
    after = {(one.id, one.county): one for one in results_at(moment)}
    assert before.keys() == after.keys()
    for key, result in before.items():
        assert after[key] == result, key


def test_a_county_has_the_villages_of_the_day(first: User, second: User) -> None:
    def villages(day: date) -> dict[str, Any]:
        facts = county_facts(on_day(pack.load(), day))
        return {str(one["county.code"])[:6]: one["county.villages"] for one in facts}

    before = villages(DAY)
    count(first, second, moved())
    after, gone = villages(DAY), sum(one.is_village for one in _left())
    assert villages(EVE) == before
    assert after["640422"] == before["640422"] - gone
    assert after["640423"] == before["640423"] + gone
    assert on_day(pack.load(), DAY) is pack.load()


def _left() -> tuple[Area, ...]:
    return pack.load().areas.children(SHAGANG[:9], EVE)


def counties_merged() -> tuple[AreaChange, ...]:
    """隆德县 merged into 西吉县, with all that lies in it."""
    areas = pack.load().areas
    whole = [pair("合并", "640423000000", "640422000000")]
    for i, town in enumerate(areas.children("640423")):
        inside = [town, *areas.children(town.code)]
        new = f"640422{300 + i}"
        whole += [pair("划转", one.code, new + one.code[9:], one.name) for one in inside]
    return tuple(whole)


def test_figures_of_a_merged_county_are_the_sums_of_its_parts(first: User, second: User) -> None:
    def people(day: date) -> dict[str, Any]:
        facts = county_facts(on_day(pack.load(), day))
        return {str(one["county.code"])[:6]: one["county.people"] for one in facts}

    keep_row("deeds", YANGDIAN, 年度="2024", 行政村=YANGDIAN, 实事名称="修路")
    before = people(DAY)
    count(first, second, counties_merged())
    assert people(EVE) == before
    assert people(DAY)["640422"] == before["640422"] + before["640423"]
    assert "640423" not in people(DAY)
    engine = engine_at(stamp(), None)
    asked = "SELECT left(行政村, 6) FROM deeds"
    assert engine.on(EVE).query(asked).column(0).to_pylist() == ["640423"]  # type: ignore[attr-defined]
    assert engine.on(DAY).query(asked).column(0).to_pylist() == ["640422"]  # type: ignore[attr-defined]
    for group in pack.load().groups.values():
        assert "640423" not in group.members(DAY)


def test_who_answers_for_a_village_answers_on(first: User, second: User) -> None:
    duty = next(one for one in pack.load().duties.values() if one.held.ledger == "duty")
    cells = {"包抓地": SHAGANG, "包抓对象": "", "包抓领导": "张三", "包抓日期": "2024-01-01"}
    keep_row("duty", SHAGANG, **cells, **{c: next(iter(v)) for c, v in duty.held.fixed.items()})
    count(first, second, moved())
    records = Record.objects.filter(ledger="duty")
    areas = pack.load().areas
    for day, place in ((EVE, SHAGANG), (DAY, FAR + SHAGANG[9:])):
        found = holdings(duty, records, day, areas.recoded(day))
        assert [key[0] for key in found] == [place]


def test_a_new_township_owes_nothing_of_before(first: User, second: User, user_of: UserOf) -> None:
    count(first, second, moved())
    dues = dues_of(user_of("township", area=FAR))
    assert dues
    assert all(period.end >= DAY for due in dues for period in due.open)
    before = dues_of(user_of("township", area=MERGED_INTO))
    assert any(period.end < DAY for due in before for period in due.open)


def test_a_row_written_from_figures_of_an_earlier_day_lies_where_it_lies_today(
    first: User, second: User, user_of: UserOf
) -> None:
    count(first, second, moved())
    assert user_of("village", area=SHAGANG).area == FAR + SHAGANG[9:]
    row = keep_row("deeds", SHAGANG, 年度="2024", 行政村=SHAGANG, 实事名称="修路")
    assert (row.area, row.county) == (FAR + SHAGANG[9:], "640423")


# The file


def test_a_file_is_read_as_offices_send_it(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(sheet(moved()))
    found = read_change_file(file, pack.load().areas)
    assert [(one.day, one.old, one.new) for one in found] == [
        (one.day, one.old, one.new) for one in moved()
    ]


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("A3", "去年", "第 3 行“变更日期”列“去年”：不是日期"),
        ("B3", "并入", "第 3 行“变更类型”列“并入”：不是变更类型。填合并、拆分、更名"),
        ("C4", "640422215999", "第 4 行“原代码”列“640422215999”：没有这个区划代码"),
        ("C4", "沙岗村", "第 4 行“原代码”列“沙岗村”：不是区划代码"),
        ("E4", "640499100201", "上级区划 640499100000 这一天没有"),
        ("F3", "", "第 3 行“现名称”列（空）：新代码没有名称"),
        ("G3", "", "第 3 行“批准文号”列（空）：没有写"),
        ("D4", "别的村", "第 4 行“原名称”列“别的村”：代码"),
    ],
)
def test_a_file_goes_back_with_sheet_row_column_value_and_remedy(
    tmp_path: Path, cell: str, value: str, told: str
) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(sheet(moved(), **{cell: value}))
    with pytest.raises(RefusedFileError) as refused:
        read_change_file(file, pack.load().areas)
    assert str(refused.value).startswith("表.xlsx：有")
    assert told in str(refused.value)
    assert "工作表“Sheet”" in str(refused.value)


def test_a_file_that_is_no_such_table_says_what_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "表.csv"
    file.write_text("姓名,电话\n马,1\n", encoding="utf-8")
    with pytest.raises(RefusedFileError, match="表头要有“变更日期”"):
        read_change_file(file, pack.load().areas)


# Pages and commands


class TestList(PageCases):
    url = "/divisions/"
    ability = Ability.READ


@pytest.mark.usefixtures("published")
def test_a_table_is_sent_looked_at_and_agreed_to_on_the_site(
    first: User, second: User, user_of: UserOf
) -> None:
    user_of("village", area=SHAGANG)
    clients = [Client(), Client()]
    for client, user in zip(clients, (first, second), strict=True):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    sent = SimpleUploadedFile("区划变更.xlsx", sheet(merged()))
    answer = clients[0].post("/divisions/", {"file": sent})
    assert answer.status_code == 302
    page = clients[1].get(answer["Location"]).content.decode()
    for touched in ("农村住户里的户", "预警户", "账号"):
        assert touched in page
    assert "到变更那天改到现在的区划" in page
    clients[1].post(f"{answer['Location']}confirm/", {"agreed": "yes"})
    assert pack.load().areas.recoded()[SHAGANG].startswith(MERGED_INTO)
    shown = clients[0].get("/divisions/").content.decode()
    assert DOCUMENT in shown
    assert "合并" in shown


def test_a_bad_table_is_told_beside_its_field(first: User) -> None:
    client = Client()
    client.force_login(first, "django.contrib.auth.backends.ModelBackend")
    bad = SimpleUploadedFile("表.xlsx", sheet(moved(), C4="640422215999"))
    text = client.post("/divisions/", {"file": bad}).content.decode()
    assert "第 4 行“原代码”列“640422215999”：没有这个区划代码" in text
    assert not Adjustment.objects.exists()


@pytest.mark.usefixtures("published")
def test_commands_preview_enter_and_confirm(first: User, second: User, tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(sheet(merged()))
    run = CliRunner().invoke
    shown = run(app, ["areas", "changes", str(file), "--preview", "--json"])
    touched = {one["title"]: one["count"] for one in json.loads(shown.stdout)["touched"]}
    assert touched["农村住户里的户"] == 1
    assert touched["预警户"] == 1
    assert not Adjustment.objects.exists()
    for wrong in ([str(tmp_path / "没有.xlsx"), "--preview"], [str(file)]):
        assert run(app, ["areas", "changes", *wrong]).exit_code == 2
    entered = run(app, ["areas", "changes", str(file), "--by", first.username])
    number = str(Adjustment.objects.get().pk)
    assert f"已登记第 {number} 份" in entered.stdout
    assert run(app, ["areas", "confirm", number, "--by", first.username]).exit_code != 0
    assert run(app, ["areas", "confirm", number, "--by", second.username]).exit_code == 0
    assert "合并" in run(app, ["areas", "list"]).stdout
