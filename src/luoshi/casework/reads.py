"""What a guard in Python reads of a case, declared, so that it can be proved of a pack."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from luoshi.casework.case_file import CaseFile
from luoshi.casework.relations import words
from luoshi.casework.rules import Rules
from luoshi.expressions import ExpressionError, Kind
from luoshi.expressions.vocabulary import Vocabulary, type_of
from luoshi.pack import Pack
from luoshi.pack.requirements import Kinds

Ask = Callable[[CaseFile, Rules], str | None]
"""Told the case and the pack's rules; gives what is in the way, or None."""


RENAMED = "程序按这个名称读；改名要连同程序一起改"
"""How to mend a name that the code reads and the pack does not have."""


@dataclass(frozen=True)
class Reads:
    """Fields of the process, columns of its ledgers, moves, parameters and values of code lists."""

    fields: Kinds = field(default_factory=dict)
    rows: Mapping[str, Kinds] = field(default_factory=dict)
    moves: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A guard in Python, with what it reads."""

    ask: Ask
    reads: Reads


def lacks(reads: Reads, pack: Pack, process_id: str) -> Iterator[str]:
    """What a pack's process does not have of what is read, one sentence each."""
    vocabulary, process = words(pack, process_id), pack.processes[process_id]
    for table, kinds in {process_id: reads.fields, **reads.rows}.items():
        yield from _columns(vocabulary, table, kinds)
    for move in reads.moves:
        if move not in process.move:
            yield f"“{process.title}”没有“{move}”这一步"
    for parameter in reads.parameters:
        if vocabulary.parameters.get(parameter) is not Kind.NUMBER:
            yield f"没有“{parameter}”这个数的参数"
    for codes, names in reads.codes.items():
        known = vocabulary.spellings(codes) or {}
        yield from (f"码表“{codes}”里没有“{one}”" for one in names if one not in known.values())


def _columns(vocabulary: Vocabulary, table_id: str, kinds: Kinds) -> Iterator[str]:
    for name, kind in kinds.items():
        try:
            table = vocabulary.table(table_id)
            found = type_of(vocabulary.column(table, name)).kind
        except ExpressionError as error:
            yield error.message
        else:
            if found is not kind:
                yield f"“{table.title}”的“{name}”要是{kind.label}，现在是{found.label}"
