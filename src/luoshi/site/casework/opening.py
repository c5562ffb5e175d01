"""Opening a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luoshi import pack
from luoshi.casework.rules import NO_FACTS
from luoshi.pack.processes import Process
from luoshi.site.accounts.models import User
from luoshi.site.casework.choices import Deed, Source
from luoshi.site.casework.models import Campaign, Case
from luoshi.site.casework.recording import keep_records
from luoshi.site.casework.steps import stand, write_step


@dataclass(frozen=True)
class Subject:
    """What a case is about: a village (12 digits), in it a household, in that a person.

    ``matter`` tells cases of one process about the same subject apart: the need (id).
    """

    village: str
    household: str = ""
    head: str = ""
    person: int | None = None
    person_name: str = ""
    matter: str = ""

    @property
    def key(self) -> str:
        """The subject as one text: the same for the same thing."""
        whose = str(self.person) if self.person is not None else self.household or self.village
        return f"{whose}/{self.matter}" if self.matter else whose


@transaction.atomic
def open_case(
    process_id: str,
    subject: Subject,
    source: Source,
    on: date,
    *,
    about: str = "",
    unit: str = "",
    by: User | None = None,
    campaign: Campaign | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> tuple[Case, bool]:
    """The open case of a process about a subject; a new one where there is none (True).

    ``facts`` are what is known of it from the beginning, by field.
    """
    standing = Case.objects.filter(process=process_id, subject=subject.key, closed_on=None).first()
    if standing is not None:
        return standing, False
    process = pack.load().processes[process_id]
    case = new_case(
        process, subject, source, on, about=about, unit=unit, campaign=campaign, facts=facts
    )
    case.save()
    write_step(case, Deed.OPENED, on, by=by, note="" if facts else about, data=facts)
    case.save(update_fields=["version"])
    keep_records(case, process, process.opening, by)
    return case, True


def new_case(
    process: Process,
    subject: Subject,
    source: Source,
    on: date,
    *,
    about: str = "",
    unit: str = "",
    campaign: Campaign | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> Case:
    """A case of a process in its first stage, not saved."""
    case = Case(
        process=process.id,
        subject=subject.key,
        household=subject.household,
        head=subject.head,
        person=subject.person,
        person_name=subject.person_name,
        village=subject.village,
        matter=subject.matter,
        unit=unit or process.unit_for(facts),
        source=source,
        about=about,
        campaign=campaign,
        facts=dict(facts),
        opened_on=on,
    )
    stand(case, process, process.stage[process.first], on)
    return case
