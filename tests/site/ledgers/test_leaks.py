"""Nothing of another county is reached by guessing an address."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from luoshi.site.ledgers.actions.evidence import AttachFile
from luoshi.site.ledgers.actions.uploads import CheckUpload
from luoshi.site.ledgers.models import Attachment, Record, Upload

OTHER, SECRET = "640522000000", "海原秘密渠"


@pytest.fixture
def other(people, keep) -> Record:
    """A record of 海原县 with evidence."""
    record = keep(县=OTHER, 工程名称=SECRET)
    sent = SimpleUploadedFile("海原.pdf", b"%PDF-1.7")
    AttachFile(record, people.county(OTHER), sent).execute()
    return record


@pytest.fixture
def client(people):
    """Someone who fills the same ledger for 西吉县."""
    return people.client(people.county())


def addresses(record: Record) -> list[tuple[str, str]]:
    revision, attachment = record.revisions.first(), Attachment.objects.get()
    return [
        ("get", f"/ledgers/records/{record.pk}/"),
        ("get", f"/ledgers/records/{record.pk}/cells/2/"),
        ("get", f"/ledgers/records/{record.pk}/cells/2/?edit"),
        ("post", f"/ledgers/records/{record.pk}/cells/2/"),
        ("post", f"/ledgers/records/{record.pk}/remove/"),
        ("post", f"/ledgers/records/{record.pk}/attachments/"),
        ("post", f"/ledgers/revisions/{revision.pk}/undo/"),
        ("get", f"/ledgers/attachments/{attachment.pk}/"),
        ("post", f"/ledgers/attachments/{attachment.pk}/remove/"),
    ]


def test_no_address_of_a_record_opens(other, client) -> None:
    before = other.data, other.revisions.count()
    for method, url in addresses(other):
        response = getattr(client, method)(url, {"value": "x", "version": 1})
        assert response.status_code == 404, url
        assert SECRET not in response.content.decode()
    other.refresh_from_db()
    assert (other.data, other.revisions.count()) == before


@pytest.mark.parametrize(
    "query", ["", "?county=640522000000", f"?q={SECRET}", "?state=removed", "?sort=-c2", "?page=2"]
)
def test_no_list_holds_it(query, other, client) -> None:
    response = client.get(f"/ledgers/works/{query}")
    assert response.context["listing"].rows == []
    assert response.context["listing"].page.paginator.count == 0


def test_no_download_holds_it(other, client) -> None:
    url = "/ledgers/works/download/?county=640522000000"
    sheet = load_workbook(BytesIO(b"".join(client.get(url).streaming_content))).worksheets[0]
    assert sheet.max_row == 3


def test_no_template_holds_it(people, keep) -> None:
    keep("facilities", 年度=2024, 行政村="640522100200", 通路="是", 管护人="杨秘密")
    client = people.client(people.township())
    content = b"".join(client.get("/ledgers/facilities/template/?year=2024").streaming_content)
    cells = [cell.value for row in load_workbook(BytesIO(content)).worksheets[0] for cell in row]
    assert "杨秘密" not in cells
    assert not any("海原县" in str(cell) for cell in cells)


def test_an_upload_that_hits_it_tells_nothing_of_it(other, ledgers, people) -> None:
    lines = ["年度,县,工程名称,类别", f"2024,海原县,{SECRET},道路"]
    sent = SimpleUploadedFile("工程.csv", "\n".join(lines).encode())
    upload = CheckUpload(ledgers["works"], people.county(), sent).execute()
    assert (upload.counts["changed"], upload.counts["refused"]) == (0, 1)


@pytest.mark.parametrize("part", ["", "refused/", "store/", "drop/"])
def test_nobody_opens_anothers_upload(part, ledgers, people) -> None:
    sent = SimpleUploadedFile("工程.csv", "年度,县,工程名称,类别\n2024,西吉县,渠,水渠".encode())
    upload = CheckUpload(ledgers["works"], people.county(), sent).execute()
    for role in ("county", "province", "assessor"):
        client = people.client(people.make(role))
        url = f"/ledgers/uploads/{upload.pk}/{part}"
        answer = client.post(url) if part in ("store/", "drop/") else client.get(url)
        assert answer.status_code == 404
    assert Upload.objects.get().state == "checked"


@pytest.mark.parametrize("role", ["admin", "village", ""])
def test_a_ledger_the_schema_does_not_open_stays_shut(role, other, people) -> None:
    client = people.client(people.make(role))
    for url in ("/ledgers/works/", "/ledgers/works/add/", "/ledgers/works/template/"):
        assert client.get(url).status_code == 403
    assert client.get(f"/ledgers/records/{other.pk}/").status_code in (403, 404)


def test_a_unit_the_schema_does_not_name_sees_nothing(other, people) -> None:
    client = people.client(people.unit("林草局"))
    assert client.get("/ledgers/works/").status_code == 403
    assert client.get(f"/ledgers/records/{other.pk}/").status_code == 404


def test_an_account_placed_too_high_sees_nothing(other, people) -> None:
    client = people.client(people.make("county", area="640000000000"))
    assert client.get("/ledgers/works/").context["listing"].rows == []


def test_names_stay_hidden_from_who_may_not_see_them(people, keep) -> None:
    record = keep("meetings", 电话="13800001234")
    client = people.client(people.make("assessor"))
    text = client.get(f"/ledgers/records/{record.pk}/").content.decode()
    assert "马文秀" not in text
    assert "13800001234" not in text
    for place in (2, 3):
        cell = client.get(f"/ledgers/records/{record.pk}/cells/{place}/").content.decode()
        assert "马文秀" not in cell
        assert "13800001234" not in cell
        edit = client.get(f"/ledgers/records/{record.pk}/cells/{place}/?edit")
        assert edit.status_code == 403
