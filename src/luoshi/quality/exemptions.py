"""Findings that were explained stay exempt until their facts change or the term ends."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Self

import pyarrow as pa
from pydantic import model_validator

from luoshi.frozen import Frozen
from luoshi.quality.identity import Identity, identities
from luoshi.quality.report import Report, Result


class Exemption(Frozen):
    """Why a finding of check ``rule`` is no fault: ``reason``, given by ``by``, for ``until``.

    It is for the finding of that ``key``; without one, for all of the household, or of the
    person (first 18 characters of the ID number), or of that person in that household.
    ``facts`` are those it was explained with: without them it holds for any.
    """

    rule: str
    reason: str
    by: str
    until: date | None = None
    key: str | None = None
    household: str | None = None
    person: str | None = None
    facts: str | None = None

    def covers(self, finding: Identity, day: date) -> bool:
        """Whether the finding need not be told of on ``day``."""
        in_force = self.until is None or day <= self.until
        return in_force and self.facts in (None, finding.facts) and self._is_for(finding)

    def _is_for(self, finding: Identity) -> bool:
        if self.key is not None:
            return self.key == finding.key
        same_household = self.household in (None, finding.household)
        return same_household and self.person in (None, finding.person)

    @model_validator(mode="after")
    def _for_somebody(self) -> Self:
        if not (self.key or self.household or self.person):
            raise ValueError("没有写是哪一户、哪个人")
        return self


def unless_exempt(
    report: Report, exemptions: Iterable[Exemption], as_of: date | None = None, secret: bytes = b""
) -> Report:
    """The report without the findings that are exempt on a day, by default the report's."""
    known, day = _Known(exemptions), as_of or report.as_of
    results = tuple(_without(report, one, known, day, secret) for one in report.results)
    return replace(report, results=results)


def pinned(
    report: Report, exemptions: Iterable[Exemption], secret: bytes = b""
) -> Iterator[Exemption]:
    """The exemptions as one for each finding they cover, tied to its facts as they are now."""
    known = _Known(exemptions)
    for result in report.results:
        for finding in identities(report, result, secret) if known.of(result) else ():
            for exemption in known.covering(result, finding, report.as_of):
                yield exemption.model_copy(update={"key": finding.key, "facts": finding.facts})


class _Known:
    """Exemptions by check, and by the key, household or person they are for."""

    def __init__(self, exemptions: Iterable[Exemption]) -> None:
        self._found: dict[str, dict[str, list[Exemption]]] = {}
        for one in exemptions:
            whom = one.key or one.household or one.person
            assert whom
            self._found.setdefault(one.rule, {}).setdefault(whom, []).append(one)

    def of(self, result: Result) -> dict[str, list[Exemption]]:
        """The exemptions of a check, by the finding, household or person they are for."""
        return self._found.get(result.check.id, {})

    def covering(self, result: Result, finding: Identity, day: date) -> Iterator[Exemption]:
        """The exemptions that cover a finding of a check on a day."""
        for whom in (finding.key, finding.household, finding.person):
            for one in self.of(result).get(whom, ()):
                if one.covers(finding, day):
                    yield one


def _without(report: Report, result: Result, known: _Known, day: date, secret: bytes) -> Result:
    if not known.of(result):
        return result
    findings = identities(report, result, secret)
    kept = [next(known.covering(result, one, day), None) is None for one in findings]
    return replace(result, at=result.at.filter(pa.array(kept, pa.bool_())))
