"""The worklist as an Excel file."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.http import HttpResponseBase
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rights_cases import PageCases
from small_province import PEOPLE, number_of

from luoshi.site.audit.models import Event
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.rights import Ability

ClientOf = Callable[..., Client]


class TestExportRights(PageCases):
    url = "/leads/export/"
    ability = Ability.EXPORT


pytestmark = pytest.mark.usefixtures("published")


def book_of(response: HttpResponseBase) -> Workbook:
    return load_workbook(BytesIO(b"".join(response)))  # type: ignore[arg-type]


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_a_county_user_gets_its_county_only(client_of: ClientOf) -> None:
    response = client_of("county").get("/leads/export/")
    book = book_of(response)
    assert [row[2] for row in rows_of(book["预警户"])] == ["H1001", "H1002"]
    assert {row[2] for row in rows_of(book["线索"])} == {"H1001", "H1002"}
    assert unquote(response["Content-Disposition"]).endswith("预警户_2025-06-30.xlsx")


def test_filters_hold_for_the_file(client_of: ClientOf) -> None:
    response = client_of("province").get("/leads/export/?colour=orange")
    assert [row[2] for row in rows_of(book_of(response)["预警户"])] == ["H1002"]


def test_a_department_gets_its_own_leads_only(client_of: ClientOf) -> None:
    book = book_of(client_of("department", unit="教育厅").get("/leads/export/"))
    (lead,) = rows_of(book["线索"])
    assert lead[6] == "适龄儿童少年失学"
    assert lead[8] == "教育厅"


def test_a_row_is_typed_and_told_in_words(client_of: ClientOf) -> None:
    book = book_of(client_of("county").get("/leads/export/?q=H1002"))
    (row,) = rows_of(book["预警户"])
    assert row[:6] == ("橙色", "西吉县 火石寨乡 沙岗村", "H1002", "王建国", 1, "因安全住房")
    assert str(row[6]).startswith("住房为C级或D级：住房鉴定为C级")
    assert (str(row[7]), row[8]) == ("2025-06-30 00:00:00", 0)


def test_no_id_number_is_in_the_file(client_of: ClientOf) -> None:
    book = book_of(client_of("province").get("/leads/export/"))
    text = "\n".join(str(row) for sheet in book for row in rows_of(sheet))
    assert "李秀英" in text
    assert not any(number_of(name) in text for name in PEOPLE)


def test_the_sheets_are_ready_to_read_and_to_print(client_of: ClientOf) -> None:
    for sheet in book_of(client_of("province").get("/leads/export/")):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.column_dimensions["B"].width > 20


def test_text_is_never_a_formula(client_of: ClientOf) -> None:
    FlaggedHousehold.objects.filter(number="H1002").update(head="=1+1")
    (row,) = book_of(client_of("county").get("/leads/export/?q=H1002"))["预警户"].iter_rows(
        min_row=2
    )
    assert (row[3].value, row[3].data_type) == ("=1+1", "s")


def test_an_export_goes_on_the_audit_log(client_of: ClientOf) -> None:
    client_of("county").get("/leads/export/")
    event = Event.objects.get(action="export")
    assert event.target == "预警户清单 2 户"
    assert event.area == "640422000000"


def test_the_page_offers_it_to_who_may(client_of: ClientOf) -> None:
    assert "导出 Excel" in client_of("county").get("/leads/").content.decode()
    assert "导出 Excel" not in client_of("village").get("/leads/").content.decode()
