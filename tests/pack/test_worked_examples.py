"""Worked examples: all that ship get what they say, and one that does not is told."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest

from luoshi.casework import worked_examples as guards
from luoshi.cli.worked_examples import count, failures
from luoshi.obligations import worked_examples as obligations
from luoshi.pack import Pack, PackError, Problem, default_folder, load
from luoshi.pack.checklists import Check
from luoshi.pack.guards import Guard
from luoshi.pack.models import Rule
from luoshi.pack.obligations import KIND_TITLES
from luoshi.pack.worked_examples import PASSES
from luoshi.quality import worked_examples as checks
from luoshi.screening import worked_examples as rules
from luoshi.text.person_number import check_digit

PACK = load()
SHIPPED = [load(file.parent) for file in sorted(default_folder().parent.glob("*/pack.yaml"))]
MADE_UP, LIKE_SOMEBODYS = (
    body + check_digit(body) for body in ("64000019800101001", "64042219800101001")
)
Thing = TypeVar("Thing")
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def edit(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def every_guard(pack: Pack) -> Iterator[Guard]:
    yield from pack.guards.values()
    yield from chain.from_iterable(process.guards for process in pack.processes.values())


def of_every_pack(things: Callable[[Pack], Iterable[Thing]]) -> list[Thing]:
    """Things of all packs that ship, each as a case of a test."""
    return [
        pytest.param(one, id=f"{pack.folder.name}/{one.id}")
        for pack in SHIPPED
        for one in things(pack)
    ]


@pytest.mark.parametrize("rule", of_every_pack(lambda p: [*p.rules.values(), *p.needs.values()]))
def test_every_rule_has_an_example_that_fires_and_one_that_does_not(rule: Rule) -> None:
    given = {example.gives.colour for example in rule.examples}
    assert None in given
    assert given - {None} <= rule.when.by_colour.keys()
    assert all(example.title for example in rule.examples)


@pytest.mark.parametrize("rule", of_every_pack(lambda pack: pack.rules.values()))
def test_every_colour_of_a_rule_has_an_example(rule: Rule) -> None:
    assert rule.when.by_colour.keys() <= {example.gives.colour for example in rule.examples}


@pytest.mark.parametrize("check", of_every_pack(lambda pack: pack.checks.values()))
def test_every_check_has_an_example_that_fires_and_one_that_does_not(check: Check) -> None:
    assert {example.gives for example in check.examples} == {True, False}


@pytest.mark.parametrize("guard", of_every_pack(every_guard))
def test_every_guard_has_an_example_that_passes_and_one_that_does_not(guard: Guard) -> None:
    given = {example.gives for example in guard.examples}
    assert PASSES in given
    assert len(given) > 1


@pytest.mark.parametrize("kind", KIND_TITLES)
def test_every_kind_of_obligation_has_an_example(kind: str) -> None:
    of_kind = (one for one in PACK.obligations.values() if one.kind == kind)
    assert any(one.examples for one in of_kind)


def test_obligations_with_examples_are_shown_met_and_not() -> None:
    answers = {
        answer.status
        for one in PACK.obligations.values()
        for example in one.examples
        for answer in example.gives.values()
    }
    assert answers >= {"met", "breached", "not_applicable"}


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.folder.name)
def test_all_examples_that_ship_get_what_they_say(pack: Pack) -> None:
    assert failures(pack) == []


def test_every_example_is_counted() -> None:
    beside_rules = sum(len(rule.examples) for rule in (*PACK.rules.values(), *PACK.needs.values()))
    beside_checks = sum(len(check.examples) for check in PACK.checks.values())
    assert count(PACK) > beside_rules + beside_checks > 600


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def test_a_rule_that_answers_otherwise_is_told_with_the_part_that_does_not_hold(
    edited: Edit,
) -> None:
    folder = edited("screening/water-cut.yaml", "2025-05-31, 断水原因", "2025-06-01, 断水原因")
    problem = only(rules.check(load(folder)))
    assert problem.file == folder / "screening/water-cut.yaml"
    assert problem.line == line_of(problem.file, "colour: red") - 1
    assert problem.key == "examples[0].gives"
    assert "样例“断水满 30 天”（2025-06-30）：应当是 red，得到的是 orange" in problem.message
    assert problem.hint == "没有成立的：断水开始日期不晚于查询日（2025年6月30日）前30天"


def test_an_edited_threshold_fails_the_examples_at_its_edge(edited: Edit) -> None:
    folder = edited(
        "parameters/water.yaml",
        'to: 2025-12-31, value: "30"',
        'to: 2025-12-31, value: "31"',
    )
    found = rules.check(load(folder))
    assert [problem.key for problem in found] == ["examples[0].gives"]


def test_another_measure_and_other_evidence_are_told(edited: Edit) -> None:
    edited("screening/hospital-stay.yaml", "measure: 12000.01", "measure: 12000")
    folder = edited("screening/hospital-stay.yaml", "超过预警线6,000元", "超过预警线5,000元")
    found = rules.check(load(folder))
    assert [one.key for one in found] == ["examples[1].gives.measure", "examples[1].gives.evidence"]
    assert "度量应当是 12,000，得到的是 12,000.01" in found[0].message
    assert "得到的是“2025年6月1日结算的一次住院" in found[1].message


def test_a_day_without_a_value_is_told_with_who_enters_it(edited: Edit) -> None:
    folder = edited("screening/water-cut.yaml", "as_of: 2025-06-30", "as_of: 2026-06-30")
    problem = only(rules.check(load(folder)))
    assert problem.key == "examples[0].as_of"
    assert "在 2026-06-30 没有生效的值" in problem.message


def test_a_check_and_a_guard_that_answer_otherwise_are_told(edited: Edit) -> None:
    edited("checks/16-water.yaml", "gives: none", "gives: found")
    folder = edited("guards.yaml", "10 人参加、5 人同意，没有过半}", "没有过半}")
    pack = load(folder)
    problem = only(checks.check(pack))
    assert problem.file.name == "16-water.yaml"
    assert problem.key == "checks[0].examples[1].gives"
    assert "样例第 2 个（2023-12-18）：应当是 found，得到的是 none" in problem.message
    problem = only(guards.check(pack))
    assert problem.line == line_of(folder / "guards.yaml", "gives: 没有过半")
    assert "得到的是“10 人参加、5 人同意，没有过半”" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        (
            "{断水开始日期: 2025-06-15}",
            "{断水日期: 2025-06-15}",
            "断水日期",
            "相近的有：断水开始日期",
        ),
        ("water: [{断水开始日期: 2025-06-15}]", "watr: [{}]", "rows.watr", "没有名为“watr”的表"),
        ("2025-06-15", "六月中", "断水开始日期", "样例“断水满 15 天”"),
        (
            "{断水开始日期: 2025-06-15}",
            f"{{户编号: {MADE_UP}}}",
            "户编号",
            "样例里不写证件号码",
        ),
    ],
    ids=["column", "table", "day", "number"],
)
def test_mistakes_in_rows_are_told_at_their_cell(
    edited: Edit, old: str, new: str, key: str, told: str
) -> None:
    folder = edited("screening/water-cut.yaml", old, new)
    problem = only(rules.check(load(folder)))
    assert problem.line == line_of(folder / "screening/water-cut.yaml", new)
    assert problem.key.startswith("examples[1].rows.")
    assert problem.key.endswith(key)
    assert told in str(problem)


def test_a_number_that_may_be_somebodys_is_refused(edited: Edit) -> None:
    folder = edited("checks/01-identity.yaml", "640000197912180018", LIKE_SOMEBODYS)
    problem = only(checks.check(load(folder)))
    assert "一看就知道是编的" in problem.message
    assert problem.hint == "前 6 位写 640000"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("screening/water-cut.yaml", "gives: orange", "gives: purple", "gives"),
        ("screening/water-cut.yaml", "as_of: 2025-06-30", "as_of: 夏天", "as_of"),
        ("checks/16-water.yaml", "gives: none", "gives: 没有", "gives"),
        ("guards.yaml", "gives: passes", "givs: passes", "givs"),
    ],
)
def test_mistakes_of_form_are_told_as_all_are(
    edited: Edit, file: str, old: str, new: str, key: str
) -> None:
    folder = edited(file, old, new)
    with pytest.raises(PackError) as caught:
        load(folder)
    told = [one for one in caught.value.problems if key in one.key]
    assert told
    assert told[0].line == line_of(folder / file, new)


def file_of(obligation: str) -> str:
    place = PACK.place(PACK.obligations[obligation])
    return str(place.document.file.relative_to(PACK.folder))


QUOTA = next(id_ for id_ in PACK.obligations if id_.endswith("land-quota"))


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ("安排面积: 600}", "安排面积: 599}", "西吉县", "西吉县应当是 met，得到的是 breached（"),
        ("{西吉县: met", "{西吉乡: met", "西吉乡", "没有名为“西吉乡”的县"),
        ("{西吉县: met", "{西吉县: fine", "西吉县", "没有名为“fine”的状态"),
        (
            "{西吉县: met",
            "{西吉县: {status: met, reason: 够了}",
            "西吉县.reason",
            "西吉县的理由应当是“够了”，得到的是“",
        ),
    ],
    ids=["amount", "county", "status", "reason"],
)
def test_an_obligation_that_is_judged_otherwise_is_told(
    edited: Edit, old: str, new: str, key: str, told: str
) -> None:
    folder = edited(file_of(QUOTA), old, new)
    problem = only(obligations.check(load(folder)))
    assert problem.file == folder / file_of(QUOTA)
    assert problem.key.endswith(f"examples[0].gives.{key}")
    assert told in problem.message


def test_the_page_shows_examples_of_the_pack() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/examples.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)
    texts = (default_folder() / name for name in ("screening/water-cut.yaml", "guards.yaml"))
    whole = "\n".join(text.read_text(encoding="utf-8") for text in texts)
    lines = [line.strip() for block in shown for line in block.splitlines()]
    assert len(lines) > 10
    assert [line for line in lines if line not in whole] == []


def test_watches_carry_no_examples(edited: Edit) -> None:
    examples = "examples: [{as_of: 2025-06-30, rows: {}, gives: none}]"
    folder = edited(
        "topics/land.yaml", "  - id: land-misused", f"  - {examples}\n    id: land-misused"
    )
    with pytest.raises(PackError, match="监管规则不能带样例"):
        load(folder)


def test_a_measure_without_a_colour_is_refused(edited: Edit) -> None:
    folder = edited("screening/water-cut.yaml", "colour: red", "measure: 3")
    with pytest.raises(PackError) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert problem.key == "examples[0].gives"
    assert "也要写 colour" in problem.message
