"""An own check while it is written: what is wrong with it, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from luoshi import pack
from luoshi.expressions import ExpressionError
from luoshi.pack.checks import (
    Check,
    FindingSubject,
    ParsedCheck,
    Severity,
    check_vocabulary,
    parse_check,
)
from luoshi.text.masking import without_id_numbers
from luoshi.warehouse.schema import About, Table

OWN = "own"
"""The group of checks that offices wrote."""

DRAFT = "草稿"
"""The id a draft is asked under."""

LONGEST_TITLE, LONGEST_ADVICE = 100, 200

TOLD = {
    FindingSubject.PERSON: "一人算一处",
    FindingSubject.HOUSEHOLD: "一户算一处",
    FindingSubject.VILLAGE: "一村算一处",
    FindingSubject.RECORD: "一行算一处",
}
"""What a finding is told of, as offices choose it."""

_BY_ABOUT = {
    About.PERSON: (FindingSubject.PERSON, FindingSubject.HOUSEHOLD),
    About.HOUSEHOLD: (FindingSubject.HOUSEHOLD,),
    About.AREA: (FindingSubject.VILLAGE,),
    About.RECORD: (FindingSubject.RECORD, FindingSubject.HOUSEHOLD),
}


def told_of(table: Table) -> tuple[FindingSubject, ...]:
    """What findings on a table may be told of, the usual first."""
    return _BY_ABOUT[table.about]


@dataclass(frozen=True)
class Draft:
    """An own check as it was typed."""

    table: str = ""
    about: str = ""
    condition: str = ""
    title: str = ""
    severity: str = Severity.DOUBT.value
    advice: str = ""
    columns: tuple[str, ...] = ()

    @cached_property
    def faults(self) -> Mapping[str, str]:
        """What is wrong, by field; nothing where it may be saved."""
        wrong = {**self._faults_of_words(), **self.faults_of_condition}
        return wrong or self._faults_of_columns()

    @cached_property
    def faults_of_condition(self) -> Mapping[str, str]:
        """What keeps it from being asked, by field."""
        tables = pack.load().exports
        if self.table not in tables:
            return {"table": "请选一张表。"}
        if self.about not in told_of(tables[self.table]):
            return {"about": "请选按什么算一处。"}
        if self.severity not in list(Severity):
            return {"severity": "请选程度。"}
        try:
            parsed = self.parsed
        except ExpressionError as error:
            return {"condition": str(error)}
        reads = any(parsed.needs.values())
        return {} if reads else {"condition": "条件没有用到任何一列。"}

    @cached_property
    def parsed(self) -> ParsedCheck:
        """The draft with its condition parsed.

        Raises:
            ExpressionError: the condition does not hold.
        """
        return parse_check(self.check(DRAFT), check_vocabulary(pack.load()))

    @property
    def at_fault(self) -> tuple[str, ...]:
        """The columns at fault: those chosen, else those of its table the condition reads."""
        read = self.parsed.needs.get(self.table, ())
        known = pack.load().exports[self.table].by_name
        return self.columns or tuple(name for name in known if name in read)

    def check(self, id_: str) -> Check:
        """The draft as a check; where no columns are chosen yet, any one stands for them."""
        some = next(iter(pack.load().exports[self.table].by_name))
        return Check.model_validate(
            {
                "id": id_,
                "title": self.title or DRAFT,
                "group": OWN,
                "table": self.table,
                "about": self.about,
                "when": self.condition,
                "columns": self.columns or (some,),
                "severity": self.severity,
                "advice": self.advice or None,
                "source": DRAFT,
            }
        )

    def _faults_of_columns(self) -> dict[str, str]:
        known = pack.load().exports[self.table].by_name
        unknown = [name for name in self.columns if name not in known]
        if unknown:
            return {"columns": f"表里没有这些列：{'、'.join(unknown)}。"}
        if not self.at_fault:
            return {"columns": "条件没有用到本表的列，请选有疑点的是哪一列。"}
        return {}

    def _faults_of_words(self) -> dict[str, str]:
        wrong = {}
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            wrong["title"] = f"写明查什么，{LONGEST_TITLE} 字以内。"
        if len(self.advice) > LONGEST_ADVICE:
            wrong["advice"] = f"最多 {LONGEST_ADVICE} 字。"
        for name in ("title", "advice", "condition"):
            if without_id_numbers(getattr(self, name)) != getattr(self, name):
                wrong[name] = "不能写证件号码。"
        return wrong
