"""What a finding is about and the facts it rests on, so that it is known again next month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import pyarrow as pa

from luoshi.quality.elements import ID_NUMBER, column_of
from luoshi.quality.inputs import HOUSEHOLD
from luoshi.quality.reading import Export
from luoshi.quality.report import Report, Result

Row = tuple[str, ...]


@dataclass(frozen=True)
class Identity:
    """``key`` is the same in every export, ``facts`` while what the check reads is the same.

    Both are digests. ``household`` and ``person`` (the ID number without the rest of a
    disability card) are as the export has them, empty where it has none.
    """

    key: str
    facts: str
    household: str
    person: str


def identities(report: Report, result: Result, secret: bytes = b"") -> Iterator[Identity]:
    """The identity of each finding of ``result``, in its order.

    ``secret`` (at most 64 bytes) keys the digests. Give one wherever they are kept: from an
    open digest an ID number can be found by trying.
    """
    export = result.export
    if export is None:
        return
    households, people = (column.take(result.at) for column in (export.households, export.people))
    told = (households.to_pylist(), people.to_pylist(), _keys(result, export))
    looked_at = _Looked(report.exports, result)
    for at, household, person, own in zip(result.at.to_pylist(), *told, strict=True):
        key = _digest((result.check.id, household, *own), secret)
        facts = _digest(looked_at.rows(at, household), secret)
        yield Identity(key, facts, household, person)


class _Looked:
    """What a check reads: of the row it is told of, of all the household's where it is wide."""

    def __init__(self, exports: Mapping[str, Export], result: Result) -> None:
        self._exports, self._wide, self._own = exports, result.wide, result.table.id
        households = [one for one in set(result.households.to_pylist()) if one]
        self._rows: dict[str, dict[int, Row]] = {}
        for id_, names in sorted(result.reads.items()):
            wanted = set(result.at.to_pylist()) if id_ == self._own else set()
            if self._wide:
                of_household = exports[id_].by_household
                wanted.update(at for one in households for at in of_household.get(one, ()))
            self._rows[id_] = _read(exports[id_], names, sorted(wanted))

    def rows(self, at: int, household: str) -> list[Row]:
        """The rows, whatever order the exports have them in."""
        if not (self._wide and household):
            return [self._rows[self._own][at]]
        return [row for id_ in self._rows for row in sorted(self._of(id_, household))]

    def _of(self, id_: str, household: str) -> list[Row]:
        read = self._rows[id_]
        return [read[at] for at in self._exports[id_].by_household.get(household, ())]


def _keys(result: Result, export: Export) -> list[Row]:
    """What tells each row from the others of its household; nothing where it is about that."""
    names = () if result.check.about == HOUSEHOLD else export.table.key
    number = column_of(export.table, ID_NUMBER)
    columns = [
        export.people if number and name == number.name else _texts(export, name) for name in names
    ]
    return _rows(columns, result.at)


def _read(export: Export, names: frozenset[str], places: list[int]) -> dict[int, Row]:
    columns = [_texts(export, name) for name in sorted(names)]
    return dict(zip(places, _rows(columns, pa.array(places, pa.int64())), strict=True))


def _rows(columns: list[pa.ChunkedArray], at: pa.Array) -> list[Row]:
    """The texts of some columns at some places, row by row."""
    taken = [column.take(at).to_pylist() for column in columns]
    return list(zip(*taken, strict=True)) if taken else [()] * len(at)


def _texts(export: Export, name: str) -> pa.ChunkedArray:
    return export.trimmed(export.table.by_name[name])


def _digest(value: object, secret: bytes) -> str:
    return blake2b(repr(value).encode(), digest_size=16, key=secret).hexdigest()
