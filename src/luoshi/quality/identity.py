"""What a finding is about and the facts it rests on, so that it is known again next month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from luoshi.quality.asking import HOUSEHOLD
from luoshi.quality.elements import ID_NUMBER, PERSON_LENGTH, column_of
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
    keys, people, households = _keys(result, export), _people(export), export.households.to_pylist()
    read = {id_: _rows(report.exports[id_], names) for id_, names in result.reads.items()}
    for at in result.at.to_pylist():
        household = households[at]
        rows = _looked_at(report.exports, result, read, at, household)
        key = _digest((result.check.id, household, *keys[at]), secret)
        yield Identity(key, _digest(rows, secret), household, people[at])


def _looked_at(
    exports: Mapping[str, Export],
    result: Result,
    read: Mapping[str, list[Row]],
    at: int,
    household: str,
) -> list[Row]:
    """What the check reads of its row, or of all rows of the household where it is wide."""
    if not (result.wide and household):
        return [read[result.table.id][at]]
    return [
        rows[place]
        for id_, rows in sorted(read.items())
        for place in exports[id_].by_household.get(household, ())
    ]


def _keys(result: Result, export: Export) -> list[Row]:
    """What tells each row from the others of its household; nothing where it is about that."""
    names = () if result.check.about == HOUSEHOLD else export.table.key
    people, number = _people(export), column_of(export.table, ID_NUMBER)
    columns = [people if number and name == number.name else _texts(export, name) for name in names]
    return list(zip(*columns, strict=True)) if columns else [()] * len(export)


def _people(export: Export) -> list[str]:
    number = column_of(export.table, ID_NUMBER)
    texts = export.trimmed(number).to_pylist()
    return [text[:PERSON_LENGTH].upper() for text in texts]


def _rows(export: Export, names: frozenset[str]) -> list[Row]:
    columns = [_texts(export, name) for name in sorted(names)]
    return list(zip(*columns, strict=True)) if columns else [()] * len(export)


def _texts(export: Export, name: str) -> list[str]:
    found: list[str] = export.trimmed(export.table.by_name[name]).to_pylist()
    return found


def _digest(value: object, secret: bytes) -> str:
    return blake2b(repr(value).encode(), digest_size=16, key=secret).hexdigest()
