"""Uploads: every refused cell is shown before anything is stored; all, or the good rows."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from openpyxl import Workbook, load_workbook

from luoshi.site import storage
from luoshi.site.ledgers.actions import uploads
from luoshi.site.ledgers.actions.records import ChangeCell
from luoshi.site.ledgers.actions.uploads import (
    CheckUpload,
    DropUpload,
    StoreUpload,
    own_upload,
    refused_until,
    write_refused,
)
from luoshi.site.ledgers.choices import Change, UploadState
from luoshi.site.ledgers.models import Record, Upload
from luoshi.site.ledgers.workbook.download import template
from luoshi.site.ledgers.workbook.previews import preview_of
from luoshi.site.rights import Refused

pytestmark = pytest.mark.db

GOOD = ["一号渠", "水渠", 12.5]
QUOTE = '年度,县,工程名称,类别\n2024,西吉县,"渠,水渠\n2024,西吉县,路,道路\n'
BAD = ["二号渠", "楼房", 2000]


def filled(ledgers, user, *rows, **cells) -> SimpleUploadedFile:
    """The template of 工程 with names, kinds and amounts filled in from the first row."""
    book = load_workbook(BytesIO(template(ledgers["works"], user, 2024).read()))
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=4):
        for place, value in enumerate(row, start=3):
            sheet.cell(number, place, value)
    for cell, value in cells.items():
        sheet[cell] = value
    saved = BytesIO()
    book.save(saved)
    return SimpleUploadedFile("工程.xlsx", saved.getvalue())


def csv(*lines: str, encoding: str = "gb18030") -> SimpleUploadedFile:
    return SimpleUploadedFile("工程.csv", "\n".join(lines).encode(encoding))


def _with_errors() -> bytes:
    """A workbook of 工程 in which one amount is an error and one a formula nobody worked out."""
    saved = BytesIO()
    with xlsxwriter.Workbook(saved) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["年度", "县", "工程名称", "类别", "投资"])
        for line, (name, formula, value) in enumerate(
            (("一号渠", "=1/0", "#DIV/0!"), ("二号渠", "=1+1", "")), start=1
        ):
            sheet.write_row(line, 0, ["2024", "西吉县", name, "水渠"])
            sheet.write_formula(line, 4, formula, None, value)
    return saved.getvalue()


@pytest.fixture
def user(people):
    return people.county()


@pytest.fixture
def send(ledgers, user):
    """Checks a file as the user's upload."""

    def check(sent, ledger="works") -> Upload:
        return CheckUpload(ledgers[ledger], user, sent).execute()

    return check


def counts(upload: Upload) -> tuple[int, ...]:
    return tuple(upload.counts[name] for name in ("added", "changed", "same", "refused"))


