"""A list that says its columns once: page, order, phone cards, Excel and print follow from them.

Not built on django-tables2: it orders and shows the same records, while here rows are ordered
unmasked and shown by a presenter for one reader; rights, masks and widths would all be ours.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import IO, Any, ClassVar

import xlsxwriter
from django.core.paginator import Page
from django.db.models import Func, QuerySet
from django.http import FileResponse, HttpRequest

from luoshi.papers.excel import ExcelSheet, workbook_to_send
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.audit.services import Action, record
from luoshi.site.listing import PAGE_SIZE, Order, Sorting, by, paged
from luoshi.site.rights import Ability, Scope

SIZES = (20, PAGE_SIZE, 100, 200)
"""How many rows a page may have."""
CHUNK = 1000
"""Rows an Excel file fetches at once."""
PLAIN_LOOKS = ("", "number", "numbers")
"""Looks that only say how figures are set."""
WIDTH = 14
"""Of a column that is in the file only where it is chosen, in characters."""

Present = Callable[[Iterable[Any]], Iterable[Any]]
Found = QuerySet[Any, Any] | Sequence[Any]


@dataclass(frozen=True)
class Column:
    """One column of a list. Its name in the class is its name in ``?columns=`` and ``?sort=``.

    Who lacks ``right`` may not order by it and does not get it at all, unless it is ``masked``:
    then the presenter masks it. ``value`` takes a row; left out, it is the row's attribute of the
    column's name. A column with a ``width`` (in characters) is in the Excel file; one that tells
    several things names the columns of the file that tell the same: its ``parts``.
    """

    title: str
    """On the page and, unless ``filed``, in the file; empty where only the file has it."""
    value: Callable[[Any], object] | None = None
    sort: "str | Func | tuple[str | Func, ...]" = ()
    right: Ability = Ability.READ
    masked: bool = False
    cell: str = "partials/list_cell.html"
    """The template of its cell; it is given ``table``, ``column``, ``row`` and ``value``."""
    note: Callable[[Any], object] | None = None
    """What stands small behind the value."""
    link: bool = False
    """Whether it heads the row and leads to ``row.url``; such a column is always there."""
    look: str = ""
    """The cell's class; ``number`` sets heading and cell right."""
    bare: bool = False
    """Whether a phone's card shows it without its title."""
    unit: str = ""
    """Stands in the title in brackets, and on a phone behind the number."""
    brief: str = ""
    """The title on a phone's card, where another."""
    width: int = 0
    filed: str = ""
    parts: tuple[str, ...] = ()
    name: str = field(default="", init=False)

    def __set_name__(self, owner: type, name: str) -> None:
        assert self.name in ("", name), "a column has one name, in whatever lists it is"
        object.__setattr__(self, "name", name)

    @property
    def order(self) -> Order | None:
        """What the list is ordered by where it is ordered by this column."""
        fields = self.sort if isinstance(self.sort, tuple) else (self.sort,)
        return by(*fields, needs=self.right) if fields else None

    @property
    def label(self) -> str:
        """Its title on a phone's card, which has the unit behind the number."""
        return self.brief or self.title.removesuffix(f"（{self.unit}）")

    def of(self, row: Any) -> object:
        """Its value in a row: text, a number or a day; what is chosen, by its label."""
        value = self.value(row) if self.value else attrgetter(self.name)(row)
        if value is None or isinstance(value, bool):
            return "是" if value else ""
        return getattr(value, "label", value)


