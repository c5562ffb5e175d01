"""Papers and photographs: of the project, and of each of its notices."""

from typing import Any

from luoshi.casework.notices import KIND
from luoshi.casework.projects.rows import BANK, NOTICES
from luoshi.site import storage
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.records import Record, attachments
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.ledger_rows import records_about
from luoshi.site.projects.services.papers import may_attach


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Every file with what it belongs to, and where one may be added."""
    places = {record.pk: title for record, title in places_for(case)}
    files = attachments().filter(record__in=places).select_related("by")
    may = may_attach(user, case)
    return {
        "case": case,
        "lines": [(one, places[one.record_id]) for one in files],
        "places": places if may else {},
        "kinds": ",".join(storage.PAPERS),
    }


def places_for(case: Case) -> list[tuple[Record, str]]:
    """The records of a project files may be attached to, each with its title."""
    own = [(record, "项目材料") for record in records_about(case, BANK)]
    hung = records_about(case, NOTICES).order_by("period", "pk")
    return own + [(one, f"{one.data[KIND]}（{one.data['公示起始日期']}）") for one in hung]