class TestPreview:
    def test_nothing_is_stored_yet(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD))
        assert counts(upload) == (1, 0, 0, 0)
        assert upload.state == UploadState.CHECKED
        assert storage.path(upload.file).exists()
        assert not Record.objects.exists()

    def test_every_refused_cell_says_where_and_how_to_mend(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD, BAD))
        refusals = preview_of(upload).refusals
        assert [(r["row"], r["column"], r["value"]) for r in refusals] == [
            (5, "类别", "楼房"),
            (5, "投资", "2000"),
        ]
        assert refusals[0]["mend"] == "可填：水渠、道路、桥梁"
        assert counts(upload) == (1, 0, 0, 1)

    def test_rows_of_others_are_refused(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD, B4="海原县"))
        (refusal,) = preview_of(upload).refusals
        assert refusal["reason"] == "不在你填报的地区范围内"
        assert refusal["value"] == "海原县"

    def test_a_township_is_not_a_county(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD, B4="西吉县/吉强镇"))
        assert preview_of(upload).refusals[0]["reason"] == "应填到县级"

    def test_the_same_key_twice_with_other_values(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD, ["一号渠", "道路", 3]))
        told = [one["reason"] for one in preview_of(upload).refusals]
        assert [("与第 5 行相同" in told[0]), ("与第 4 行相同" in told[1])] == [True, True]
        assert counts(upload) == (0, 0, 0, 2)

    def test_untouched_rows_are_not_read(self, ledgers, user, send) -> None:
        assert counts(send(filled(ledgers, user))) == (0, 0, 0, 0)

    def test_what_would_change_is_shown(self, ledgers, user, send, keep) -> None:
        keep(户数=3)
        upload = send(filled(ledgers, user, ["一号渠", "道路", 12.5, 3]))
        assert counts(upload) == (0, 1, 0, 0)
        (changed,) = preview_of(upload).changes
        assert (changed["column"], changed["before"], changed["after"]) == ("类别", "水渠", "道路")

    def test_columns_a_file_lacks_stay_as_they_are(self, send, keep) -> None:
        keep(户数=3)
        upload = send(csv("年度,县,工程名称,类别,投资", "2024,西吉县,一号渠,水渠,13"))
        assert [each["column"] for each in preview_of(upload).changes] == ["投资"]

    def test_personal_values_do_not_stand_in_errors(self, send) -> None:
        upload = send(csv("地点,日期,主持人,电话", "西吉县,2024-03-05,马文秀,12"), "meetings")
        (refusal,) = preview_of(upload).refusals
        assert (refusal["column"], refusal["value"]) == ("电话", "****")

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("工程.pdf", b"%PDF-1.7", "不能收这种文件"),
            ("工程.xlsx", b"", "文件是空的"),
            ("工程.xlsx", b"PK\x03\x04 broken", "文件已损坏"),
            ("工程.csv", "甲,乙\n1,2".encode(), "没有找到表头"),
            ("工程.csv", "年度,工程名称\n1,2".encode(), "缺少必填列"),
        ],
    )
    def test_what_cannot_be_read_is_said_and_not_kept(self, name, content, reason, send) -> None:
        with pytest.raises(ValidationError, match=reason):
            send(SimpleUploadedFile(name, content))
        assert not Upload.objects.exists()
        assert not list(storage.folder().iterdir())

    def test_a_workbook_too_wide_for_memory_is_said_and_not_kept(self, send) -> None:
        book = Workbook()
        book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = 1, 1
        saved = BytesIO()
        book.save(saved)
        with pytest.raises(ValidationError, match="很远处"):
            send(SimpleUploadedFile("工程.xlsx", saved.getvalue()))
        assert not list(storage.folder().iterdir())

    def test_cells_whose_formula_went_wrong_are_refused(self, send, keep) -> None:
        keep(投资="3.50")
        upload = send(SimpleUploadedFile("工程.xlsx", _with_errors()))
        refusals = [(each["row"], each["value"], each["reason"])
                    for each in preview_of(upload).refusals]  # fmt: skip
        assert refusals == [(2, "#DIV/0!", "公式出错，没有结果"), (3, "", "公式没有存下结果")]
        assert counts(upload) == (0, 0, 0, 2)

    def test_what_was_read_is_told(self, send) -> None:
        upload = send(csv("年度,县,工程名称,类别,投资", "2024,西吉县,一号渠,水渠,13"))
        assert preview_of(upload).read == ["读了工作表“数据”，表头以下 1 行，文字编码 GB18030"]
        (missing,) = preview_of(upload).warnings
        assert missing.startswith("文件里没有这些列，已有的内容不变：户数、完工日期")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"\xef\xbb\xbf" + "年度,县,工程名称".encode()[:-1], "不完整或混有别的编码"),
            (
                '年度,县,工程名称,类别\n2024,西吉县,"渠,水渠\n2024,西吉县,路,道路\n'.encode(),
                "第 2 行的英文双引号",
            ),
            (b"\xef\xbb\xbf<html><table></table></html>", "网页格式"),
        ],
    )
    def test_texts_that_cannot_be_read_for_certain_are_refused(self, send, content, reason) -> None:
        with pytest.raises(ValidationError, match=reason):
            send(SimpleUploadedFile("工程.csv", content))
        assert not list(storage.folder().iterdir())

    def test_a_file_whose_check_breaks_off_is_not_kept(self, send, monkeypatch) -> None:
        monkeypatch.setattr(uploads, "check_file", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(csv("年度"))
        assert not list(storage.folder().iterdir())

    def test_who_does_not_fill_is_refused(self, ledgers, people) -> None:
        with pytest.raises(Refused):
            CheckUpload(ledgers["works"], people.make("province"), csv("年度")).execute()


class TestStoring:
    def store(self, upload, user, *, good_only=False) -> Upload:
        return StoreUpload(upload, user, good_only).execute()

    def test_all(self, ledgers, user, send) -> None:
        upload = self.store(send(filled(ledgers, user, GOOD, ["二号渠", "路", 3])), user)
        assert upload.state == UploadState.STORED
        assert Record.objects.count() == 2
        revision = Record.objects.get(key__contains="一号渠").revisions.get()
        assert (revision.action, revision.upload, revision.by) == (Change.IMPORT, upload, user)
        assert not list(storage.folder().iterdir())

    def test_all_is_refused_while_a_row_is_bad(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD, BAD))
        with pytest.raises(ValidationError, match="不能全部存入"):
            self.store(upload, user)
        assert not Record.objects.exists()
        assert storage.path(upload.file).exists()

    def test_the_good_rows_only(self, ledgers, user, send) -> None:
        self.store(send(filled(ledgers, user, GOOD, BAD)), user, good_only=True)
        assert [record.data["工程名称"] for record in Record.objects.all()] == ["一号渠"]

    def test_a_stored_upload_is_not_stored_again(self, ledgers, user, send) -> None:
        upload = self.store(send(filled(ledgers, user, GOOD)), user)
        with pytest.raises(ValidationError, match="已存入"):
            self.store(upload, user)

    def test_what_was_decided_on_another_page_stays_decided(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD))
        on_another_page = Upload.objects.get()
        DropUpload(upload).execute()
        with pytest.raises(ValidationError, match="已放弃"):
            self.store(on_another_page, user)
        assert not Record.objects.exists()

    def test_what_is_stored_is_not_dropped_from_another_page(self, ledgers, user, send) -> None:
        on_another_page = send(filled(ledgers, user, GOOD))
        self.store(Upload.objects.get(), user)
        DropUpload(on_another_page).execute()
        assert Upload.objects.get().state == UploadState.STORED

    def test_what_changed_meanwhile_is_looked_at_again(self, ledgers, user, send, keep) -> None:
        record = keep()
        upload = send(filled(ledgers, user, ["一号渠", "道路", 12.5]))
        ChangeCell(record, user, "投资", "99", 1).execute()
        with pytest.raises(ValidationError, match="再看一遍"):
            self.store(upload, user)
        upload.refresh_from_db()
        assert {each["column"] for each in preview_of(upload).changes} == {"类别", "投资"}
        assert self.store(upload, user).state == UploadState.STORED

    def test_what_others_change_in_other_rows_is_no_matter(
        self, ledgers, user, people, send, keep
    ) -> None:
        other = keep(县="640423000000", 工程名称="别的渠")
        upload = send(filled(ledgers, user, GOOD))
        ChangeCell(other, people.make("county", "640423000000"), "投资", "99", 1).execute()
        assert self.store(upload, user).state == UploadState.STORED

    def test_ten_thousands_are_kept_to_six_decimals(self, ledgers, user, send) -> None:
        amounts = [12.345678, "12.3456", "123.4元", "0.5亿", "1e2"]
        rows = [[f"{n}号渠", "水渠", amount] for n, amount in enumerate(amounts)]
        upload = send(filled(ledgers, user, *rows))
        assert [r["reason"] for r in preview_of(upload).refusals] == [
            "大于上限 1000 万元", "写成了科学记数法"]  # fmt: skip
        self.store(upload, user, good_only=True)
        kept = [record.data["投资"] for record in Record.objects.order_by("pk")]
        assert kept == ["12.345678", "12.3456", "0.01234"]

    def test_the_refused_rows_come_back_mended(self, ledgers, user, send, tmp_path) -> None:
        upload = send(filled(ledgers, user, GOOD, BAD))
        write_refused(upload, user, tmp_path / "refused.xlsx")
        book = load_workbook(tmp_path / "refused.xlsx")
        sheet = book.worksheets[0]
        assert "不在码表" in sheet.cell(2, sheet.max_column).value
        sheet["D2"], sheet["E2"] = "道路", 20
        book.save(tmp_path / "mended.xlsx")
        mended = SimpleUploadedFile("改好.xlsx", (tmp_path / "mended.xlsx").read_bytes())
        assert counts(send(mended)) == (1, 0, 0, 0)

    def test_the_refused_rows_outlast_the_good_ones(self, ledgers, user, send, tmp_path) -> None:
        upload = self.store(send(filled(ledgers, user, GOOD, BAD)), user, good_only=True)
        assert refused_until(upload)
        assert not storage.path(upload.file).exists()
        assert [each["column"] for each in preview_of(upload).refusals] == ["类别", "投资"]
        write_refused(upload, user, tmp_path / "refused.xlsx")
        sheet = load_workbook(tmp_path / "refused.xlsx").worksheets[0]
        assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["二号渠"]

    def test_without_refused_rows_there_is_nothing_to_fetch(self, ledgers, user, send) -> None:
        assert refused_until(send(filled(ledgers, user, GOOD))) is None
        upload = send(filled(ledgers, user, GOOD, BAD))
        assert refused_until(upload)
        DropUpload(upload).execute()
        assert refused_until(upload) is None

    def test_dropping_forgets_the_file(self, ledgers, user, send) -> None:
        upload = send(filled(ledgers, user, GOOD))
        DropUpload(upload).execute()
        assert upload.state == UploadState.DROPPED
        assert not list(storage.folder().iterdir())

    def test_nobody_else_sees_it(self, ledgers, user, send, people) -> None:
        upload = send(filled(ledgers, user, GOOD))
        with pytest.raises(Http404):
            own_upload(people.county(), upload.pk)


def test_what_nobody_confirms_is_dropped_in_time(ledgers, user, send) -> None:
    first = send(filled(ledgers, user, GOOD))
    Upload.objects.update(at="2024-01-01T00:00:00Z")
    send(filled(ledgers, user, GOOD))
    first.refresh_from_db()
    assert first.state == UploadState.DROPPED
    assert not storage.path(first.file).exists()


def test_refused_rows_nobody_fetches_are_dropped_in_time(ledgers, user, send) -> None:
    first = StoreUpload(send(filled(ledgers, user, GOOD, BAD)), user, good_only=True).execute()
    Upload.objects.update(at="2024-01-01T00:00:00Z")
    last = send(filled(ledgers, user, GOOD))
    first.refresh_from_db()
    assert (first.state, refused_until(first)) == (UploadState.STORED, None)
    names = {file.name for file in storage.folder().iterdir()}
    assert names == {last.file, f"{last.file}.json"}
