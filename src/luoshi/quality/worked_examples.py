"""Running the worked examples of checks: those of one day at once."""

from collections.abc import Iterable, Iterator
from datetime import date

from luoshi.pack import Pack, Problem
from luoshi.pack.checks import Check
from luoshi.pack.example_rows import (
    Shown,
    by_day,
    cells_of,
    columns_of,
    named_wrongly,
    placed,
    shown,
)
from luoshi.pack.worked_examples import FOUND, NONE, CheckExample
from luoshi.quality.elements import PERSON_LENGTH
from luoshi.quality.example_exports import example_exports, made_up_code
from luoshi.quality.run import run_checks
from luoshi.text.person_number import is_number

CheckShown = Shown[Check, CheckExample]


def check(pack: Pack) -> list[Problem]:
    """The examples of the pack's checks of exports that get another answer than they say."""
    of_exports = [one for one in pack.checks.values() if one.table in pack.exports]
    examples = shown(placed(pack, of_exports), lambda one: one.examples)
    wrongly = [
        *named_wrongly(examples, columns_of(pack.exports.values())),
        *_not_run(pack),
        *_real(pack, examples),
    ]
    days = by_day(examples).items()
    return wrongly or [one for day, some in days for one in _failed(pack, day, some)]


def _not_run(pack: Pack) -> Iterator[Problem]:
    """Examples beside checks of ledgers, which nobody would run."""
    for one in pack.checks.values():
        if one.examples and one.table not in pack.exports:
            message = "只有导出表的核查规则能带样例"
            yield pack.place(one).problem(("examples",), message, "删去 examples")


def _real(pack: Pack, examples: Iterable[CheckShown]) -> Iterator[Problem]:
    """ID numbers that may be somebody's."""
    made_up = made_up_code(pack)
    for one in examples:
        for key, cell in cells_of(one):
            if is_number(cell[:PERSON_LENGTH]) and cell[:6] != made_up:
                hint = f"前 6 位写 {made_up}"
                yield one.problem(key, "证件号码要一看就知道是编的", hint)


def _failed(pack: Pack, day: date, examples: Iterable[CheckShown]) -> Iterator[Problem]:
    county = pack.areas.counties()[0].name
    made = example_exports(pack, examples, county)
    asked = {one.thing.id: one.thing for one in examples}
    report = run_checks(pack, made.exports.values(), day, county, checks=asked.values())
    results = {result.check.id: result for result in report.results}
    for one in examples:
        result, numbers = results[one.thing.id], made.examples[one.thing.table]
        found = one.number in {numbers[at] for at in result.at.to_pylist()}
        if result.skipped:
            yield one.problem((), result.skipped)
        elif found is not one.example.gives:
            message = f"应当是 {_told(one.example.gives)}，得到的是 {_told(found)}"
            yield one.problem(("gives",), message)


def _told(found: bool) -> str:
    return FOUND if found else NONE
