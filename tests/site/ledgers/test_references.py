"""Cells that name a row of another ledger: only one there is, and one that is near."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi.site.ledgers.actions.records import AddRecord, ChangeCell
from luoshi.site.ledgers.actions.uploads import CheckUpload, StoreUpload
from luoshi.site.ledgers.models import Record, Upload
from luoshi.site.ledgers.services.forms import field_of

VILLAGE, HAIYUAN = "640422100201", "640522000000"


@pytest.fixture
def sites(ledgers, people) -> None:
    for code, place, user in (
        ("甲1", VILLAGE, people.county()),
        ("乙1", HAIYUAN, people.county(HAIYUAN)),
        ("丙1", "640422100000", people.county()),
        ("丁1", "640422100202", people.county()),
    ):
        cells = {"工地编码": code, "工地名称": f"工地{code}", "工地所在": place}
        AddRecord(ledgers["sites"], user, cells).execute()


def visit(ledgers, user, code, day="2024-05-01") -> Record:
    cells = {"工地编码": code, "巡查日期": day}
    return AddRecord(ledgers["visits"], user, cells).execute()


def test_a_row_gets_its_place_from_what_it_names(ledgers, people, sites) -> None:
    assert visit(ledgers, people.county(), "甲1").area == VILLAGE


def test_what_is_not_there_cannot_be_named(ledgers, people, sites) -> None:
    with pytest.raises(ValidationError, match="“工地”里没有“甲9”"):
        visit(ledgers, people.county(), "甲9")


def test_what_lies_elsewhere_cannot_be_named(ledgers, people, sites) -> None:
    with pytest.raises(ValidationError, match="地区范围"):
        visit(ledgers, people.county(), "乙1")
    cells = {"工地编码": "丁1", "巡查日期": "2024-05-01", "工地所在": VILLAGE}
    with pytest.raises(ValidationError, match="“丁1”不在你的地区范围内"):
        AddRecord(ledgers["visits"], people.make("village"), cells).execute()


def test_what_lies_around_may_be_named(ledgers, people, sites) -> None:
    cells = {"工地编码": "丙1", "巡查日期": "2024-05-01", "工地所在": VILLAGE}
    assert AddRecord(ledgers["visits"], people.make("village"), cells).execute().area == VILLAGE


def test_a_cell_changed_later_is_asked_too(ledgers, people, sites) -> None:
    record = visit(ledgers, people.county(), "甲1")
    with pytest.raises(ValidationError, match="没有“甲9”"):
        ChangeCell(record, people.county(), "工地编码", "甲9", record.version).execute()


def test_files_are_asked_row_by_row(ledgers, people, sites) -> None:
    lines = ["工地编码,巡查日期", "甲1,2024-05-01", "甲9,2024-05-02", "乙1,2024-05-03"]
    sent = SimpleUploadedFile("巡查.csv", "\n".join(lines).encode("gb18030"))
    user = people.county()
    upload = CheckUpload(ledgers["visits"], user, sent).execute()
    assert (upload.counts["added"], upload.counts["refused"]) == (1, 2)
    StoreUpload(Upload.objects.get(pk=upload.pk), user, good_only=True).execute()
    assert Record.objects.get(ledger="visits").area == VILLAGE


def test_the_form_offers_those_of_the_users_areas(ledgers, people, sites) -> None:
    column = ledgers["visits"].by_name["工地编码"]
    offered = field_of(column, people.county()).widget.options
    assert offered == [("丁1", "工地丁1"), ("丙1", "工地丙1"), ("甲1", "工地甲1")]
