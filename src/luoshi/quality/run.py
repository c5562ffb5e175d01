"""Asking all checks of all exports: a few queries for each table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from math import ceil
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.expressions import Expression, Kind, Type, Vocabulary, compile_query
from luoshi.expressions.tree import ColumnCell
from luoshi.pack import Pack
from luoshi.pack.checks import Check, check_vocabulary
from luoshi.quality.errors import QualityError
from luoshi.quality.holding import AT, Held, holding
from luoshi.quality.inputs import HOUSEHOLD, Question, chosen, questions, values
from luoshi.quality.reading import Export
from luoshi.quality.report import Report, Result
from luoshi.text.characters import squeezed
from luoshi.warehouse.parallel_queries import answers

MOST_TOGETHER = 120
"""Checks asked in one query: planning it takes longer than their number tells."""


def run_checks(
    pack: Pack,
    exports: Iterable[Export],
    as_of: date,
    county: str,
    rules: Iterable[str] = (),
    *,
    checks: Iterable[Check] | None = None,
    limit: float | None = None,
    memory: str | None = None,
) -> Report:
    """Ask the checks of ``rules`` (all where none is named) of a county's exports.

    ``checks`` are asked instead of the pack's, where given. ``limit`` is how many seconds the
    database may take, and ``memory`` how much (as DuckDB writes it: 2GB). Checks that need a
    table, a column or a parameter that is not there are skipped and say so.

    Raises:
        QualityError: two files hold one table, a file is another county's, there is no such
            rule, or the time or the memory is used up.
    """
    started = perf_counter()
    given = _one_of_each(exports)
    for export in given.values():
        _require_county(export, county)
    words = check_vocabulary(pack)
    wanted = chosen(pack, rules) if checks is None else checks
    asked = questions(pack, wanted, given, as_of)
    bounds = (limit, memory)
    results = _ask(pack, words, asked, given, as_of, county, bounds)
    found = {result.check.id: result for result in results}
    in_order = tuple(found[question.check.id] for question in asked)
    return Report(as_of, county, given, in_order, perf_counter() - started)


def _one_of_each(exports: Iterable[Export]) -> dict[str, Export]:
    given: dict[str, Export] = {}
    for export in exports:
        first = given.setdefault(export.table.id, export)
        if first is not export:
            raise QualityError(
                f"{first.file.name} 和 {export.file.name} 都是“{export.table.title}”，请只给一个"
            )
    return given


def _require_county(export: Export, county: str) -> None:
    named = [name for name in pc.unique(export.counties).to_pylist() if name]
    if named and squeezed(county) not in map(squeezed, named):
        raise QualityError(
            f"{export.file.name} 是{'、'.join(named[:3])}的，不是{county}的；"
            "请核对文件，或改填表里的县名"
        )


def _ask(
    pack: Pack,
    words: Vocabulary,
    asked: Iterable[Question],
    given: Mapping[str, Export],
    as_of: date,
    county: str,
    bounds: tuple[float | None, str | None],
) -> Iterator[Result]:
    """The results of all questions, table by table."""
    asked = list(asked)
    for question in asked:
        if question.skipped:
            yield replace(_unasked(pack, question), skipped=question.skipped)
    parts = list(parts_of(question for question in asked if not question.skipped))
    if not parts:
        return
    with holding(pack, given.values(), columns_needed(chain(*parts)), *bounds) as held:
        queries = (subject_query(words, part, values(pack, part, as_of, county)) for part in parts)
        database = next(iter(held.values())).database
        for part, hits in zip(parts, answers(database.query, queries), strict=True):
            for one in part:
                table = one.check.table
                at = _told_at(one, hits, held[table])
                yield replace(_unasked(pack, one), export=given[table], at=at)


def parts_of(asked: Iterable[Question]) -> Iterator[list[Question]]:
    """The questions asked in one query: those of one table, as many as are planned in short."""
    by_table: dict[str, list[Question]] = defaultdict(list)
    for question in asked:
        by_table[question.check.table].append(question)
    for together in by_table.values():
        count = ceil(len(together) / MOST_TOGETHER)
        size = ceil(len(together) / count)
        yield from (together[at : at + size] for at in range(0, len(together), size))


def subject_query(
    words: Vocabulary, together: Iterable[Question], parameters: Mapping[str, object]
) -> str:
    """The one query that asks all questions of their common table.

    It gives a column of truth for each check, under its id, and the row's place as `AT`.
    """
    together = list(together)
    table = together[0].check.table
    place = ColumnCell(Type(Kind.NUMBER), table, AT, own=True)
    outputs = {AT: Expression(AT, table, place, words)}
    outputs |= {one.check.id: one.parsed.when for one in together}
    return compile_query(table, outputs, None, words, parameters)


def columns_needed(asked: Iterable[Question]) -> dict[str, set[str]]:
    """The columns questions read, by table."""
    needed: dict[str, set[str]] = defaultdict(set)
    for question in asked:
        for table, columns in question.parsed.needs.items():
            needed[table] |= columns
    return needed


def _unasked(pack: Pack, question: Question) -> Result:
    check, parsed = question.check, question.parsed
    return Result(check, pack.exports[check.table], parsed.needs, question.wide)


def _told_at(question: Question, hits: pa.Table, held: Held) -> pa.Array:
    """The rows a check is told of: each once, a household once."""
    at = hits[AT].filter(hits[question.check.id])
    if question.check.about == HOUSEHOLD:
        at = held.heads.take(at)
    rows = pc.unique(at)
    return rows.take(pc.sort_indices(rows))
