"""How fast guards are asked: all those of a move of one case, and of 2,000 cases in one query.

    python -m benchmarks.guards

The targets: the guards of any move of one case within 5 ms; each of 2,000 cases in a fifth of the
time of one alone. Counted in the processor's time, which others at work do not lengthen, and as a
multiple of what the engine takes for the least there is to ask, so that slow and fast machines
compare.
"""

import argparse
import statistics
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

from rich.console import Console
from rich.table import Table as Printed

from luoshi.casework import CaseFile, Given, Reply, Rules, Taken, hindrances, hindrances_of
from luoshi.pack import load
from luoshi.pack.guards import Ask
from luoshi.warehouse.duck import connect

TODAY = date(2025, 6, 30)
ONE_LIMIT, MANY, MANY_LIMIT = 0.005, 2_000, 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    engine, rules = connect(threads=1), Rules(load())
    least = median(lambda: engine.execute("SELECT 1").fetchall(), times)
    printed = Printed("move", "guards", "ms", "× least", "ms of each of 2,000", "of one alone")
    for process, move, guards in asked(rules):
        case = case_of(process)
        one = median(lambda c=case, g=guards: hindrances(c, g, rules), times)  # type: ignore[misc]
        whole = median(lambda c=case, g=guards: hindrances_of([c] * MANY, g, rules), 3)  # type: ignore[misc]
        each = whole / MANY
        slow = [one > ONE_LIMIT, each > one * MANY_LIMIT]
        told = (f"{one * 1e3:.1f}", f"{one / least:.0f}", f"{each * 1e3:.2f}", f"{each / one:.1%}")
        style = "red" if any(slow) else ""
        printed.add_row(f"{process}.{move}", str(len(guards)), *told, style=style)
    Console().print(printed)


def asked(rules: Rules) -> list[tuple[str, str, tuple[str | Ask, ...]]]:
    """Every move with guards, the most guards first."""
    moves = [(p.id, m.id, m.guards) for p in rules.pack.processes.values() for m in p.moves]
    return sorted((one for one in moves if len(one[2]) > 1), key=lambda one: -len(one[2]))


def case_of(process: str) -> CaseFile:
    """A case with something to tell in every relation."""
    approved = Taken("approve", "county", "planning", TODAY - timedelta(200))
    notice = {"公示环节": "入库公示", "公示起始日期": "2025-05-01", "公示截止日期": "2025-05-20"}
    return CaseFile(
        process,
        "",
        TODAY,
        {"致贫返贫风险": "因病,因学", "有劳动力": "是", "参加人数": "20", "同意人数": "11"},
        taken=(approved, Taken("appraised", "", "", TODAY)) * 5,
        given=(Given("health", "医疗救助", done=True), Given("employment", "技能培训")),
        replies=tuple(Reply("car", TODAY, TODAY) for _ in range(13)),
        income=12_000.0,
        income_on=TODAY,
        rows={"project_notices": [notice] * 3, "project_funds": [{"安排金额": "60"}] * 3},
    )


def median(work: Callable[[], object], times: int) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
