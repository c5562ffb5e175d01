"""Proving guards: each is there, and whatever it reads is there and of the kind it is taken for."""

from collections.abc import Iterator

from luoshi.casework.guards import GUARDS
from luoshi.casework.parsed import named, parsed, parsed_ask
from luoshi.casework.reads import RENAMED, Reads, lacks
from luoshi.expressions import ExpressionError
from luoshi.frozen import Found, KeyPath
from luoshi.pack import Pack
from luoshi.pack.guards import Ask
from luoshi.pack.names import misread, unknown
from luoshi.pack.processes import Process


def guard_of(process: Process, pack: Pack, guard: str | Ask, key: KeyPath) -> Iterator[Found]:
    """What does not hold of a guard a move of the process names or has written out."""
    if isinstance(guard, str) and guard in GUARDS:
        yield from _read(GUARDS[guard].reads, process, pack, key)
    elif isinstance(guard, str) and named(pack, process.id, guard) is None:
        known = {*GUARDS, *pack.guards, *(one.id for one in process.guards)}
        yield unknown(key, "条件", guard, known)
    elif guard not in [one.id for one in process.guards]:
        try:
            parsed(pack, process.id, guard)
        except ExpressionError as error:
            yield misread(key, error)


def own_guards(process: Process, pack: Pack) -> Iterator[Found]:
    """What does not hold of the guards a process has by name."""
    used = {guard for move in process.moves for guard in move.guards if isinstance(guard, str)}
    for i, guard in enumerate(process.guards):
        if guard.id in {*GUARDS, *pack.guards}:
            yield ("guards", i, "id"), f"条件“{guard.id}”已经有了", "换一个名字"
        if guard.id not in used:
            yield (
                ("guards", i, "id"),
                f"没有一步用到条件“{guard.id}”",
                "在步骤的 guards 里写上，或删去",
            )
        for j, ask in enumerate(guard.asks):
            try:
                parsed_ask(pack, process.id, ask, guard.let)
            except ExpressionError as error:
                yield misread(("guards", i, "asks", j), error)


def _read(reads: Reads, process: Process, pack: Pack, key: KeyPath) -> Iterator[Found]:
    for one in lacks(reads, pack, process.id):
        yield key, one, RENAMED
