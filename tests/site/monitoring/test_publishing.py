"""Publishing a screening's leads, and what screening is told to remember."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from small_province import DAY, DAYING, Province, claim, house

from luoshi.pack.models import Colour
from luoshi.screening import LeadSeverity, Screening
from luoshi.site.accounts.models import User
from luoshi.site.monitoring.actions.decisions import DismissLead, ReopenLead
from luoshi.site.monitoring.models import FlaggedHousehold, Lead, Publication
from luoshi.site.monitoring.services.decided_facts import decisions
from luoshi.site.monitoring.services.publishing import OutdatedError, Published, publish

pytestmark = pytest.mark.db

Usual = tuple[Province, Screening]
LATER = DAY + timedelta(days=10)


@pytest.fixture
def county(user_of: Callable[..., User]) -> User:
    return user_of("county")


def close(lead: Lead, user: User) -> None:
    DismissLead(lead, user, "solved", "问过了").execute()


def test_a_household_is_one_item_with_its_most_severe_colour(
    published: Province, household_of
) -> None:
    household = household_of("H1001")
    assert (household.head, household.village) == ("马志明", DAYING)
    assert (household.colour, household.open_leads) == (Colour.RED.rank, 6)
    assert household.waiting_since == household.first_seen == household.last_seen == DAY
    assert household_of("H1002").colour == Colour.ORANGE.rank
    assert FlaggedHousehold.objects.count() == 3


def test_a_lead_holds_what_fired_and_whom_it_is_about(published: Province, lead_of) -> None:
    lead = lead_of("out-of-school")
    assert (lead.risk, lead.department, lead.clause) == ("因学", "教育厅", "2021-26/2.9")
    assert (lead.person, lead.person_name) == (published.person("马小军"), "马小军")
    assert lead.evidence.startswith("10岁")
    assert lead.severity == LeadSeverity(Colour.RED)


def test_a_lead_about_the_whole_household_names_nobody(published: Province, lead_of) -> None:
    lead = lead_of("medical-burden")
    assert (lead.person, lead.person_name) == (None, "")
    assert (lead.measure, lead.unit) == (Decimal(110_000), "元")


def test_a_lead_holds_its_thresholds_as_in_force(published: Province, lead_of) -> None:
    thresholds = {t["id"]: t for t in lead_of("medical-burden").thresholds}
    share = thresholds["medical_lifted_share"]
    assert share["value"] == "0.5"
    assert share["assumption"] is True
    assert share["source"]
    assert thresholds["medical_red_times"]["unit"] == "倍"


def test_a_screening_published_twice_changes_nothing(usual: Usual, db: None) -> None:
    province, screening = usual
    first = publish(province.pack, screening, province.engine)
    rows = list(Lead.objects.order_by("pk").values_list("pk", "rule", "fact", "state"))
    again = publish(province.pack, screening, province.engine)
    assert first == Published(DAY, new=8, standing=0, gone=0, reopened=0)
    assert again == Published(DAY, new=0, standing=8, gone=0, reopened=0)
    assert list(Lead.objects.order_by("pk").values_list("pk", "rule", "fact", "state")) == rows


def test_a_lead_that_stands_keeps_the_day_it_was_first_seen(
    own: Province, publish_again, household_of, lead_of
) -> None:
    publish_again(own)
    publish_again(own, LATER)
    lead = lead_of("dangerous-house")
    assert (lead.first_seen, lead.last_seen) == (DAY, LATER)
    household = household_of("H1001")
    assert (household.first_seen, household.last_seen) == (DAY, LATER)
    assert household.waiting_since == DAY


def test_a_lead_that_no_longer_fires_is_gone_and_may_come_back(
    own: Province, publish_again, household_of, lead_of
) -> None:
    publish_again(own)
    mended = house("H1002", "C") | {"改造状态": "已竣工验收", "竣工日期": date(2025, 6, 1)}
    own.store("houses", house("H1001", "D"), mended, house("H2001", "D"))
    assert publish_again(own, LATER).gone == 1
    assert lead_of("dangerous-house", "H1002").state == "gone"
    household = household_of("H1002")
    assert (household.colour, household.open_leads, household.waiting_since) == (None, 0, None)
    own.store("houses", house("H1001", "D"), house("H1002", "C"), house("H2001", "D"))
    assert publish_again(own, LATER).reopened == 1
    assert lead_of("dangerous-house", "H1002").state == "open"


def test_a_lead_that_grows_worse_is_brought_up_to_date(
    own: Province, publish_again, household_of, lead_of
) -> None:
    publish_again(own)
    own.store("houses", house("H1001", "D"), house("H1002", "D"), house("H2001", "D"))
    assert publish_again(own, LATER).standing == 4
    assert lead_of("dangerous-house", "H1002").colour == Colour.RED.rank
    assert "D级" in lead_of("dangerous-house", "H1002").evidence
    assert household_of("H1002").colour == Colour.RED.rank


def test_what_was_decided_is_remembered_with_its_severity(
    published: Province, county: User, lead_of
) -> None:
    close(lead_of("medical-burden"), county)
    fact = lead_of("medical-burden").fact
    assert decisions() == {
        ("medical-burden", fact): LeadSeverity(Colour.RED, Decimal("110000.00")),
    }


def test_a_dismissed_fact_raises_no_lead(
    own: Province, publish_again, county: User, lead_of
) -> None:
    publish_again(own)
    close(lead_of("medical-burden"), county)
    told = publish_again(own, LATER)
    assert (told.standing, told.gone, told.reopened) == (3, 0, 0)
    assert lead_of("medical-burden").state == "closed"


def test_a_decided_fact_that_becomes_more_severe_comes_back_with_its_history(
    own: Province, publish_again, county: User, lead_of
) -> None:
    publish_again(own)
    close(lead_of("medical-burden"), county)
    own.store("medical_claims", claim(3, 90_000))
    assert publish_again(own, LATER).reopened == 1
    lead = lead_of("medical-burden")
    assert lead.state == "open"
    (decision,) = lead.decisions.all()
    assert decision.measure == Decimal(110_000)
    assert "110,000" in decision.evidence
    assert "200,000" in lead.evidence


def test_a_decision_made_while_screening_ran_holds(usual: Usual, county: User, lead_of) -> None:
    province, screening = usual
    publish(province.pack, screening, province.engine)
    close(lead_of("dangerous-house"), county)
    assert publish(province.pack, screening, province.engine).reopened == 0
    assert lead_of("dangerous-house").state == "closed"


def test_a_reopened_fact_raises_leads_again(
    own: Province, publish_again, county: User, lead_of
) -> None:
    publish_again(own)
    close(lead_of("medical-burden"), county)
    publish_again(own, LATER)
    ReopenLead(lead_of("medical-burden"), county).execute()
    assert decisions() == {}
    assert publish_again(own, LATER + timedelta(days=1)).standing == 4
    lead = lead_of("medical-burden")
    assert (lead.state, lead.last_seen) == ("open", LATER + timedelta(days=1))


def test_a_lead_reopened_while_screening_ran_stays_open(
    own: Province, publish_again, county: User, lead_of
) -> None:
    publish_again(own)
    close(lead_of("medical-burden"), county)
    screening = own.screen(LATER, decisions())
    ReopenLead(lead_of("medical-burden"), county).execute()
    assert publish(own.pack, screening, own.engine).gone == 0
    assert lead_of("medical-burden").state == "open"


def test_a_reopened_fact_that_fires_no_longer_is_gone_in_the_end(
    own: Province, publish_again, county: User, lead_of
) -> None:
    publish_again(own)
    close(lead_of("dangerous-house", "H1002"), county)
    own.store("houses", house("H1001", "D"), house("H2001", "D"))
    ReopenLead(lead_of("dangerous-house", "H1002"), county).execute()
    assert publish_again(own, LATER).gone == 0
    assert publish_again(own, LATER).gone == 1
    assert lead_of("dangerous-house", "H1002").state == "gone"


def test_leads_of_an_earlier_day_are_refused(own: Province, publish_again) -> None:
    publish_again(own)
    with pytest.raises(OutdatedError, match=r"2025-06-30.*2025-06-29"):
        publish_again(own, DAY - timedelta(days=1))
    assert Publication.objects.count() == 1
