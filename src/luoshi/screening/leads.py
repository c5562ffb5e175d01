"""The leads of one rule, as columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.pack.models import Colour, Rule
from luoshi.pack.rules import ParsedRule, sentence
from luoshi.screening.identity import KEYS
from luoshi.screening.severity import Decisions, LeadSeverity


@dataclass(frozen=True)
class Lead:
    """One rule that fired on one fact.

    ``household`` is the household number, ``village`` its 12-digit code, ``person`` the keyed
    hash of the member concerned (None when it is about the whole household) and ``fact`` the
    subject row's key: the same fact has the same key on every day.
    """

    rule: Rule
    household: str
    village: str | None
    person: int | None
    fact: str
    severity: LeadSeverity
    evidence: str


@dataclass(frozen=True)
class RuleLeads:
    """A rule's leads: columns :data:`KEYS`, ``colour`` (rank), ``measure`` and its facts."""

    parsed: ParsedRule
    rows: pa.Table

    @classmethod
    def of(cls, parsed: ParsedRule, hits: pa.Table) -> "RuleLeads":
        """The leads among the rows of a subject's query; columns are named by :func:`outputs`."""
        ranks = _ranks(parsed, hits)
        found = pc.is_valid(ranks)
        names = [*parsed.facts, *(["measure"] if parsed.measure else [])]
        columns = {key: hits[key] for key in KEYS} | {"colour": ranks}
        columns |= {name: hits[alias(parsed, name)] for name in names}
        return cls(parsed, pa.table(columns).filter(found))

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    def __iter__(self) -> Iterator[Lead]:
        for row in self.rows.to_pylist():
            yield Lead(
                self.parsed.rule,
                row["household"],
                row["village"],
                row["person"],
                row["fact"],
                _severity(row),
                sentence(self.parsed.rule.evidence, {n: row[n] for n in self.parsed.facts}),
            )

    def unless_decided(self, decisions: Decisions, growth: Decimal) -> "RuleLeads":
        """Without the leads whose fact was decided on and is no worse now."""
        known = {
            fact: severity
            for (rule, fact), severity in decisions.items()
            if rule == self.parsed.rule.id
        }
        if not known:
            return self
        facts = self.rows.select(["fact", "colour", *self._measure()]).to_pylist()
        keep = [
            row["fact"] not in known or _severity(row).exceeds(known[row["fact"]], growth)
            for row in facts
        ]
        return RuleLeads(self.parsed, self.rows.filter(pa.array(keep, pa.bool_())))

    def _measure(self) -> list[str]:
        return ["measure"] if self.parsed.measure else []


def alias(parsed: ParsedRule, name: str) -> str:
    """The column of a subject's query that holds ``name`` (a colour, a fact, the measure)."""
    return f"{parsed.rule.id}:{name}"


def _ranks(parsed: ParsedRule, hits: pa.Table) -> pa.ChunkedArray:
    conditions = [hits[alias(parsed, colour.value)] for colour in parsed.conditions]
    ranks = [pa.scalar(colour.rank, pa.int8()) for colour in parsed.conditions]
    struct = pc.make_struct(*(condition.combine_chunks() for condition in conditions))
    return pc.case_when(struct, *ranks)


def _severity(row: dict[str, object]) -> LeadSeverity:
    measure = row.get("measure")
    colour = next(colour for colour in Colour if colour.rank == row["colour"])
    return LeadSeverity(colour, None if measure is None else Decimal(str(measure)))
