"""A round: everyone is screened, leads are published, and cases follow them."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.screening import Screening, behind, find_needs
from luoshi.site.casework.actions.lead_intake import Received, receive_leads
from luoshi.site.casework.services.needs import receive_needs
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.monitoring.services.publishing import Published
from luoshi.site.monitoring.services.rounds import screen_and_publish
from luoshi.site.sources import engine


@dataclass(frozen=True)
class Round:
    """What a round found, what of it is new, and what became of the cases."""

    screening: Screening
    published: Published
    received: Received
    needs: Received


def run_round(as_of: date, anyway: bool = False, on: date | None = None) -> Round:
    """Screen everyone as of a day, put the leads before people and open their cases.

    Clocks run from ``on``, today if not given: whenever the data is from, nobody could know
    of the leads before.

    Raises:
        OutdatedError: leads of a later day are already published.
        SurgeError: there are suspiciously many, and ``anyway`` was not said.
    """
    screening, published = screen_and_publish(as_of, anyway)
    return Round(screening, published, *open_cases(as_of, on or localdate()))


def open_cases(as_of: date, on: date) -> tuple[Received, Received]:
    """Open the cases that leads, and needs as of a day, call for; their clocks run from ``on``."""
    received, policy = receive_leads(on), pack.load()
    reporting = reporting_at(stamp(), None)
    needs = find_needs(policy, engine(), as_of, reporting)
    return received, receive_needs(
        needs, on, behind(policy, policy.needs.values(), as_of, reporting)
    )
