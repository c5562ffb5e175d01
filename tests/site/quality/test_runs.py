"""Uploading exports: they are checked, compared with the last ones, and stored whole or not."""

import stat
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from quality_cases import (
    DANGER,
    FIRST,
    PHONE,
    SECOND,
    THIRD,
    Cells,
    ClientOf,
    Upload,
    book,
    finding,
    home,
    sent,
    states,
)

from luoshi.site.audit.models import Event
from luoshi.site.quality.actions.runs import carry_out, give_up_abandoned
from luoshi.site.quality.actions.uploads import guess_day, most_files
from luoshi.site.quality.models import Finding, FindingEvent, Run
from luoshi.site.quality.services import store

pytestmark = pytest.mark.db

DANGEROUS = {"是否危房户": "是"}
BAD_PHONE = {"户联系电话": "138"}


def test_the_day_is_guessed_from_the_names() -> None:
    names = ["（务工月监测）已外出务工信息_20231218.xlsx", "（自定义）监测对象信息 (22).xlsx"]
    assert guess_day(names) == date(2023, 12, 18)
    assert guess_day(["a_20231301.xlsx", "b_20230231.xlsx", "c_120231218.xlsx"]) is None


def test_an_upload_is_checked_and_its_findings_are_kept(upload: Upload) -> None:
    run = upload(home(1, **DANGEROUS), home(2, **BAD_PHONE), home(3))
    assert (run.state, run.county, run.as_of) == ("done", "640422", date(2023, 11, 18))
    assert (run.opened, run.standing, run.mended) == (2, 0, 0)
    assert {(one.rule, one.household) for one in Finding.objects.all()} == {
        (DANGER, "640422000001"),
        (PHONE, "640422000002"),
    }
    one = finding(1)
    assert (one.township, one.village, one.area) == ("吉强镇", "大营村", "640422100201")
    assert (one.row, one.name, one.group) == (4, "马二娃", "identification")


def test_the_run_says_what_was_in_the_files_and_what_was_not_asked(upload: Upload) -> None:
    run = upload(home(1, **DANGEROUS))
    (file,) = run.files
    assert (file["table"], file["rows"], file["extra"]) == ("monitored", 1, ["联系人备注"])
    assert "住房面积" in file["missing"]
    assert len(file["sha256"]) == 64
    assert run.asked[DANGER] == {"found": 1, "skipped": None}
    assert run.asked["3_02_008"]["skipped"].endswith("列：住房面积")
    assert run.asked["1_03_002"]["skipped"] == "没有给出“行政村信息”"


def test_findings_open_stand_and_are_mended_by_key(upload: Upload) -> None:
    upload(home(1, **DANGEROUS), home(2, **DANGEROUS), day=FIRST)
    assert states() == {"0001": "opened", "0002": "opened"}
    # In another order, with a new one, and one mended.
    second = upload(home(3, **DANGEROUS), home(2, **DANGEROUS), home(1), day=SECOND)
    assert states() == {"0001": "mended", "0002": "standing", "0003": "opened"}
    assert (second.opened, second.standing, second.mended) == (1, 1, 1)
    assert finding(2).since == date(2023, 11, 18)
    third = upload(home(1, **DANGEROUS), home(2), home(3), day=THIRD)
    assert states() == {"0001": "opened", "0002": "mended", "0003": "mended"}
    assert (third.opened, third.mended) == (1, 2)
    kinds = [event.kind for event in finding(1).events.all()]
    assert kinds == ["opened", "mended", "back"]
    assert finding(1).since == date(2024, 1, 18)


def test_the_active_ones_are_the_sum_of_what_happened(upload: Upload) -> None:
    for day, rows in (
        (FIRST, [home(1, **DANGEROUS), home(2, **BAD_PHONE)]),
        (SECOND, [home(1, **DANGEROUS, **BAD_PHONE)]),
        (THIRD, [home(1), home(2, **BAD_PHONE)]),
    ):
        upload(*rows, day=day)
        active = Finding.objects.filter(state__in=("opened", "standing")).count()
        assert sum(FindingEvent.objects.values_list("change", flat=True)) == active


def test_what_changed_and_is_still_doubtful_is_told(upload: Upload) -> None:
    upload(home(1, **BAD_PHONE), day=FIRST)
    upload(home(1, 户联系电话="139"), day=SECOND)
    assert [event.kind for event in finding(1, PHONE).events.all()] == ["opened", "changed"]


def test_a_check_that_is_not_asked_mends_nothing(upload: Upload, client_of: ClientOf) -> None:
    upload(home(1, **DANGEROUS), home(2, **BAD_PHONE), day=FIRST)
    heads = [head for head in home(1) if head != "是否危房户"]
    file = sent([home(1), home(2)], SECOND, heads)
    client_of("county").post("/quality/upload/", {"files": [file]})
    assert states(DANGER) == {"0001": "opened"}
    assert states(PHONE) == {"0002": "mended"}


def test_the_same_row_twice_is_one_finding(upload: Upload) -> None:
    upload(home(1, **BAD_PHONE), home(1, **BAD_PHONE))
    assert Finding.objects.filter(rule=PHONE).count() == 1


def test_the_exports_are_their_owners_alone_and_older_ones_go(upload: Upload) -> None:
    runs = [upload(home(1), day=day) for day in (FIRST, SECOND, THIRD)]
    folders = [Run.objects.get(pk=run.pk).folder for run in runs]
    assert folders[0] == ""
    assert len(list(store.place().iterdir())) == store.KEPT
    for run in Run.objects.exclude(folder=""):
        folder = store.folder_of(run)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for path in folder.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_an_unknown_place_is_the_countys_to_see(upload: Upload) -> None:
    run = upload(home(1, **DANGEROUS, 村="不知道村"), home(2, **DANGEROUS, 乡="", 村=""))
    assert finding(1).area == "640422100000"
    assert finding(2).area == "640422000000"
    assert run.unplaced == ["吉强镇 不知道村"]


