"""Playing leads that the data show no longer: some of their cases begun, some not."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from luoshi import pack
from luoshi.pack.processes import MONITORING
from luoshi.screening import RuleLeads, Screening
from luoshi.site.casework.actions.lead_intake import receive_leads
from luoshi.site.casework.demo.stories import someone
from luoshi.site.monitoring.services.publishing import publish
from luoshi.site.monitoring.services.rounds import find_leads
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.models import Case
from luoshi.site.rights import Role
from luoshi.site.sources import engine

_ONE_OF = 5
"""Of so many households whose leads fade one is played."""


@transaction.atomic
def play_fading(earlier: date, later: date) -> set[str]:
    """Publish the leads of an earlier day about some households with none on a later one, and
    have every second case of theirs sent out; gives the households (numbers)."""
    before = find_leads(earlier)
    faded = set(sorted(_households(before) - _households(find_leads(later)))[::_ONE_OF])
    publish(pack.load(), _only(before, faded), engine())
    receive_leads(earlier)
    for case in list(Case.objects.filter(process=MONITORING, household__in=faded))[::2]:
        county = someone(Role.COUNTY, case.village)
        MakeMove(case, county, "dispatch", day=earlier + timedelta(1)).execute()
    return faded


def _households(screening: Screening) -> set[str]:
    return {number for one in screening.leads for number in one.rows["household"].to_pylist()}


def _only(screening: Screening, households: Collection[str]) -> Screening:
    """What a screening found of some households alone."""
    kept = pa.array(sorted(households), pa.string())
    return replace(screening, leads=tuple(_among(one, kept) for one in screening.leads))


def _among(leads: RuleLeads, households: pa.Array) -> RuleLeads:
    inside = pc.is_in(leads.rows["household"], households)
    return RuleLeads(leads.parsed, leads.rows.filter(inside))
