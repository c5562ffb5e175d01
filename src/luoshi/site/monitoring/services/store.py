"""Writing households and leads in bulk: those already kept are brought up to date."""

from collections.abc import Mapping

from luoshi.pack import Pack
from luoshi.screening import Lead as Fired
from luoshi.screening import RuleLeads
from luoshi.screening.thresholds import Threshold, thresholds_of
from luoshi.site.monitoring.models import FlaggedHousehold, Lead, Publication

KEPT_OF_HOUSEHOLD = ("first_seen", "colour", "open_leads", "waiting_since")
KEPT_OF_LEAD = ("first_seen", "state", "finding", "looked_on")
"""What a new publication leaves as it was."""


def keep_households(
    publication: Publication, villages: Mapping[str, str], heads: Mapping[str, str]
) -> dict[str, FlaggedHousehold]:
    """Keep each household (by number, with its village); give them by number."""
    rows = [
        FlaggedHousehold(
            number=number,
            head=heads.get(number, ""),
            village=village,
            first_seen=publication.as_of,
            last_seen=publication.as_of,
        )
        for number, village in villages.items()
    ]
    unique = ("number",)
    kept = FlaggedHousehold.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=_all_but(FlaggedHousehold, unique + KEPT_OF_HOUSEHOLD),
    )
    return {household.number: household for household in kept}


def keep_leads(
    pack: Pack,
    publication: Publication,
    fired: RuleLeads,
    households: Mapping[str, FlaggedHousehold],
    names: Mapping[int, str],
) -> None:
    """Keep each lead of a rule; one that is new waits."""
    thresholds = thresholds_of(pack, fired.parsed, publication.as_of)
    rows = [
        _lead(
            lead,
            publication,
            households[lead.household],
            _name(names, lead),
            thresholds,
        )
        for lead in fired
    ]
    unique = ("rule", "fact")
    Lead.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=_all_but(Lead, unique + KEPT_OF_LEAD),
    )


def _lead(
    lead: Fired,
    publication: Publication,
    household: FlaggedHousehold,
    person_name: str,
    thresholds: list[Threshold],
) -> Lead:
    return Lead(
        household=household,
        rule=lead.rule.id,
        fact=lead.fact,
        risk=lead.rule.risk,
        department=lead.rule.sender,
        clause=lead.rule.clause,
        colour=lead.severity.colour.rank,
        measure=lead.severity.measure,
        unit=lead.rule.unit or "",
        evidence=lead.evidence,
        person=lead.person,
        person_name=person_name,
        thresholds=thresholds,
        first_seen=publication.as_of,
        last_seen=publication.as_of,
        published=publication,
    )


def _name(names: Mapping[int, str], lead: Fired) -> str:
    return names.get(lead.person, "") if lead.person is not None else ""


def _all_but(model: type[FlaggedHousehold] | type[Lead], left: tuple[str, ...]) -> list[str]:
    fields = model._meta.concrete_fields
    return [field.name for field in fields if not field.primary_key and field.name not in left]
