"""Running the worked examples of guards: those of one process and day at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from luoshi.casework.answers import refusals
from luoshi.casework.example_cases import GuardShown, case_of, columns
from luoshi.pack import Pack, Problem
from luoshi.pack.example_rows import named_wrongly, placed, shown
from luoshi.pack.guards import Guard
from luoshi.pack.loading import Place
from luoshi.pack.worked_examples import PASSES


def check(pack: Pack) -> list[Problem]:
    """The examples of guards that get another answer than they say."""
    examples = shown([*placed(pack, pack.guards.values()), *_own(pack)], lambda one: one.examples)
    by_process: dict[str, list[GuardShown]] = defaultdict(list)
    for one in examples:
        by_process[_process(pack, one)].append(one)
    homeless = [_homeless(one) for one in by_process.pop("", ())]
    return [*homeless, *chain.from_iterable(_failed(pack, *some) for some in by_process.items())]


def _own(pack: Pack) -> Iterator[tuple[Guard, Place]]:
    """The guards processes have for themselves."""
    for process in pack.processes.values():
        place = pack.place(process)
        for at, guard in enumerate(process.guards):
            yield guard, Place(place.document, (*place.path, "guards", at))


def _process(pack: Pack, one: GuardShown) -> str:
    """The process whose case an example tells of; empty where it names none."""
    own = (id_ for id_, process in pack.processes.items() if one.thing in process.guards)
    named = (id_ for id_ in one.example.rows if id_ in pack.processes)
    return next(chain(own, named), "")


def _homeless(one: GuardShown) -> Problem:
    return one.problem(("rows",), "没有写是哪种事项", "在 rows 里写上事项的 id 和它的字段")


def _failed(pack: Pack, process: str, examples: Sequence[GuardShown]) -> list[Problem]:
    if problems := named_wrongly(examples, columns(pack, process)):
        return problems
    cases = [case_of(pack, process, one) for one in examples]
    if problems := [problem for _, wrong in cases for problem in wrong]:
        return problems
    guards = list(dict.fromkeys(one.thing.id for one in examples))
    answers = refusals(pack, process, [file for file, _ in cases], guards)
    said = [
        found[one.thing.id].said if one.thing.id in found else PASSES
        for one, found in zip(examples, answers, strict=True)
    ]
    return [
        one.problem(("gives",), f"应当是“{one.example.gives}”，得到的是“{came}”")
        for one, came in zip(examples, said, strict=True)
        if came != one.example.gives
    ]
