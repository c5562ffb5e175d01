"""A list of columns: what of it the address says, what its reader gets, and how it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from openpyxl import load_workbook

from luoshi.site.accounts.models import User
from luoshi.site.list_table import Column, ListTable
from luoshi.site.rights import Ability

UserOf = Callable[..., User]
DAY = date(2025, 6, 30)


@dataclass(frozen=True)
class Home:
    """A row."""

    pk: int
    name: str
    village: str = "大营村"
    people: int = 4
    since: date | None = DAY
    url: str = "/home/"

    def __str__(self) -> str:
        return self.name


class HomeTable(ListTable):
    """Homes."""

    title = "户"
    shown = ("name", "village", "what")

    village = Column("村", width=12)
    name = Column("户主", right=Ability.NAMES, masked=True, link=True, width=10, filed="姓名")
    what = Column("概况", lambda row: row.people, parts=("people", "since"))
    people = Column("人口（人）", look="number", unit="人", width=6)
    since = Column("登记", width=12)
    number = Column("证件号码", lambda row: "6404", right=Ability.ID_NUMBERS, width=20)
    always = Column("", lambda row: "", width=8, filed="备注")
    late = Column("迟", lambda row: row.people > 4)


Tabled = Callable[..., HomeTable]


@pytest.fixture
def tabled(user_of: UserOf) -> Tabled:
    """Makes the table of some homes, as a role asks for it."""

    def make(query: str = "", role: str = "county", homes: int = 3) -> HomeTable:
        request = RequestFactory().get(f"/homes/{query}")
        request.user = user_of(role)
        return HomeTable(request, [Home(one, f"马{one}") for one in range(homes)])

    return make


def names(columns: list[Column]) -> list[str]:
    return [column.name for column in columns]


def html(table: HomeTable, part: str = "list_table", **more: object) -> str:
    context = {"table": table, "caption": "户", "scope": SimpleNamespace(), **more}
    source = Template('{% include "partials/' + part + '.html" %}')
    return source.render(RequestContext(table.request, context))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["name", "village", "what"]),
        ("?columns=people&columns=village", ["name", "village", "people"]),
        ("?columns=since", ["name", "since"]),
        ("?columns=nothing", ["name", "village", "what"]),
        ("?columns=always", ["name", "village", "what"]),
        ("?columns=what&columns=village&columns=name", ["name", "village", "what"]),
    ],
)
def test_the_address_says_the_columns(query: str, shown: list[str], tabled: Tabled) -> None:
    assert names(tabled(query).columns) == shown


@pytest.mark.parametrize(
    ("query", "filed"),
    [
        ("", ["village", "name", "people", "since", "number", "always"]),
        ("?columns=what&columns=village&columns=name",
         ["village", "name", "people", "since", "number", "always"]),
        ("?columns=what", ["name", "people", "since"]),
        ("?columns=late", ["name", "late"]),
    ],
)  # fmt: skip
def test_the_file_tells_what_the_page_tells(query: str, filed: list[str], tabled: Tabled) -> None:
    assert names(tabled(query).filed) == filed


def test_who_lacks_a_right_gets_no_column_but_a_masked_one(tabled: Tabled) -> None:
    asked = "?columns=number&columns=name"
    assert names(tabled(asked).columns) == ["name", "number"]
    seen = tabled(asked, role="assessor")
    assert "number" not in seen.seen
    assert names(seen.columns) == ["name"]
    assert "number" not in names(tabled(role="assessor").filed)
    assert "number" not in html(seen, "list_choices")


@pytest.mark.parametrize(
    ("query", "rows"), [("", 50), ("?size=20", 20), ("?size=200", 120), ("?size=7", 50)]
)
def test_the_address_says_the_length_of_a_page(query: str, rows: int, tabled: Tabled) -> None:
    table = tabled(query, homes=120)
    assert (len(table.rows), table.length, len(list(table.every()))) == (rows, 120, 120)


def test_a_cell_says_its_column_on_a_phone(tabled: Tabled) -> None:
    page = html(tabled("?columns=people&columns=late", homes=1))
    assert '<th data-label="户主" scope="row"><a href="/home/">马0</a></th>' in page
    assert '<td class="number" data-label="人口" data-unit="人">4</td>' in page
    assert '<th scope="col" class="number">人口（人）</th>' in page
    assert '<td class="blank" data-label="迟">—</td>' in page


def test_rows_can_be_chosen(tabled: Tabled) -> None:
    assert "checkbox" not in html(tabled())
    assert 'name="home" value="2"><span class="visually-hidden">选中 马2' in html(
        tabled(), picks="home"
    )


def test_the_form_keeps_what_else_is_asked(tabled: Tabled) -> None:
    form = html(tabled("?q=a%22b&q=c&page=3&size=20&columns=people"), "list_choices")
    assert 'name="q" value="a&quot;b"><input type="hidden" name="q" value="c"' in form
    assert 'name="page"' not in form
    assert 'value="people" checked' in form
    assert 'value="name" checked disabled' in form
    back = form.split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert parse_qs(urlsplit(back).query) == {"q": ['a"b', "c"]}


def test_the_file_is_of_the_types_of_its_values(tabled: Tabled) -> None:
    sheet = load_workbook(tabled(homes=2).workbook(DAY)).active
    heads, first, _ = sheet.iter_rows(values_only=True)
    assert heads == ("村", "姓名", "人口（人）", "登记", "证件号码", "备注")
    assert (first[0], first[2], first[3].date()) == ("大营村", 4, DAY)
    assert (sheet.title, sheet.freeze_panes, sheet.column_dimensions["E"].width > 20) == (
        "户", "A2", True,
    )  # fmt: skip
