"""Files of projects: attached by who handles the project, given to who sees it."""

from django.shortcuts import get_object_or_404

from luoshi.casework.projects.rows import BANK, NOTICES
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.records import Attachment, Record, attachments
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import demand_case, parts_of
from luoshi.site.projects.policies import CODE, PROJECT, seen_projects
from luoshi.site.rights import Scope, scope_of
from luoshi.warehouse.schema import Table


def demand_paper(user: User, record: Record) -> Table:
    """The ledger of a project's record to which the user may attach.

    Raises:
        Refused: the user does not handle the project.
        Http404: the record is not a project's.
    """
    demand_case(user, case_of(record))
    return ledger(record.ledger)


def case_of(record: Record) -> Case:
    """The project a record of the bank, or a notice, is about.

    Raises:
        Http404: it is about none.
    """
    known = record.ledger in (BANK, NOTICES)
    code = record.data.get(CODE, "") if known else ""
    return get_object_or_404(Case, process=PROJECT, matter=code)


def may_attach(user: User, case: Case) -> bool:
    """Whether a user may add files to a project."""
    scope = scope_of(user)
    return bool(parts_of(scope)) and scope.allows(case.village)


def seen_paper(scope: Scope, pk: int) -> Attachment:
    """A file of a project the user may see.

    Raises:
        Http404: there is none.
    """
    found = get_object_or_404(attachments().select_related("record"), pk=pk)
    get_object_or_404(seen_projects(scope), pk=case_of(found.record).pk)
    return found
