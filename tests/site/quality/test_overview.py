"""The overview's figures, and the workbooks that go with it."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from quality_cases import (
    COUNTY,
    FIRST,
    SECOND,
    ClientOf,
    Upload,
    UserOf,
    finding,
    home,
    number,
)

from luoshi import pack
from luoshi.quality.matrix import UNKNOWN
from luoshi.site.audit.models import Event
from luoshi.site.quality.actions.exemptions import Explain
from luoshi.site.quality.models import Finding, Run
from luoshi.site.quality.presenters.overview import matrix, skipped, tally
from luoshi.site.quality.presenters.trends import chart, trend
from luoshi.site.quality.services.catalogue import Catalogue
from luoshi.site.rights import scope_of

DANGEROUS = {"是否危房户": "是"}
BAD = {"户联系电话": "138"}
ELSEWHERE = {"乡": "兴隆镇", "村": "川口村"}


@pytest.fixture
def two_months(upload: Upload) -> None:
    upload(home(1, **DANGEROUS), home(2, **DANGEROUS, **ELSEWHERE), home(3, **BAD), day=FIRST)
    upload(home(1, **DANGEROUS), home(3, **DANGEROUS), home(4, 村="不知道村", **BAD), day=SECOND)


def area_of(code: str):  # type: ignore[no-untyped-def]
    return pack.load().areas.by_code(code)


def test_the_matrix_counts_by_group_and_place(two_months: None, user_of: UserOf) -> None:
    found = matrix(scope_of(user_of("county")), area_of(COUNTY), "", Catalogue.of(COUNTY))
    assert [place.label for place in found.places] == ["吉强镇"]
    counts = {line.title: line.total for line in found.lines}
    assert counts["应纳未纳"] == 2
    assert counts["联系电话"] == 1
    assert found.totals == [found.total]


def test_a_group_opens_to_its_checks_and_a_township_to_its_villages(
    two_months: None, user_of: UserOf
) -> None:
    scope = scope_of(user_of("county"))
    of_checks = matrix(scope, area_of(COUNTY), "contact", Catalogue.of(COUNTY))
    assert [line.key for line in of_checks.lines] == ["4_02_001"]
    villages = matrix(scope, area_of("640422100"), "", Catalogue.of(COUNTY))
    assert [place.label for place in villages.places] == ["大营村", UNKNOWN]


def test_the_tally_counts_by_severity_state_and_household(
    two_months: None, user_of: UserOf
) -> None:
    found = tally(scope_of(user_of("county")), area_of(COUNTY))
    assert found.total == sum(found.weights.values())
    assert found.households == 3
    states = {state.value: count for state, count in found.states.items()}
    assert states["opened"] + states["standing"] == found.total
    assert states["mended"] == 2


def test_the_trend_tells_each_run_and_each_place(two_months: None, user_of: UserOf) -> None:
    county = trend(scope_of(user_of("county")), COUNTY, area_of(COUNTY))
    first, second = county
    assert (first.opened, first.mended, first.left) == (3, 0, 3)
    assert second.left == first.left + second.opened - second.mended
    drawn = chart(county)
    assert drawn
    assert drawn["left"] == [first.left, second.left]
    township = trend(scope_of(user_of("township")), COUNTY, area_of("640422100"))
    assert township[0].opened < first.opened
    assert chart(county[:1]) is None


def test_what_was_not_asked_is_told_with_the_reason(two_months: None) -> None:
    run = Run.objects.all()[0]
    told = {one.reason: one.checks for one in skipped(run, Catalogue.of(COUNTY))}
    assert any("行政村信息" in reason for reason in told)
    assert sum(map(len, told.values())) == sum(bool(s["skipped"]) for s in run.asked.values())


def book_of(response) -> dict[str, list[tuple[object, ...]]]:  # type: ignore[no-untyped-def]
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return {sheet.title: list(sheet.values) for sheet in book}


def text_of_sheets(sheets: dict[str, list[tuple[object, ...]]]) -> str:
    return "\n".join(str(cell) for rows in sheets.values() for row in rows for cell in row if cell)


def test_the_workbook_masks_numbers_unless_asked_by_right(
    two_months: None, client_of: ClientOf
) -> None:
    address = f"/quality/runs/{Run.objects.all()[0].pk}/workbook/"
    county = client_of("county")
    masked = text_of_sheets(book_of(county.get(address)))
    assert number(1) not in masked
    assert "640422000001" in masked
    opened = text_of_sheets(book_of(county.get(f"{address}?ids=1")))
    assert number(1) in opened
    told = [event.target for event in Event.objects.filter(action="export").order_by("id")]
    assert [text.endswith("含证件号码") for text in told] == [False, True]
    township = client_of("township")
    assert township.get(f"{address}?ids=1").status_code == 403
    assert client_of("village").get(address).status_code == 403


def test_a_townships_workbook_has_its_own_rows_only(upload: Upload, client_of: ClientOf) -> None:
    run = upload(home(1, **DANGEROUS), home(2, **DANGEROUS, **ELSEWHERE))
    sheets = book_of(client_of("township").get(f"/quality/runs/{run.pk}/workbook/"))
    text = text_of_sheets({"1_02_001": sheets["1_02_001"]})
    assert "640422000001" in text
    assert "640422000002" not in text


def test_what_is_explained_is_left_out(
    upload: Upload, client_of: ClientOf, user_of: UserOf
) -> None:
    run = upload(home(1, **DANGEROUS), home(2, **DANGEROUS))
    Explain(finding(1), user_of("county"), "已拆除").execute()
    sheets = book_of(client_of("county").get(f"/quality/runs/{run.pk}/workbook/"))
    text = text_of_sheets({"1_02_001": sheets["1_02_001"]})
    assert "640422000001" not in text
    assert "640422000002" in text


def test_each_township_gets_a_workbook(upload: Upload, client_of: ClientOf) -> None:
    run = upload(home(1, **DANGEROUS), home(2, **DANGEROUS, **ELSEWHERE))
    response = client_of("county").get(f"/quality/runs/{run.pk}/townships/")
    archive = zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert sorted(archive.namelist()) == ["兴隆镇.xlsx", "吉强镇.xlsx"]


@pytest.mark.parametrize("rows", [1, 60])
def test_the_number_of_queries_does_not_grow(
    rows: int,
    upload: Upload,
    client_of: ClientOf,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    upload(*(home(n, **DANGEROUS) for n in range(rows)))
    client = client_of("county")
    for address, most in (("/quality/", 20), ("/quality/findings/", 14), ("/quality/tasks/", 12)):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_the_page_of_a_finding_explains_and_shows(
    upload: Upload, text_of: Callable[..., str]
) -> None:
    upload(home(1, **BAD), day=FIRST)
    page = text_of("village", f"/quality/findings/{finding(1, '4_02_001').pk}/")
    assert "户联系电话" in page
    assert "与户主核对后填写11位号码" in page
    assert "监测对象信息第 4 行" in page
    assert "新出现" in page
    assert number(1) not in page


def test_a_row_that_has_no_household_is_told_by_its_place(
    upload: Upload, text_of: Callable[..., str]
) -> None:
    upload(home(1, **BAD), day=FIRST)
    found = finding(1, "4_02_001")
    Finding.objects.filter(pk=found.pk).update(household="")
    page = text_of("village", f"/quality/findings/{found.pk}/")
    (lead,) = re.findall(r'<p class="page-lead">(.*?)</p>', page, re.DOTALL)
    assert "大营村" in lead
    assert "户编号" not in lead


def test_a_finding_outlives_its_export(upload: Upload, text_of: Callable[..., str]) -> None:
    upload(home(1, **DANGEROUS), day="2023-10-18")
    for day in (FIRST, SECOND):
        upload(home(1), day=day)
    page = text_of("county", f"/quality/findings/{finding(1).pk}/")
    assert "这次的导出表已经删去" in page
    assert "已改正" in page
