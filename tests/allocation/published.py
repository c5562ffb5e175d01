"""Schemes that were published, and the tables of counties they are tried on.

A column ``group:name`` says who is in a group; any other is a figure by its expression, with
``@1`` of the year before.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from luoshi.allocation import County, Inputs, Members, Wanted
from luoshi.pack.allocation import Scheme
from luoshi.pack.reading import read_yaml
from luoshi.pack.typing import parse

FOLDER = Path(__file__).parent / "schemes"
GROUP = "group:"


def scheme(name: str) -> Scheme:
    """A scheme of the folder."""
    return parse(Scheme, read_yaml(FOLDER / f"{name}.yaml"))


def inputs(name: str) -> Inputs:
    """The counties of its table."""
    rows = _rows(name)
    columns = [column for column in rows[0] if column not in ("code", "name")]
    groups = [column for column in columns if column.startswith(GROUP)]
    return Inputs(
        tuple(County(row["code"], row["name"]) for row in rows),
        {
            group.removeprefix(GROUP): Members(
                group.removeprefix(GROUP),
                frozenset(row["code"] for row in rows if row[group]),
            )
            for group in groups
        },
        {
            _wanted(column): {row["code"]: Decimal(row[column]) for row in rows}
            for column in columns
            if column not in groups
        },
    )


def tables() -> Iterator[tuple[str, int, Decimal, list[tuple[str, Decimal]]]]:
    """Each published table: its name, year, total and rows."""
    rows = _rows("tables")
    for name in dict.fromkeys(row["table"] for row in rows):
        own = [row for row in rows if row["table"] == name]
        amounts = [(row["row"], Decimal(row["amount"])) for row in own]
        yield name, int(own[0]["year"]), Decimal(own[0]["total"]), amounts


def table_inputs(rows: list[tuple[str, Decimal]], favoured: frozenset[str]) -> Inputs:
    """A published table's rows as counties, and its amounts as their only figure."""
    places = tuple(County(f"{100001 + i}", name) for i, (name, _) in enumerate(rows))
    ours = frozenset(place.code for place in places if place.name in favoured)
    theirs = frozenset(place.code for place in places) - ours
    amounts = {place.code: amount for place, (_, amount) in zip(places, rows, strict=True)}
    groups = {"favoured": Members("示范县", ours), "others": Members("其他县", theirs)}
    return Inputs(places, groups, {Wanted("公布数"): amounts})


def _wanted(column: str) -> Wanted:
    text, _, back = column.partition("@")
    return Wanted(text, int(back or 0))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
