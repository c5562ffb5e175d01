"""What casework knows of cases wherever they are moved: their leads, help, answers and incomes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from luoshi import pack
from luoshi.casework import CaseFile, Given, Reply
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Move, Process
from luoshi.site.casework.actions.comparisons import STAGE
from luoshi.site.casework.actions.lead_ties import leads_of
from luoshi.site.casework.choices import CaseworkEvent, MeasureState
from luoshi.site.casework.services.recognition import income_of, recognised
from luoshi.site.monitoring.services.leads import LIVE, Rank
from luoshi.site.processes.extensions import CaseExtension
from luoshi.site.processes.models import Case
from luoshi.warehouse.schema import Column

RISKS = "risk_kinds"
"""The code list of risks: leads tell them too."""


class Casework(CaseExtension):
    """Leads, measures, comparisons and income sheets."""

    events = CaseworkEvent

    def complete(self, file: CaseFile, case: Case) -> CaseFile:
        """With the help given, the departments' answers, and the newest income sheet."""
        income = income_of(case)
        return replace(
            file,
            given=tuple(
                Given(
                    m.group, m.kind, m.state == MeasureState.DONE, m.state == MeasureState.REFUSED
                )
                for m in case.measures.all()
            ),
            replies=tuple(
                Reply(r.comparison, r.answered_on, r.due_on)
                for r in case.replies.filter(asked_on__gte=_asked_since(case))
            ),
            income=None if income is None else float(income.per_head),
            income_on=None if income is None else income.on,
        )

    def suggested(self, case: Case, column: Column) -> str:
        """The risks of the open leads, where the field is the list of risks; else what is
        recognised of the household already."""
        if column.codes != RISKS:
            return recognised(case, column)
        leads = leads_of(case).filter(state__in=LIVE).order_by("-colour", "pk")
        return ",".join(dict.fromkeys(leads.values_list("risk", flat=True)))

    def needs_note(self, case: Case, move: Move) -> str:
        """Dismissing a red lead requires a note."""
        stage = pack.load().processes[case.process].stage.get(move.to or "")
        if stage is None or stage.end not in (Ending.SOUND, Ending.DISMISSED, Ending.GONE):
            return ""
        red = leads_of(case).filter(state__in=LIVE, colour=Rank.RED).exists()
        return "有红色线索，这样结束的请在说明里写明依据。" if red else ""

    def faults(
        self, case: Case, process: Process, move: Move, data: Mapping[str, str]
    ) -> dict[str, str]:
        """Who was there before a lead came up did not look at it."""
        visit, stage = process.visit, process.stage.get(move.to or "")
        if visit is None or stage is None or stage.end is not Ending.SOUND:
            return {}
        newest = leads_of(case).filter(state__in=LIVE).order_by("-first_seen").first()
        told = data.get(visit.day, "")
        if newest is None or not told or told >= newest.first_seen.isoformat():
            return {}
        return {visit.day: f"{told}去看时还没有{newest.first_seen}发现的线索，请看过再办。"}


def _asked_since(case: Case) -> date:
    """Since when replies count: the household may have come back after years."""
    entered = case.events.filter(after=STAGE).exclude(before=STAGE).last()
    return entered.on if entered else case.opened_on
