"""An explained finding is exempt until its facts change, its term ends, or it is withdrawn."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from quality_cases import (
    COUNTY,
    DANGER,
    FIRST,
    PHONE,
    SECOND,
    THIRD,
    ClientOf,
    Upload,
    UserOf,
    book,
    finding,
    home,
    number,
    states,
)

from luoshi.site.audit.models import Event
from luoshi.site.quality.actions.exemption_lists import ImportList
from luoshi.site.quality.actions.exemptions import Decide, Explain, Withdraw
from luoshi.site.quality.models import Exemption, FindingEvent
from luoshi.site.rights import Refused

DANGEROUS = {"是否危房户": "是"}
BAD = {"户联系电话": "138"}
LIST = ("编号", "户编号", "证件号码", "理由", "有效期")


@pytest.fixture
def county(user_of: UserOf):
    return user_of("county")


def kinds(rule: str = PHONE) -> list[str]:
    return [event.kind for event in finding(1, rule).events.all()]


def test_it_stays_exempt_until_its_facts_change(upload: Upload, county) -> None:
    upload(home(1, **BAD), day=FIRST)
    Explain(finding(1, PHONE), county, "老人用固话").execute()
    assert states(PHONE) == {"0001": "explained"}
    run = upload(home(1, **BAD, 姓名="马新名"), day=SECOND)  # the check does not read that
    assert states(PHONE) == {"0001": "explained"}
    assert (run.opened, run.explained) == (0, 1)
    upload(home(1, 户联系电话="139"), day=THIRD)
    assert states(PHONE) == {"0001": "opened"}
    assert Exemption.objects.get().state == "lapsed"
    assert kinds() == ["opened", "granted", "lapsed"]


def test_it_ends_after_its_last_day(upload: Upload, county, monkeypatch) -> None:
    upload(home(1, **BAD), day=FIRST)
    exemption = Explain(finding(1, PHONE), county, "老人用固话").execute()
    Exemption.objects.filter(pk=exemption.pk).update(until=date(2023, 12, 18))
    upload(home(1, **BAD), day=SECOND)
    assert states(PHONE) == {"0001": "explained"}
    upload(home(1, **BAD), day=THIRD)
    assert states(PHONE) == {"0001": "opened"}


def test_mended_and_back_with_the_same_facts_is_still_exempt(upload: Upload, county) -> None:
    upload(home(1, **BAD), day=FIRST)
    Explain(finding(1, PHONE), county, "老人用固话").execute()
    upload(home(1), day=SECOND)
    assert states(PHONE) == {"0001": "mended"}
    upload(home(1, **BAD), day=THIRD)
    assert states(PHONE) == {"0001": "explained"}
    assert kinds() == ["opened", "granted", "mended", "exempt"]
    assert sum(FindingEvent.objects.values_list("change", flat=True)) == 0


def test_a_township_proposes_and_the_county_decides(
    upload: Upload, user_of: UserOf, county
) -> None:
    upload(home(1, **BAD))
    exemption = Explain(finding(1, PHONE), user_of("township"), "老人用固话").execute()
    assert (exemption.state, states(PHONE)) == ("proposed", {"0001": "opened"})
    with pytest.raises(ValidationError, match="已经申请过"):
        Explain(finding(1, PHONE), county, "又").execute()
    with pytest.raises(Refused):
        Decide(exemption, user_of("township"), grant=True).execute()
    with pytest.raises(Refused):
        Decide(exemption, user_of("county", area="640423000000"), grant=True).execute()
    Decide(exemption, county, grant=True).execute()
    assert states(PHONE) == {"0001": "explained"}


def test_a_refusal_says_why_and_sends_the_task_back(
    upload: Upload, user_of: UserOf, county
) -> None:
    from luoshi.site.quality.actions.dispatch import SendDown
    from luoshi.site.quality.models import Finding

    upload(home(1, **BAD))
    SendDown(Finding.objects.all(), county, "village").execute()
    exemption = Explain(finding(1, PHONE), user_of("village"), "老人用固话").execute()
    task = finding(1, PHONE).tasks.get()
    assert task.state == "asked"
    with pytest.raises(ValidationError, match="不同意的理由"):
        Decide(exemption, county, grant=False).execute()
    Decide(exemption, county, grant=False, note="补一个手机号").execute()
    task.refresh_from_db()
    assert (task.state, task.returned) == ("waiting", True)
    assert kinds()[-1] == "refused"


def test_withdrawn_it_is_to_be_done_again(upload: Upload, user_of: UserOf, county) -> None:
    upload(home(1, **BAD))
    exemption = Explain(finding(1, PHONE), county, "老人用固话").execute()
    with pytest.raises(Refused):
        Withdraw(exemption, user_of("township"), "错了").execute()
    with pytest.raises(ValidationError, match="请写明撤回的理由"):
        Withdraw(exemption, county).execute()
    Withdraw(exemption, county, "有手机").execute()
    assert states(PHONE) == {"0001": "standing"}
    assert sum(FindingEvent.objects.values_list("change", flat=True)) == 1


@pytest.mark.parametrize(
    ("reason", "days", "told"), [("", None, "请写明理由"), ("甲", -1, "已经过了")]
)
def test_it_must_say_why_and_until_when(
    upload: Upload, county, reason: str, days: int | None, told: str
) -> None:
    upload(home(1, **BAD))
    until = localdate() + timedelta(days) if days else None
    with pytest.raises(ValidationError, match=told):
        Explain(finding(1, PHONE), county, reason, until).execute()


def test_a_number_in_the_reason_is_masked(upload: Upload, county) -> None:
    upload(home(1, **BAD))
    Explain(finding(1, PHONE), county, f"{number(1)}的老人").execute()
    assert number(1) not in Exemption.objects.get().reason
    assert not any(number(1) in event.target for event in Event.objects.all())


def listed(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    cells = [dict(zip(LIST, row, strict=True)) for row in rows]
    return SimpleUploadedFile("20231216豁免清单.xlsx", book(cells, LIST))


def test_a_list_is_brought_in_and_tied_to_the_facts(upload: Upload, county) -> None:
    upload(home(1, **BAD), home(2, **BAD), home(3, **DANGEROUS), day=FIRST)
    file = listed(
        (PHONE, "640422000001", "", "老人用固话", "2099-12-31"),
        (DANGER, "", number(3), "已纳入危改", ""),
        (PHONE, "640422000003", "", "没有这处", ""),
    )
    imported = ImportList(county, COUNTY, file).execute()
    assert imported.explained == 2
    assert [one.reason for one in imported.idle] == ["没有这处"]
    assert states(PHONE) == {"0001": "explained", "0002": "opened"}
    assert states(DANGER) == {"0003": "explained"}
    one = finding(1, PHONE).exemptions.get()
    assert (one.until, one.source) == (date(2099, 12, 31), "20231216豁免清单.xlsx")
    upload(home(1, 户联系电话="139"), home(3, **DANGEROUS), day=SECOND)
    assert states(PHONE)["0001"] == "opened"
    assert states(DANGER) == {"0003": "explained"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((PHONE, "640422000001", "", "", ""), "第 5 行：没有填“理由”"),
        (("9_99_999", "640422000001", "", "甲", ""), "没有这些编号的规则：9_99_999"),
    ],
)
def test_a_list_with_a_bad_row_is_not_taken_at_all(
    upload: Upload, county, row: tuple[str, ...], told: str
) -> None:
    upload(home(1, **BAD))
    with pytest.raises(ValidationError, match=told):
        ImportList(county, COUNTY, listed((PHONE, "640422000001", "", "甲", ""), row)).execute()
    assert not Exemption.objects.exists()


def test_a_list_needs_exports_and_rights(user_of: UserOf, county) -> None:
    with pytest.raises(ValidationError, match="还没有核查过"):
        ImportList(county, COUNTY, listed()).execute()
    for user in (user_of("township"), user_of("county", area="640423000000")):
        with pytest.raises(Refused):
            ImportList(user, COUNTY, listed()).execute()


def test_the_pages_decide_withdraw_and_bring_in(
    upload: Upload, client_of: ClientOf, text_of: Callable[..., str]
) -> None:
    upload(home(1, **BAD), home(2, **BAD))
    township, county = client_of("township"), client_of("county")
    address = f"/quality/findings/{finding(1, PHONE).pk}/explain/"
    township.post(address, {"reason": "老人用固话"})
    assert "老人用固话" in text_of("county", "/quality/exemptions/")
    exemption = Exemption.objects.get()
    assert township.post(f"/quality/exemptions/{exemption.pk}/decide/").status_code == 403
    county.post(f"/quality/exemptions/{exemption.pk}/decide/", {"grant": "yes"})
    assert states(PHONE)["0001"] == "explained"
    county.post(f"/quality/exemptions/{exemption.pk}/withdraw/", {"note": "有手机"})
    assert states(PHONE)["0001"] == "standing"
    said = {"county": COUNTY, "file": listed((PHONE, "640422000002", "", "老人", ""))}
    text = county.post("/quality/exemptions/import/", said, follow=True).content.decode()
    assert "豁免了 1 处疑点" in text
    assert "20231216豁免清单.xlsx" in text_of("county", "/quality/exemptions/?state=granted")
