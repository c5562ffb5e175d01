"""Dismissing a lead, and reopening it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from small_province import number_of

from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.audit.models import Event
from luoshi.site.monitoring.actions.decisions import DismissLead, ReopenLead
from luoshi.site.monitoring.models import Decision, Lead
from luoshi.site.rights import Refused

pytestmark = pytest.mark.usefixtures("published")

UserOf = Callable[..., User]
ClientOf = Callable[..., Client]
LeadOf = Callable[..., Lead]


def post(client: Client, lead: Lead, reason: str = "solved", note: str = "问过了") -> int:
    address = f"/leads/{lead.pk}/close/"
    return client.post(address, {"reason": reason, "note": note}).status_code


def test_a_county_user_dismisses_a_lead_with_a_reason(
    client_of: ClientOf, lead_of: LeadOf, household_of
) -> None:
    client, lead = client_of("county"), lead_of("dangerous-house")
    assert post(client, lead, "solved", "已经搬进新房") == 302
    assert lead_of("dangerous-house").state == "closed"
    (decision,) = lead.decisions.all()
    assert (decision.reason, decision.note) == ("solved", "已经搬进新房")
    assert (decision.colour, decision.evidence) == (lead.colour, lead.evidence)
    assert household_of("H1001").open_leads == 5
    page = client.get(f"/leads/households/{lead.household_id}/").content.decode()
    assert "已经搬进新房" in page
    assert "以前的线索" in page


def test_dismissing_goes_on_the_audit_log_without_names(
    client_of: ClientOf, lead_of: LeadOf
) -> None:
    post(client_of("county"), lead_of("out-of-school"))
    event = Event.objects.get(action="decision")
    assert event.target == "H1001 适龄儿童少年失学：问题已经解决"
    assert event.area == "640422100201"


def test_an_id_number_in_a_note_is_masked(client_of: ClientOf, lead_of: LeadOf) -> None:
    lead, number = lead_of("out-of-school"), number_of("马小军")
    post(client_of("county"), lead, "solved", f"{number}已经复学")
    assert lead.decisions.get().note == f"{number[:6]}****{number[-2:]}已经复学"


def test_a_household_without_open_leads_leaves_the_worklist(
    client_of: ClientOf, lead_of: LeadOf
) -> None:
    client = client_of("county")
    post(client, lead_of("dangerous-house", "H1002"))
    assert "H1002" not in client.get("/leads/").content.decode()
    assert "H1002" in client.get("/leads/?state=closed").content.decode()


@pytest.mark.parametrize("role", ["county", "township", "village"])
def test_a_lead_of_another_county_cannot_be_dismissed_by_its_address(
    role: str, client_of: ClientOf, lead_of: LeadOf
) -> None:
    lead = lead_of("dangerous-house", "H2001")
    assert post(client_of(role), lead) == 404
    assert lead_of("dangerous-house", "H2001").state == "open"


@pytest.mark.parametrize("role", ["department", "assessor", "admin"])
def test_a_role_that_does_not_decide_closes_nothing(
    role: str, client_of: ClientOf, lead_of: LeadOf
) -> None:
    assert post(client_of(role, unit="住房城乡建设厅"), lead_of("dangerous-house")) == 403
    assert lead_of("dangerous-house").state == "open"


def test_the_action_itself_refuses_whom_the_page_would(user_of: UserOf, lead_of: LeadOf) -> None:
    lead = lead_of("dangerous-house")
    for user in (user_of("county", area="640423"), user_of("assessor")):
        with pytest.raises(Refused):
            DismissLead(lead, user, "solved", "问过了").execute()
    assert Decision.objects.count() == 0


def test_a_lead_is_dismissed_once(user_of: UserOf, lead_of: LeadOf) -> None:
    lead = lead_of("dangerous-house")
    DismissLead(lead, user_of("county"), "solved", "问过了").execute()
    with pytest.raises(ValidationError, match="已排除"):
        DismissLead(lead, user_of("township"), "wrong_data", "问过了").execute()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "note", "words"),
    [
        ("", "", "请选一个理由"),
        ("because", "", "请选一个理由"),
        ("other", " ", "请在说明里写明"),
        ("solved", "长" * 501, "最多 500 字"),
    ],
)
def test_a_reason_is_needed(
    reason: str, note: str, words: str, user_of: UserOf, lead_of: LeadOf
) -> None:
    with pytest.raises(ValidationError, match=words):
        DismissLead(lead_of("dangerous-house"), user_of("county"), reason, note).execute()
    assert lead_of("dangerous-house").state == "open"


def test_a_missing_reason_is_told_on_the_page(client_of: ClientOf, lead_of: LeadOf) -> None:
    client, lead = client_of("county"), lead_of("dangerous-house")
    data = {"reason": "other"}
    response = client.post(f"/leads/{lead.pk}/close/", data, follow=True)
    assert "请在说明里写明" in response.content.decode()


def test_a_lead_is_not_dismissed_by_following_a_link(client_of: ClientOf, lead_of: LeadOf) -> None:
    lead = lead_of("dangerous-house")
    assert client_of("county").get(f"/leads/{lead.pk}/close/").status_code == 405


def test_a_decision_is_never_changed(user_of: UserOf, lead_of: LeadOf) -> None:
    decision = DismissLead(
        lead_of("dangerous-house"), user_of("county"), "solved", "问过了"
    ).execute()
    decision.reason = "wrong_data"
    for change in (
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(reason="helped"),
    ):
        with pytest.raises(AppendOnlyError):
            change()


class TestReopening:
    @pytest.fixture
    def dismissed(self, user_of: UserOf, lead_of: LeadOf) -> Lead:
        lead = lead_of("dangerous-house")
        DismissLead(lead, user_of("county"), "solved", "已经搬进新房").execute()
        return lead

    def reopen(self, client: Client, lead: Lead) -> int:
        return client.post(f"/leads/{lead.pk}/reopen/").status_code

    def test_the_lead_waits_again_and_keeps_both_decisions(
        self, dismissed: Lead, client_of: ClientOf, lead_of: LeadOf, household_of
    ) -> None:
        client = client_of("county")
        assert self.reopen(client, dismissed) == 302
        assert lead_of("dangerous-house").state == "open"
        assert [one.kind for one in dismissed.decisions.all()] == ["reopened", "closed"]
        assert household_of("H1001").open_leads == 6
        page = client.get(f"/leads/households/{dismissed.household_id}/").content.decode()
        assert "恢复待核实</span>" in page
        assert "排除：问题已经解决。已经搬进新房" in page

    def test_it_goes_on_the_audit_log(self, dismissed: Lead, client_of: ClientOf) -> None:
        self.reopen(client_of("county"), dismissed)
        event = Event.objects.filter(action="decision").latest("pk")
        assert event.target == "H1001 住房为C级或D级：恢复待核实"
        assert event.area == "640422100201"

    def test_who_may_decide_finds_a_button_under_dismissed_leads_only(
        self, dismissed: Lead, client_of: ClientOf
    ) -> None:
        address = f"/leads/households/{dismissed.household_id}/"
        pages = {
            role: client_of(role).get(address).content.decode() for role in ("village", "assessor")
        }
        assert pages["village"].count("/reopen/") == 1
        assert f"/leads/{dismissed.pk}/reopen/" in pages["village"]
        assert "/reopen/" not in pages["assessor"]

    @pytest.mark.parametrize("role", ["county", "township", "village"])
    def test_a_lead_of_another_county_is_not_found(
        self, role: str, user_of: UserOf, client_of: ClientOf, lead_of: LeadOf
    ) -> None:
        lead = lead_of("dangerous-house", "H2001")
        DismissLead(lead, user_of("province"), "solved", "问过了").execute()
        assert self.reopen(client_of(role), lead) == 404
        assert lead_of("dangerous-house", "H2001").state == "closed"

    @pytest.mark.parametrize("role", ["department", "assessor", "admin"])
    def test_a_role_that_does_not_decide_reopens_nothing(
        self, role: str, dismissed: Lead, client_of: ClientOf, lead_of: LeadOf
    ) -> None:
        assert self.reopen(client_of(role, unit="住房城乡建设厅"), dismissed) == 403
        assert lead_of("dangerous-house").state == "closed"

    def test_the_action_itself_refuses_whom_the_page_would(
        self, dismissed: Lead, user_of: UserOf
    ) -> None:
        for user in (user_of("county", area="640423"), user_of("assessor")):
            with pytest.raises(Refused):
                ReopenLead(dismissed, user).execute()
        assert Decision.objects.count() == 1

    @pytest.mark.parametrize("state", ["open", "gone"])
    def test_only_what_was_dismissed_is_reopened(
        self, state: str, client_of: ClientOf, lead_of: LeadOf
    ) -> None:
        Lead.objects.filter(pk=lead_of("dangerous-house").pk).update(state=state)
        address = f"/leads/{lead_of('dangerous-house').pk}/reopen/"
        page = client_of("county").post(address, follow=True).content.decode()
        assert "不用再处理" in page
        assert lead_of("dangerous-house").state == state
        assert Decision.objects.count() == 0

    def test_not_by_following_a_link(self, dismissed: Lead, client_of: ClientOf) -> None:
        assert client_of("county").get(f"/leads/{dismissed.pk}/reopen/").status_code == 405