class ListTable:
    """A list: its columns are class attributes, in the order of the Excel file.

    ``rows`` are what was found, ``present`` turns them into what the reader may see. The address
    says the order (``?sort=``), the columns (``?columns=``) and the rows of a page (``?size=``).
    """

    declared: dict[str, Column] = {}  # noqa: RUF012  (each class has its own, never changed)
    title: str
    """Names the sheet of the file."""
    shown: tuple[str, ...]
    """The columns of the page, in its order, where no others are chosen."""
    default: str = ""
    """The order where none is asked; empty for a list that comes in its order."""
    look: ClassVar[str] = ""
    """The class of the table."""
    placed: ClassVar[bool] = False
    """Whether the style sheet places cells of a look of their own on a phone's card, so that
    they need no label, and the card as a whole leads on."""

    per_page: ClassVar[int] = PAGE_SIZE
    """How many rows a page has where none is asked."""

    keyed: ClassVar[bool] = False
    """Whether an index finds the keys of a page's rows, and only these are read."""

    def __init_subclass__(cls) -> None:
        own = {name: one for name, one in vars(cls).items() if isinstance(one, Column)}
        cls.declared = {**cls.declared, **own}

    def __init__(
        self,
        request: HttpRequest,
        found: Found,
        present: Present = iter,
        *,
        title: str = "",
        length: int | None = None,
    ) -> None:
        """``length`` is how many rows there are, where that is known already."""
        self.request = request
        self.found = found
        self.present = present
        self.title = title or self.title
        self._length = length

    @classmethod
    def excerpt(cls, scope: Scope, rows: Sequence[Any], but: str) -> "Excerpt":
        """Rows as they come, in the list's usual columns but one, for a page of something else."""
        seen = _seen(cls.declared, scope)
        columns = [seen[name] for name in cls.shown if name in seen and name != but]
        return Excerpt(columns, rows, cls.look)

    @cached_property
    def seen(self) -> dict[str, Column]:
        """The columns the reader has a right to, by name."""
        return _seen(self.declared, scope_in(self.request))

    @property
    def choices(self) -> list[Column]:
        """The columns the page may have: the usual ones first."""
        others = (name for name in self.seen if name not in self.shown)
        columns = (self.seen[name] for name in (*self.shown, *others) if name in self.seen)
        return [one for one in columns if one.title]

    @cached_property
    def chosen(self) -> frozenset[str]:
        """The columns chosen; none where these are the usual ones."""
        titled = {one.name for one in self.choices}
        asked = titled.intersection(self.request.GET.getlist("columns"))
        links = {name for name in titled if self.seen[name].link}
        usual = titled.intersection(self.shown)
        return frozenset(asked | links if asked and asked | links != usual else ())

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the page."""
        return [one for one in self.choices if one.name in (self.chosen or self.shown)]

    @cached_property
    def filed(self) -> list[Column]:
        """The columns of the Excel file: all with a width, or those that tell what is chosen."""
        if not self.chosen:
            return [one for one in self.seen.values() if one.width]
        names = {part for one in self.columns for part in one.parts or (one.name,)}
        return [one for name, one in self.seen.items() if name in names]

    @cached_property
    def sorting(self) -> Sorting:
        """The order in effect, and those the reader may ask."""
        orders = {name: one.order for name, one in self.declared.items()}
        known = {name: order for name, order in orders.items() if order}
        return Sorting(self.request, known, self.default)

    @property
    def ordered(self) -> Found:
        """What was found, in the order asked."""
        if self.default and isinstance(self.found, QuerySet):
            return self.sorting.rows(self.found)
        return self.found

    def is_placed(self, column: Column) -> bool:
        """Whether the style sheet places a column's cell on a phone's card."""
        return self.placed and column.look not in PLAIN_LOOKS

    @property
    def length(self) -> int:
        """How many rows were found."""
        return self.found.count() if isinstance(self.found, QuerySet) else len(self.found)

    @property
    def size(self) -> int:
        """How many rows a page has."""
        asked = self.request.GET.get("size", "")
        return next((size for size in SIZES if str(size) == asked), self.per_page)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many rows a page may have."""
        return SIZES

    @cached_property
    def page(self) -> "Page[Any]":
        """The page asked for, of what was found."""
        found = self.ordered
        if not (self.keyed and isinstance(found, QuerySet)):
            return paged(self.request, found, self.size, self._length)
        keys = found.values_list("pk", flat=True)
        page = paged(self.request, keys, self.size, self._length)
        whole = found.model.objects.in_bulk(list(page))
        page.object_list = [whole[key] for key in page if key in whole]
        return page

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the page."""
        return list(self.present(self.page))

    def every(self) -> Iterator[Any]:
        """All rows, as many fetched at once as memory bears."""
        found = self.ordered
        yield from self.present(found.iterator(CHUNK) if isinstance(found, QuerySet) else found)

    def workbook(self, as_of: date) -> IO[bytes]:
        """All rows as an open .xlsx file, at its beginning."""
        with workbook_to_send() as (book, file):
            self.fill(book, as_of)
        return file

    def fill(self, book: xlsxwriter.Workbook, as_of: date) -> None:
        """Write the list's sheet."""
        sheet = ListSheet(book, self.title, self.filed, as_of)
        for row in self.every():
            sheet.add_row(row)
        sheet.finish()

    def send(self, as_of: date, name: str, target: str, area: str = "") -> FileResponse:
        """The Excel file for the reader, on the audit log."""
        file = self.workbook(as_of)
        user = user_of(self.request)
        record(Action.EXPORT, user=user, request=self.request, target=target, area=area)
        return FileResponse(file, as_attachment=True, filename=f"{name}_{as_of}.xlsx")


def _seen(columns: dict[str, Column], scope: Scope) -> dict[str, Column]:
    every = columns.items()
    return {name: one for name, one in every if one.masked or scope.can(one.right)}


@dataclass(frozen=True)
class Excerpt:
    """Some rows in some columns, shown as a list is."""

    columns: list[Column]
    rows: Sequence[Any]
    look: str

    def is_placed(self, column: Column) -> bool:
        """Every cell says its column on a phone."""
        return False


class ListSheet(ExcelSheet):
    """A sheet of some columns."""

    def __init__(
        self, book: xlsxwriter.Workbook, title: str, columns: Sequence[Column], as_of: date
    ) -> None:
        heads = {one.filed or one.title: one.width or WIDTH for one in columns}
        super().__init__(book, title, heads, as_of)
        self.columns = columns

    def add_row(self, row: Any) -> None:
        """Write a row of the list as the next one."""
        self.add(one.of(row) for one in self.columns)
