"""What must hold before a case moves on, told in Chinese: guards of the pack, and these in Python.

A guard is Python only where no expression says it: it declares what it reads, and
`luoshi.casework.validation` proves that the pack has it.
"""

from collections.abc import Iterable, Mapping, Sequence

from luoshi.casework.answers import UNTOLD, Refusal, Refusals, refusals
from luoshi.casework.case_file import CaseFile
from luoshi.casework.fitting import unmatched_risks
from luoshi.casework.parsed import named
from luoshi.casework.projects import PROJECT_GUARDS
from luoshi.casework.reads import Reads, Written
from luoshi.casework.rules import Rules
from luoshi.expressions import Kind
from luoshi.pack.guards import Ask
from luoshi.pack.lacking import LackingError
from luoshi.warehouse.schema import FieldType

RISKS = "致贫返贫风险"


def not_in_future(case: CaseFile, rules: Rules) -> str | None:
    """No day of a deed that was told lies after today."""
    process, today = rules.process(case.process), case.today.isoformat()
    days = (one.name for one in process.fields if one.type is FieldType.DATE)
    late = [one for one in days if one not in process.ahead and case.facts.get(one, "") > today]
    return f"{'、'.join(late)}晚于今天（{case.today}）" if late else None


def measures_fit(case: CaseFile, rules: Rules) -> str | None:
    """Each risk has a measure that answers it."""
    bare = unmatched_risks(case.codes(RISKS), case.standing, rules.pack)
    return f"这些风险还没有对应的措施：{'、'.join(bare)}" if bare else None


GUARDS: Mapping[str, Written] = {
    "not_in_future": Written(not_in_future, Reads()),
    "measures_fit": Written(measures_fit, Reads(fields={RISKS: Kind.CODES})),
} | PROJECT_GUARDS
"""Every guard in Python by the name processes use."""


def hindrances(case: CaseFile, guards: Iterable[str | Ask], rules: Rules) -> list[str]:
    """What stands in the way of a move, one sentence each; empty when nothing does.

    A guard that cannot be told, as no one has filled a field or entered a number it asks,
    stands in the way too, and says so.
    """
    return hindrances_of([case], guards, rules)[0]


def hindrances_of(
    cases: Sequence[CaseFile], guards: Iterable[str | Ask], rules: Rules
) -> list[list[str]]:
    """What stands in the way of the same move on many cases, in the cases' order."""
    asked = tuple(guards)
    found = _refusals(cases, asked, rules)
    return [
        list(dict.fromkeys(of_case[one].said for one in asked if one in of_case))
        for of_case in found
    ]


def never(case: CaseFile, guards: Iterable[str | Ask], rules: Rules) -> bool:
    """Whether a final guard refuses a case: no form of the move can mend that."""
    found = {one: named(rules.pack, case.process, one) for one in guards if isinstance(one, str)}
    final = tuple(one for one, guard in found.items() if guard and guard.final)
    return any(one.known for one in _refusals([case], final, rules)[0].values())


def _refusals(
    cases: Sequence[CaseFile], guards: tuple[str | Ask, ...], rules: Rules
) -> list[Refusals]:
    written = {one: GUARDS[one] for one in guards if isinstance(one, str) and one in GUARDS}
    of_pack = tuple(one for one in guards if one not in written)
    told = refusals(rules.pack, cases[0].process, cases, of_pack) if of_pack else [{}] * len(cases)
    return [
        {**of_case, **_of_written(case, written, rules)}
        for case, of_case in zip(cases, told, strict=True)
    ]


def _of_written(case: CaseFile, written: Mapping[str, Written], rules: Rules) -> Refusals:
    found = {name: _said(guard, case, rules) for name, guard in written.items()}
    return {name: Refusal(said) for name, said in found.items() if said}


def _said(guard: Written, case: CaseFile, rules: Rules) -> str | None:
    try:
        return guard.ask(case, rules)
    except LackingError as error:
        return UNTOLD + error.text