REFUSED: list[tuple[str, list[SimpleUploadedFile], dict[str, str], str]] = [
    ("没有文件", [], {}, "请先选文件"),
    ("别的文件", [SimpleUploadedFile("a.pdf", b"%PDF-1")], {}, "不能收这种文件"),
    ("没有日期", [SimpleUploadedFile("监测对象信息.xlsx", book([]))], {}, "文件名里没有日期"),
    ("还没到", [sent([], "2023-12-18")], {"as_of": "2999-01-01"}, "还没有到"),
    ("同名", [sent([]), sent([])], {}, "请只留一个"),
]


@pytest.mark.parametrize(
    ("files", "said", "told"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_will_not_do_is_said_at_once(
    client_of: ClientOf,
    at_once: None,
    files: list[SimpleUploadedFile],
    said: dict[str, str],
    told: str,
) -> None:
    for file in files:
        file.seek(0)
    response = client_of("county").post("/quality/upload/", {"files": files, **said})
    assert told in response.content.decode()
    assert not Run.objects.exists()
    assert not list(store.place().iterdir())


def test_a_file_too_many_is_refused(client_of: ClientOf, at_once: None) -> None:
    most = most_files()
    files = [SimpleUploadedFile(f"{n}_20231218.csv", "甲,乙".encode()) for n in range(most + 1)]
    text = client_of("county").post("/quality/upload/", {"files": files}).content.decode()
    assert f"一次最多 {most} 个文件" in text


@pytest.mark.parametrize(
    ("rows", "heads", "told"),
    [
        ([home(1, 县="海原县")], None, "是海原县的，不是西吉县的"),
        ([{"甲": "1"}], ("甲", "乙"), "前 30 行里没有它的表头"),
    ],
)
def test_a_file_that_will_not_do_leaves_nothing_but_the_reason(
    client_of: ClientOf, at_once: None, rows: list[Cells], heads: tuple[str, ...] | None, told: str
) -> None:
    client = client_of("county")
    files = [sent(rows, heads=heads) if heads else sent(rows)]
    address = client.post("/quality/upload/", {"files": files})["Location"]
    text = client.get(address).content.decode()
    assert told in text
    assert "什么都没有存" in text
    assert Run.objects.get().state == "failed"
    assert not Finding.objects.exists()
    assert not list(store.place().iterdir())


def test_a_crash_while_storing_leaves_nothing(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luoshi.site.quality.services import comparison

    def crash(run: Run) -> None:
        raise RuntimeError("停电")

    monkeypatch.setattr(comparison, "settle", crash)
    run = upload(home(1, **DANGEROUS))
    assert run.state == "failed"
    assert "系统出错" in run.told
    assert not Finding.objects.exists()
    assert not FindingEvent.objects.exists()


def test_an_earlier_day_is_not_stored(upload: Upload, client_of: ClientOf) -> None:
    upload(home(1), day=SECOND)
    text = client_of("county").post("/quality/upload/", {"files": [sent([home(1)], FIRST)]})
    assert "已经核查到 2023-12-18" in text.content.decode()


def test_two_runs_of_a_county_do_not_cross(client_of: ClientOf, at_once: None) -> None:
    client = client_of("county")
    Run.objects.create(county="640422", as_of=date(2023, 1, 1))
    text = client.post("/quality/upload/", {"files": [sent([home(1)])]}).content.decode()
    assert "有一次核查还没有做完" in text
    assert Run.objects.count() == 1


def test_the_page_tells_how_far_a_run_is(
    client_of: ClientOf, user_of: Callable[..., object]
) -> None:
    run = Run.objects.create(
        county="640422", as_of=date(2023, 1, 1), step="核查", share=0.5, by=user_of("county")
    )
    client = client_of("county")
    address = f"/quality/runs/{run.pk}/"
    text = client.get(address).content.decode()
    assert 'value="50"' in text
    assert f'hx-get="{address}"' in text
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "正在核查" in part
    Run.objects.filter(pk=run.pk).update(state="done")
    done = client.get(address, headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == address


def test_a_run_that_no_task_will_do_is_given_up(client_of: ClientOf) -> None:
    run = Run.objects.create(county="640422", as_of=date(2023, 1, 1))
    give_up_abandoned()
    text = client_of("county").get(f"/quality/runs/{run.pk}/").content.decode()
    assert "中途网站停了" in text


def test_a_run_begun_again_finds_the_same(upload: Upload) -> None:
    run = upload(home(1, 是否危房户="是"))
    before = states()
    assert list(store.folder_of(run).glob("*.parquet"))  # made of the files, and beside them
    FindingEvent.objects.all()._raw_delete("default")  # nothing was kept when the worker stopped
    Finding.objects.all().delete()
    Run.objects.update(state="running")
    carry_out.call(run.pk)
    again = Run.objects.get()
    assert (again.state, again.opened, states()) == ("done", run.opened, before)
    assert [one["name"] for one in again.files] == [one["name"] for one in run.files]


def test_a_run_that_was_finished_is_not_done_again(upload: Upload) -> None:
    run = upload(home(1, 是否危房户="是"))
    events = FindingEvent.objects.count()
    carry_out.call(run.pk)
    assert (Run.objects.get().seconds, FindingEvent.objects.count()) == (run.seconds, events)


def test_an_upload_is_on_the_audit_log(upload: Upload) -> None:
    upload(home(1))
    event = Event.objects.get(action="quality")
    assert (event.target, event.area) == ("上传 1 个导出表，截至 2023-11-18", "640422")
