"""Rows with their household, jobs and plans at hand, found once before any check is asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from copy import copy
from datetime import date

from .cells import born, read
from .defaults import DEFAULTS

FIRST = 4
"""The first row below the headings."""

PARTS = {
    "耕地面积（亩）": "耕地面积（亩）",
    "林地面积（亩）": "林地面积（亩）",
    "退耕还林面积（亩）": "退耕还林面积（亩）",
    "林果面积（亩）": "林果面积（亩）",
    "牧草地面积（亩）": "牧草地面积",
    "水面面积（亩）": "水面面积",
}
"""A village's land, and the households' of which it is the sum."""


class Row(dict):
    """A row of an export: ``row[heading]`` is the cell as read, ``None`` where it is empty."""

    def __init__(self, cells: Mapping[str, str], number: int) -> None:
        super().__init__()
        self.cells = cells
        self.number = self.told = number
        self.home: list[Row] = [self]
        self.jobs: list[Row] = []
        self.plans: list[Row] = []
        self.home_jobs: list[Row] = []

    def __missing__(self, heading: str):
        value = self[heading] = read(heading, self.cells.get(heading) or "")
        return value

    @property
    def person(self) -> str:
        """The same on the ID and on every disability card; empty where there is none."""
        return (self["证件号码"] or "")[:18]

    @property
    def place(self) -> tuple:
        return self["县"], self["乡"], self["村"]


class World:
    """The tables of a county, and the parameters of the check that is being asked."""

    def __init__(self, tables, as_of: date, county: str) -> None:
        self.as_of = as_of
        self.month = as_of.year * 100 + as_of.month
        self.county = county
        self.rows = {
            id_: [Row(cells, number) for number, cells in enumerate(rows, FIRST)]
            for id_, rows in tables.items()
        }
        self.people = self.rows.get("monitored", [])
        self.values: Mapping[str, object] = {}
        self._within: dict[tuple, list[Row]] = {}
        self._bring_homes_together()
        self._bring_work()
        self._count()

    def asking(self, check: str, given: Mapping[str, object]) -> "World":
        """The same tables with the parameters of one check."""
        asked = copy(self)
        asked.values = {
            name: given.get(f"{check}.{name}", value)
            for name, value in DEFAULTS.get(check, {}).items()
        }
        return asked

    def within(self, table: str, scope: Callable[[Row], bool]) -> list[Row]:
        """The rows of a table a check is asked of; picked once for all checks of the scope."""
        if (table, scope) not in self._within:
            rows = self.rows.get(table, [])
            self._within[table, scope] = [row for row in rows if scope(row)]
        return self._within[table, scope]

    def __getitem__(self, name: str):
        return self.values[name]

    def age(self, row: Row, day: date | None = None) -> int | None:
        """Full years; they are full on the birthday."""
        birth, day = born(row["证件号码"]), day or self.as_of
        if birth is None:
            return None
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

    def _bring_homes_together(self) -> None:
        homes = _by(self.people, "户编号")
        for members in homes.values():
            heads = [one for one in members if one["与户主关系"] == "户主"]
            for member in members:
                member.home = members
                member.told = (heads or members)[0].number

    def _bring_work(self) -> None:
        jobs, plans = (self.rows.get(id_, []) for id_ in ("working_away", "plans_away"))
        jobs_of, plans_of = _by_person(jobs), _by_person(plans)
        jobs_at = _by(jobs, "户编号")
        for row in self.people:
            row.jobs = jobs_of.get(row.person, [])
            row.plans = plans_of.get(row.person, [])
            row.home_jobs = jobs_at.get(row["户编号"], [])

    def _count(self) -> None:
        lifted = [row for row in self.people if row["户类型"] == "脱贫户"]
        self.lifted = Counter(row.person for row in lifted)
        self.monitored = Counter(row.person for row in self.people if row["监测对象类别"])
        self.phone_homes = defaultdict(set)
        for row in self.people:
            self.phone_homes[row["家庭成员联系电话"]].add(id(row.home))
        self.land = defaultdict(Counter)
        for row in lifted:
            if row["与户主关系"] == "户主":
                self._add_land(row)

    def _add_land(self, row: Row) -> None:
        for whole, part in PARTS.items():
            self.land[row.place][whole] += row[part] or 0


def _by(rows: list[Row], heading: str) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        if row[heading]:
            found[row[heading]].append(row)
    return found


def _by_person(rows: list[Row]) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        if row.person:
            found[row.person].append(row)
    return found
