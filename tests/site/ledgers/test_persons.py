"""Persons and households in ledgers: numbers go to the vault, registers are asked."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from luoshi.site import sources
from luoshi.site.ledgers.actions.records import AddRecord, ChangeCell
from luoshi.site.ledgers.actions.uploads import CheckUpload, StoreUpload
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.workbook.previews import preview_of
from luoshi.text.person_number import check_digit

BODY = "64042219800101001"
NUMBER = BODY + check_digit(BODY)
WRONG = BODY + ("1" if NUMBER[-1] != "1" else "2")
XIJI, VILLAGE = "640422000000", "640422100201"
POST = {"证件号码": NUMBER, "服务地": "西吉县", "到岗日期": "2024-03-01"}


def deliver(table: str, **columns: object) -> None:
    """Put one row into a register of the warehouse."""
    warehouse = sources.warehouse()
    rows = pa.table({name: [value] for name, value in columns.items()})
    warehouse.commit(
        table, rows, file_name="x", sha256=table, received_at=datetime(2024, 1, 1, tzinfo=UTC)
    )


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledgers_record")
        records = str(cursor.fetchall())
        cursor.execute("SELECT * FROM ledgers_revision")
        return records + str(cursor.fetchall())


class TestPersons:
    @pytest.fixture
    def post(self, ledgers, people) -> Record:
        return AddRecord(ledgers["posts"], people.county(), POST).execute()

    def test_the_number_is_in_the_vault_only(self, post) -> None:
        assert NUMBER not in everything_stored()
        assert sources.vault().open(int(post.data["证件号码"])) == NUMBER

    def test_an_upload_does_not_take_over_the_record_of_another_county(
        self, ledgers, post, people
    ) -> None:
        lines = f"证件号码,服务地,到岗日期\n{NUMBER},海原县,2024-03-01\n"
        sent = SimpleUploadedFile("在岗.csv", lines.encode("gb18030"))
        upload = CheckUpload(ledgers["posts"], people.county("640522000000"), sent).execute()
        found = preview_of(upload)
        assert found.refusals[0]["reason"] == "别的地区已有证件号码、到岗日期相同的记录"
        assert (upload.counts["changed"], found.changes) == (0, [])

    def test_pages_and_files_show_neither_number_nor_key(self, post, people) -> None:
        client = people.client(people.county())
        for url in (
            "/ledgers/posts/",
            f"/ledgers/records/{post.pk}/",
            f"/ledgers/records/{post.pk}/cells/0/?edit",
        ):
            text = client.get(url).content.decode()
            assert NUMBER not in text
            assert post.data["证件号码"] not in text

    def test_a_wrong_number_does_not_stand_in_the_errors(self, ledgers, people) -> None:
        line = f"证件号码,服务地,到岗日期\n{WRONG},西吉县,2024-03-01"
        sent = SimpleUploadedFile("在岗.csv", line.encode())
        upload = CheckUpload(ledgers["posts"], people.county(), sent).execute()
        (refusal,) = preview_of(upload).refusals
        assert refusal["value"] == f"{WRONG[:6]}****{WRONG[-2:]}"
        assert WRONG not in str(refusal)

    def test_an_upload_seals_numbers_too(self, ledgers, people) -> None:
        user = people.county()
        line = f"证件号码,服务地,到岗日期\n{NUMBER},西吉县,2024-03-01"
        sent = SimpleUploadedFile("在岗.csv", line.encode())
        StoreUpload(CheckUpload(ledgers["posts"], user, sent).execute(), user, False).execute()
        assert sources.vault().open(int(Record.objects.get().data["证件号码"])) == NUMBER
        assert NUMBER not in everything_stored()

    def test_the_name_is_brought_from_the_register(self, ledgers, people, own_home) -> None:
        key = sources.vault().person_key(NUMBER)
        deliver("residents", 证件号码=key, 姓名="马文秀", 户编号="1", 与户主关系="户主")
        record = AddRecord(ledgers["posts"], people.county(), POST).execute()
        assert record.data["姓名"] == "马文秀"

    def test_other_cells_change_without_the_number(self, post, people) -> None:
        record = ChangeCell(post, people.county(), "到岗日期", "2024-04-01", 1).execute()
        assert record.data["到岗日期"] == "2024-04-01"


class TestHouseholds:
    @pytest.fixture(autouse=True)
    def register(self, own_home) -> None:
        deliver("households", 户编号="1001", 户主姓名="马文秀", 行政村=VILLAGE)

    def test_a_row_lies_in_the_households_village(self, ledgers, people) -> None:
        user = people.make("village", area=VILLAGE)
        cells = {"户编号": "1001", "责任人": "王强"}
        record = AddRecord(ledgers["carers"], user, cells).execute()
        assert (record.area, record.county) == (VILLAGE, "640422")

    def test_the_next_village_may_not_fill_it(self, ledgers, people) -> None:
        user = people.make("village", area="640422100202")
        lines = "户编号,责任人\n1001,王强"
        sent = SimpleUploadedFile("包户.csv", lines.encode())
        upload = CheckUpload(ledgers["carers"], user, sent).execute()
        assert preview_of(upload).refusals[0]["reason"] == "不在你填报的地区范围内"
