"""What a delivery does to the rows in force, county by county."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from luoshi.frozen import Frozen
from luoshi.warehouse.difference import equal, key_of, names_of
from luoshi.warehouse.duck import connect
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import COUNTY, ROW

if TYPE_CHECKING:
    import duckdb

_SHOWN = 30
"""Counties named one by one; more are summed up."""


class CountyEffect(Frozen):
    """Rows of a county in force before, and what becomes of them; ``county`` is empty if unknown.

    A row that lies in another county afterwards is gone from the one and added to the other.
    """

    county: str
    before: int
    added: int
    changed: int
    gone: int

    @property
    def after(self) -> int:
        """Rows in force afterwards."""
        return self.before + self.added - self.gone


class Effect(Frozen):
    """What a delivery does, by county; counties it does nothing to are there as well."""

    counties: tuple[CountyEffect, ...] = ()

    @property
    def total(self) -> CountyEffect:
        """All counties together."""
        fields = ("before", "added", "changed", "gone")
        sums = {field: sum(getattr(one, field) for one in self.counties) for field in fields}
        return CountyEffect(county="", **sums)

    @property
    def touched(self) -> tuple[CountyEffect, ...]:
        """The counties it does something to."""
        return tuple(one for one in self.counties if one.added or one.changed or one.gone)

    def lines(self, county_name: Callable[[str], str]) -> list[str]:
        """The effect in Chinese, a county a line."""
        named = (
            f"{county_name(one.county) if one.county else '县不明'}：{_told(one)}"
            for one in self.touched[:_SHOWN]
        )
        left = len(self.touched) - _SHOWN
        more = [f"……还有 {left} 个县（市、区）"] if left > 0 else []
        return [f"合计：{_told(self.total)}", *named, *more]


def _told(one: CountyEffect) -> str:
    return (
        f"现有 {one.before:,} 行，新增 {one.added:,}，改动 {one.changed:,}，"
        f"不再有效 {one.gone:,}，之后 {one.after:,} 行"
    )


def effect(database: "duckdb.DuckDBPyConnection", before: str, after: str, table: Table) -> Effect:
    """Compare the rows in force before and after, both given as SQL with ``_county``."""
    on = f"b.{COUNTY} = a.{COUNTY} AND {equal('b', 'a', key_of(table))}"
    new, lost = f"b.{ROW} IS NULL", f"a.{ROW} IS NULL"
    same = f"({new} OR {lost} OR {equal('b', 'a', names_of(table))})"
    found = database.execute(
        f"""
        SELECT coalesce(b.{COUNTY}, a.{COUNTY}), count(b.{ROW}), count(*) FILTER ({new}),
            count(*) FILTER (NOT {same}),
            count(*) FILTER ({lost})
        FROM ({before}) b FULL JOIN ({after}) a ON {on} GROUP BY 1 ORDER BY 1
        """
    ).fetchall()
    fields = ("county", "before", "added", "changed", "gone")
    return Effect(
        counties=tuple(CountyEffect(**dict(zip(fields, row, strict=True))) for row in found)
    )


def no_effect(rows: str) -> Effect:
    """What nothing does to the rows in force, given as SQL with ``_county``."""
    with connect() as database:
        sql = f"SELECT {COUNTY}, count(*) FROM ({rows}) GROUP BY 1 ORDER BY 1"
        found = database.execute(sql).fetchall()
    return Effect(
        counties=tuple(
            CountyEffect(county=county, before=count, added=0, changed=0, gone=0)
            for county, count in found
        )
    )
