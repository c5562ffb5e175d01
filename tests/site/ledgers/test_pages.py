"""The pages: lists, cells in place, history, uploads, deadlines."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from rights_cases import PageCases

from luoshi.site import storage
from luoshi.site.audit.models import Event
from luoshi.site.ledgers.models import Attachment, Declaration, Record, Upload
from luoshi.site.rights import Ability

PDF = b"%PDF-1.7 minutes"


class TestIndex(PageCases):
    url = "/ledgers/"
    ability = Ability.READ

    def test_first_come_those_to_fill(self, people, keep) -> None:
        keep()
        text = people.client(people.county()).get(self.url).content.decode()
        assert text.index("由我填写") < text.index(">工程<") < text.index("可以查看")
        assert ">村名录<" not in text
        assert "逾期" in text

    def test_counts_are_of_ones_own_area(self, people, keep) -> None:
        keep(县="640522000000")
        response = people.client(people.county()).get(self.url)
        assert {line.count for line in response.context["mine"]} == {0}


DECLARE = "/ledgers/works/declare/"


class TestDuePage(PageCases):
    url = "/ledgers/due/"
    ability = Ability.READ

    def test_a_complete_period_is_one_press_and_so_is_taking_it_back(self, people) -> None:
        client = people.client(people.county())
        assert "2021 年三季度" in client.get(self.url).content.decode()
        told = client.post(DECLARE, {"start": "2021-07-01"}, follow=True)
        assert "2021 年三季度已报全" in told.content.decode()
        back = client.post(DECLARE, {"start": "2021-07-01", "complete": "0"}, follow=True)
        assert "2021 年三季度已收回" in back.content.decode()
        words = Declaration.objects.values_list("holder", "county", "complete")
        assert list(words) == [("640422", "", True), ("640422", "", False)]

    def test_a_unit_may_speak_of_some_counties_alone(self, people) -> None:
        client = people.client(people.unit("水利厅"))
        some = {"start": "2021-07-01", "county": ["640422", "640522"]}
        client.post(DECLARE, some, follow=True)
        words = Declaration.objects.values_list("holder", "county")
        assert list(words) == [("水利厅", "640422"), ("水利厅", "640522")]

    def test_a_period_that_runs_is_refused_in_words(self, people) -> None:
        client = people.client(people.county())
        told = client.post(DECLARE, {"start": "2099-01-01"}, follow=True)
        assert "还没有结束，现在不能报全" in told.content.decode()
        assert not Declaration.objects.exists()

    def test_a_press_without_a_period_is_told(self, people) -> None:
        client = people.client(people.county())
        told = client.post(DECLARE, {"start": "x"}, follow=True)
        assert "没有说明是哪一期" in told.content.decode()

    def test_the_menu_counts_what_is_late(self, people) -> None:
        text = people.client(people.county()).get("/ledgers/badge/").content.decode()
        assert "2<span" in text
        assert people.client(people.make("assessor")).get("/ledgers/badge/").content.strip() == b""


class TestList:
    url = "/ledgers/works/"

    def names(self, client, query="") -> list[str]:
        rows = client.get(self.url + query).context["listing"].rows
        return [row.record.data["工程名称"] for row in rows]

    def test_sorts_by_any_column_by_its_own_kind(self, people, keep) -> None:
        for name, households in (("甲", 9), ("乙", 10), ("丙", None)):
            keep(工程名称=name, 户数=households)
        client = people.client(people.county())
        assert self.names(client, "?sort=c5") == ["甲", "乙", "丙"]
        assert self.names(client, "?sort=-c5") == ["乙", "甲", "丙"]
        assert set(self.names(client, "?sort=c99")) == {"甲", "乙", "丙"}

    def test_filters_by_area_year_words_and_state(self, people, keep) -> None:
        keep()
        keep(工程名称="二号路", 年度=2023)
        keep(县="640522000000", 工程名称="海原渠")
        client = people.client(people.make("province"))
        assert set(self.names(client, "?year=2023")) == {"二号路"}
        assert set(self.names(client, "?county=640522000000")) == {"海原渠"}
        assert set(self.names(client, "?q=号渠")) == {"一号渠"}
        assert set(self.names(client, "?q=海原县")) == {"海原渠"}
        assert set(self.names(client, "?state=removed")) == set()
        assert "没有符合条件的记录" in client.get(self.url + "?q=无").content.decode()

    def test_a_obligation_is_called_by_its_title(self, people, keep) -> None:
        keep("reports", 事项编号="2021-26/arts", 报告地="640000000000", 进展情况="送戏下乡")
        page = people.client(people.make("province")).get("/ledgers/reports/").content.decode()
        assert "文艺下乡" in page
        assert ">arts<" not in page

    def test_pages_through_what_was_searched(self, people, keep, ledgers) -> None:
        from luoshi.site.ledgers.services.entries import keep_rows

        rows = [
            {"年度": 2024, "县": "640422000000", "工程名称": f"渠{n}", "类别": "水渠"}
            for n in range(60)
        ]
        keep_rows(ledgers["works"], rows)
        client = people.client(people.county())
        assert len(self.names(client, "?q=渠")) == 50
        assert len(self.names(client, "?q=渠&page=2")) == 10

    def test_names_are_masked_and_cannot_be_searched_or_sorted(self, people, keep) -> None:
        keep("meetings")
        client = people.client(people.make("assessor"))
        text = client.get("/ledgers/meetings/").content.decode()
        assert "马**" in text
        assert "马文秀" not in text
        assert "马**" not in client.get("/ledgers/meetings/?q=马文秀").content.decode()
        listing = client.get("/ledgers/meetings/").context["listing"]
        shut = [one.title for one in listing.columns if not listing.sorting.offers(one.name)]
        assert shut == ["主持人", "电话"]

    @contextmanager
    def counted(self, found: list[int]) -> Iterator[None]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            yield
        found.append(len(queries))

    @pytest.mark.parametrize("url", ["/ledgers/works/", "/ledgers/", "/ledgers/due/"])
    def test_queries_do_not_grow_with_rows(self, url, people, keep) -> None:
        client, found = people.client(people.county()), []
        keep()
        client.get(url)
        for number in (1, 12):
            for each in range(number):
                keep(工程名称=f"第{number}批{each}")
            with self.counted(found):
                client.get(url)
        assert found[0] == found[1] <= 10


class TestAddPage:
    url = "/ledgers/works/add/"

    def test_what_is_known_stands_there(self, people) -> None:
        client = people.client(people.unit("水利厅"))
        fields = client.get(self.url).context["form"].fields
        assert fields["c0"].initial
        assert fields["c9"].initial == "水利厅"

    def test_adds_and_goes_to_the_record(self, people) -> None:
        client = people.client(people.county())
        cells = {
            "c0": "2024",
            "c1": "640422000000",
            "c2": "一号渠",
            "c3": "水渠",
            "c7": ["水渠", "桥梁"],
        }
        response = client.post(self.url, cells)
        record = Record.objects.get()
        assert response["Location"] == f"/ledgers/records/{record.pk}/"
        assert record.data["涉及类别"] == "水渠,桥梁"

    def test_shows_errors_beside_their_fields_and_keeps_what_was_typed(self, people) -> None:
        client = people.client(people.county())
        response = client.post(self.url, {"c0": "2024", "c1": "640422000000", "c4": "很多"})
        form = response.context["form"]
        assert form.errors["c2"] == ["必填，不能为空。补填后再送。"]
        assert form.errors["c4"] == ["不是数字。只填写数字，单位为万元。"]
        assert 'value="很多"' in response.content.decode()

    def test_a_village_of_many_is_offered_while_typing(self, people) -> None:
        text = people.client(people.township()).get("/ledgers/facilities/add/").content.decode()
        assert 'value="西吉县/吉强镇' in text or "西吉县/吉强镇" in text
        assert "已由“村名录”带出" in text

    def test_is_for_who_fills(self, people) -> None:
        assert people.client(people.make("province")).get(self.url).status_code == 403


class TestCell:
    def url(self, record: Record, place: int) -> str:
        return f"/ledgers/records/{record.pk}/cells/{place}/"

    def test_is_edited_in_its_place(self, people, keep) -> None:
        record, client = keep(), people.client(people.county())
        form = client.get(self.url(record, 4) + "?edit").content.decode()
        assert 'value="12.50"' in form
        assert 'name="version" value="1"' in form
        shown = client.post(self.url(record, 4), {"value": "1234.5", "version": 1})
        assert "1,234.50" not in shown.content.decode()
        shown = client.post(self.url(record, 4), {"value": "234.5", "version": 1})
        assert "234.50" in shown.content.decode()

    def test_an_error_stays_in_the_form(self, people, keep) -> None:
        record, client = keep(), people.client(people.county())
        text = client.post(self.url(record, 4), {"value": "很多", "version": 1}).content.decode()
        assert "不是数字" in text
        assert 'value="很多"' in text

    def test_a_conflict_shows_both_and_lets_choose(self, people, keep) -> None:
        record, client = keep(), people.client(people.county())
        client.post(self.url(record, 4), {"value": "8", "version": 1})
        response = client.post(self.url(record, 4), {"value": "9", "version": 1})
        text = response.content.decode()
        assert "对方填的" in text
        assert "改成我的" in text
        assert 'name="version" value="2"' in text
        client.post(self.url(record, 4), {"value": "9", "version": 2})
        record.refresh_from_db()
        assert record.data["投资"] == "9.00"

    def test_several_values_are_boxes(self, people, keep) -> None:
        record, client = keep(涉及类别="水渠"), people.client(people.county())
        assert "checkbox" in client.get(self.url(record, 7) + "?edit").content.decode()
        client.post(self.url(record, 7), {"value": ["道路", "桥梁"], "version": 1})
        record.refresh_from_db()
        assert record.data["涉及类别"] == "道路,桥梁"

    def test_a_column_that_is_not_there(self, people, keep) -> None:
        client = people.client(people.county())
        assert client.get(self.url(keep(), 99)).status_code == 404


class TestRecordPage:
    def test_history_says_who_when_and_what(self, people, keep) -> None:
        record, user = keep(), people.county()
        client = people.client(user)
        client.post(f"/ledgers/records/{record.pk}/cells/4/", {"value": "8", "version": 1})
        text = client.get(f"/ledgers/records/{record.pk}/").content.decode()
        assert "<del>12.50</del>" in text
        assert "<ins>8</ins>" in text
        assert user.title in text

    def test_removed_and_brought_back(self, people, keep) -> None:
        record, client = keep(), people.client(people.county())
        told = client.post(f"/ledgers/records/{record.pk}/remove/", follow=True)
        assert "已删除" in told.content.decode()
        assert client.get("/ledgers/works/").context["listing"].rows == []
        assert len(client.get("/ledgers/works/?state=removed").context["listing"].rows) == 1
        last = record.revisions.first()
        told = client.post(f"/ledgers/revisions/{last.pk}/undo/", follow=True)
        assert "已撤销第 2 版" in told.content.decode()
        assert len(client.get("/ledgers/works/").context["listing"].rows) == 1

    def test_what_stands_in_the_way_is_told(self, people, keep) -> None:
        record, client = keep(), people.client(people.county())
        for _ in range(2):
            told = client.post(f"/ledgers/records/{record.pk}/remove/", follow=True)
        assert "已被删除" in told.content.decode()


class TestEvidence:
    def send(self, client, record, name="纪要.pdf", content=PDF):
        sent = SimpleUploadedFile(name, content)
        url = f"/ledgers/records/{record.pk}/attachments/"
        return client.post(url, {"file": sent}, follow=True).content.decode()

    def test_is_kept_named_in_the_record_and_given_back(self, people, keep) -> None:
        record, client = keep("meetings"), people.client(people.county())
        assert "附件已上传" in self.send(client, record)
        record.refresh_from_db()
        assert record.data["材料"] == "纪要.pdf"
        response = client.get(f"/ledgers/attachments/{Attachment.objects.get().pk}/")
        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Disposition"].startswith("attachment")

    def test_is_taken_off_but_kept(self, people, keep) -> None:
        record, client = keep("meetings"), people.client(people.county())
        self.send(client, record)
        attachment = Attachment.objects.get()
        client.post(f"/ledgers/attachments/{attachment.pk}/remove/")
        record.refresh_from_db()
        assert "材料" not in record.data
        assert client.get(f"/ledgers/attachments/{attachment.pk}/").status_code == 404
        assert storage.path(attachment.file).exists()

    def test_of_a_removed_record_stays_and_that_is_told(self, people, keep) -> None:
        record, client = keep("meetings"), people.client(people.county())
        self.send(client, record)
        client.post(f"/ledgers/records/{record.pk}/remove/")
        url = f"/ledgers/attachments/{Attachment.objects.get().pk}/remove/"
        assert "已被删除" in client.post(url, follow=True).content.decode()
        record.refresh_from_db()
        assert record.removed
        assert not Attachment.objects.get().removed

    @pytest.mark.parametrize(
        ("name", "content"), [("坏.exe", b"MZ"), ("假.pdf", b"<html>"), ("空.pdf", b"")]
    )
    def test_of_another_kind_is_not_taken(self, name, content, people, keep) -> None:
        text = self.send(people.client(people.county()), keep("meetings"), name, content)
        assert "不能收这种文件" in text or "文件是空的" in text or "重新保存" in text
        assert not Attachment.objects.exists()


class TestUploadPages:
    def sent(self, *lines: str) -> SimpleUploadedFile:
        rows = ["年度,县,工程名称,类别,投资", *lines]
        return SimpleUploadedFile("工程.csv", "\n".join(rows).encode())

    def upload(self, client, *lines: str):
        return client.post("/ledgers/works/upload/", {"file": self.sent(*lines)}, follow=True)

    def test_from_template_to_record(self, people) -> None:
        client = people.client(people.county())
        assert "下载模板" in client.get("/ledgers/works/upload/").content.decode()
        template = b"".join(client.get("/ledgers/works/template/?year=2024").streaming_content)
        book = load_workbook(BytesIO(template))
        sheet = book.worksheets[0]
        sheet["C4"], sheet["D4"], sheet["C5"], sheet["D5"] = "一号渠", "水渠", "二号渠", "楼房"
        saved = BytesIO()
        book.save(saved)
        sent = SimpleUploadedFile("工程.xlsx", saved.getvalue())
        preview = client.post("/ledgers/works/upload/", {"file": sent}, follow=True)
        assert "只存入正确的 1 条" in preview.content.decode()
        assert "不在码表" in preview.content.decode()
        pk = Upload.objects.get().pk
        told = client.post(f"/ledgers/uploads/{pk}/store/", {"rows": "good"}, follow=True)
        assert "已存入：新增 1 条" in told.content.decode()
        assert "退回的 1 行没有存入" in told.content.decode()
        assert Record.objects.get().data["工程名称"] == "一号渠"
        assert f'href="/ledgers/uploads/{pk}/refused/"' in told.content.decode()
        rows = b"".join(client.get(f"/ledgers/uploads/{pk}/refused/").streaming_content)
        assert load_workbook(BytesIO(rows)).worksheets[0]["C2"].value == "二号渠"

    def test_all_or_nothing(self, people) -> None:
        client = people.client(people.county())
        self.upload(client, "2024,西吉县,一号渠,水渠,5", "2024,西吉县,二号渠,水渠,x")
        pk = Upload.objects.get().pk
        told = client.post(f"/ledgers/uploads/{pk}/store/", {"rows": "all"}, follow=True)
        assert "不能全部存入" in told.content.decode()
        assert not Record.objects.exists()
        told = client.post(f"/ledgers/uploads/{pk}/drop/", follow=True)
        assert "已放弃" in told.content.decode()

    def test_refused_rows_are_given_back(self, people) -> None:
        client = people.client(people.county())
        self.upload(client, "2024,西吉县,二号渠,水渠,x")
        url = f"/ledgers/uploads/{Upload.objects.get().pk}/refused/"
        book = load_workbook(BytesIO(b"".join(client.get(url).streaming_content)))
        assert book.worksheets[0]["C2"].value == "二号渠"

    def test_a_file_stored_before_is_told(self, people) -> None:
        client = people.client(people.county())
        self.upload(client, "2024,西吉县,一号渠,水渠,5")
        client.post(f"/ledgers/uploads/{Upload.objects.get().pk}/store/", {"rows": "all"})
        again = self.upload(client, "2024,西吉县,一号渠,水渠,5").content.decode()
        assert "同一份文件已在" in again

    def test_no_file(self, people) -> None:
        client = people.client(people.county())
        told = client.post("/ledgers/works/upload/", {})
        assert "请先选一个文件" in told.content.decode()


class TestDownload:
    def test_comes_as_filtered_and_is_logged(self, people, keep) -> None:
        keep(投资=None)
        keep(工程名称="二号路", 年度=2023)
        client = people.client(people.county())
        response = client.get("/ledgers/works/download/?year=2023")
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
        assert [row[2].value for row in sheet.iter_rows(min_row=4)] == ["二号路"]
        assert Event.objects.latest("pk").target == "工程：导出 1 条"

    def test_can_be_mended_and_sent_back(self, people, keep) -> None:
        record, client = keep(), people.client(people.county())
        content = b"".join(client.get("/ledgers/works/download/").streaming_content)
        book = load_workbook(BytesIO(content))
        book.worksheets[0]["E4"] = 77
        saved = BytesIO()
        book.save(saved)
        sent = SimpleUploadedFile("工程.xlsx", saved.getvalue())
        client.post("/ledgers/works/upload/", {"file": sent})
        client.post(f"/ledgers/uploads/{Upload.objects.get().pk}/store/", {"rows": "all"})
        record.refresh_from_db()
        assert record.data["投资"] == "77.00"

    def test_needs_the_right_to_export(self, people) -> None:
        assert (
            people.client(people.make("assessor")).get("/ledgers/works/download/").status_code
            == 403
        )
