"""What a pack's records look like: the models of the files in ``synthetic/ledgers/``.

A recipe says over which places, years and items a ledger has rows, and how each cell is
filled.
"""

from typing import Literal

from pydantic import Field

from luoshi.frozen import Frozen

Scalar = int | float | str
Amount = int | float | str
"""A number, or the name of an item's field that holds one."""


class RecipeCell(Frozen):
    """Base of cells that stay empty without the column they need, or before the year is over."""

    needs: str | None = None
    closed: bool = False


class Text(RecipeCell):
    """Text with ``{names}`` of the place, the item, or the row's cells above.

    Nothing where one of them is nothing.
    """

    text: str


class Pick(RecipeCell):
    """One of several values by chance."""

    pick: tuple[Scalar, ...]


class Turn(RecipeCell):
    """The values in turn: row by row, or year by year."""

    turn: tuple[Scalar, ...]
    by: Literal["row", "year"] = "row"


class Number(RecipeCell):
    """An amount: ``number`` for each unit of ``per``, times the factors of the county's groups.

    ``per`` people counts in ten thousands, ``watched`` the monitored households at the end of
    the year. ``times`` and ``growth`` (a year, since the first) are by group or county, ``all``
    for every one. ``spread`` parts places for good, ``jitter`` every row, both as a share.
    One that is a ``flow`` builds up over the year.
    """

    number: Amount
    per: Literal["people", "villages", "townships", "watched"] | None = None
    times: dict[str, Amount] = Field(default_factory=dict)
    growth: dict[str, float] = Field(default_factory=dict)
    spread: float = 0.0
    jitter: float = 0.0
    flow: bool = False
    step: float | None = None


class Share(RecipeCell):
    """A share of the number in column ``of``; several shares are year by year."""

    share: Amount | tuple[float, ...]
    of: str
    jitter: float = 0.0
    flow: bool = False


class Total(RecipeCell):
    """The total of a column of another ledger's rows that hold the same in the columns ``same``.

    Or a share of it.
    """

    total: str
    of: str
    same: tuple[str, ...]
    share: Amount = 1.0


class Day(RecipeCell):
    """A day of the row's year, or some ``days`` after column ``after``.

    ``day`` is month-day or an item's field that holds one. ``spread`` adds up to so many days,
    evenly over the rows, ``lag`` whole years. Only one that may lie ``ahead`` is later than the
    day the province is seen on.
    """

    day: str | None = None
    after: str | None = None
    days: Amount = 0
    spread: int = 0
    lag: int = 0
    ahead: bool = False


class Having(RecipeCell):
    """是 in this share of a county's places; several shares are year by year.

    A place that is worse off in one column is so in the others.
    """

    having: float | tuple[float, ...]


class Rank(RecipeCell):
    """The row's rank, from 1, among those of its year by the sum of the columns."""

    rank: tuple[str, ...]


class Band(RecipeCell):
    """One of ``values`` by the number in column ``of``: the first up to ``upto[0]``, and so on."""

    of: str
    upto: tuple[float, ...]
    values: tuple[Scalar, ...]


class Made(RecipeCell):
    """Somebody's name, telephone number or ID number; nobody's but by chance."""

    made: Literal["name", "phone", "number"]


class Look(RecipeCell):
    """The same column of another ledger's row of the same place."""

    look: str


AnyCell = (
    Text | Pick | Turn | Number | Share | Total | Day | Having | Rank | Band | Made | Look | Scalar
)


class Over(Frozen):
    """For which places, years and items there are rows.

    ``where`` is ``all`` counties, the ``region``, its ``cities``, counties, or a county group
    (if not given the usual one). Of the places of a finer ``level`` each county has all, some
    (``take``) or a ``share``, beginning with the one numbered ``skip``; others each year where
    they ``turn``. ``each`` are items, ``leads`` (the lead units) or ``obligations``,
    ``without`` some. ``of`` takes the rows of another ledger that ``match`` instead of places
    (``watched``: the monitored households), ``lag`` years later.
    """

    where: str | tuple[str, ...] | None = None
    level: Literal["county", "township", "village", "site"] = "county"
    take: int | None = None
    share: float | None = None
    skip: int = 0
    turn: bool = False
    years: tuple[int, ...] | None = None
    each: tuple[dict[str, Scalar], ...] | Literal["leads", "obligations"] = ({},)
    without: dict[str, Scalar] = Field(default_factory=dict)
    count: Number | int = 1
    of: str | None = None
    match: dict[str, Scalar | tuple[Scalar, ...]] = Field(default_factory=dict)
    lag: int = 0


class Family(Frozen):
    """Rows of one kind. Cells not named hold what is known of the place, year and item."""

    over: Over = Over()
    cells: dict[str, AnyCell] = Field(default_factory=dict)


class Recipe(Frozen):
    """All rows of a ledger."""

    ledger: str
    rows: tuple[Family, ...]
