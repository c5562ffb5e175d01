"""Who sees what: a county its own, a township and a village theirs, departments nothing."""

from collections.abc import Callable
from itertools import count

import pytest
from quality_cases import COUNTY, ClientOf, Upload, finding, home, number
from rights_cases import AreaCases, PageCases

from luoshi.site.audit.models import Event
from luoshi.site.quality.models import Finding, Run
from luoshi.site.quality.policies import counties_of, seen_findings
from luoshi.site.rights import TABLE, Ability, scope_of

DANGEROUS = {"是否危房户": "是"}
SERIAL = count(1)


def make_finding(area: str, **said: object) -> Finding:
    """A finding in a division, of a run without exports."""
    county = area[:6]
    run, _ = Run.objects.get_or_create(
        county=county, state="done", defaults={"as_of": "2023-11-18"}
    )
    serial = next(SERIAL)
    cells: dict[str, object] = {
        "rule": "1_02_001",
        "key": f"{serial:032}",
        "facts": "f" * 32,
        "table": "monitored",
        "group": "identification",
        "weight": 3,
        "township": f"乡{area}",
        "village": f"村{area}",
        "area": area,
        "household": f"H{area}{serial}",
        "name": "马志明",
        "row": 4,
        "state": "opened",
        "since": "2023-11-18",
    }
    return Finding.objects.create(county=county, seen=run, **(cells | said))


class TestFindings(AreaCases):
    url = "/quality/findings/"
    ability = Ability.READ

    def make_row(self, area: str) -> str:
        return make_finding(area).household


class TestOverview(PageCases):
    url = "/quality/"
    ability = Ability.READ


class TestTasks(PageCases):
    url = "/quality/tasks/"
    ability = Ability.READ


class TestExemptions(PageCases):
    url = "/quality/exemptions/"
    ability = Ability.READ


class TestExport(PageCases):
    url = "/quality/findings/export/"
    ability = Ability.EXPORT


class TestTasksExport(PageCases):
    url = "/quality/tasks/export/"
    ability = Ability.EXPORT


class TestExemptionsExport(PageCases):
    url = "/quality/exemptions/export/"
    ability = Ability.EXPORT


UPPER = ("province", "county")


@pytest.mark.parametrize("url", ["/quality/upload/", "/quality/own/", "/quality/own/new/"])
@pytest.mark.parametrize("role", list(TABLE))
def test_uploads_and_own_checks_are_for_province_and_county(
    url: str, role: str, client_of: ClientOf
) -> None:
    response = client_of(role).get(url)
    assert response.status_code == (200 if role in UPPER else 403)


def test_departments_see_nothing_of_the_national_systems_exports(
    user_of: Callable[..., object],
) -> None:
    make_finding("640422100201")
    scope = scope_of(user_of("department"))
    assert counties_of(scope) == ()
    assert not seen_findings(scope).exists()


@pytest.mark.parametrize("role", ["province", "assessor"])
def test_who_sees_everywhere_sees_every_county(role: str, user_of: Callable[..., object]) -> None:
    make_finding("640422100201")
    make_finding("640423100201")
    assert seen_findings(scope_of(user_of(role))).count() == 2


def test_what_lies_nowhere_known_is_the_countys_alone(user_of: Callable[..., object]) -> None:
    make_finding("640422000000")
    assert seen_findings(scope_of(user_of("county"))).count() == 1
    assert not seen_findings(scope_of(user_of("township"))).exists()


def test_another_countys_pages_are_not_there(client_of: ClientOf, upload: Upload) -> None:
    run = upload(home(1, **DANGEROUS))
    found, other = finding(1), client_of("county", area="640423000000")
    addresses = [
        f"/quality/runs/{run.pk}/",
        f"/quality/runs/{run.pk}/workbook/",
        f"/quality/runs/{run.pk}/townships/",
        f"/quality/findings/{found.pk}/",
    ]
    assert [other.get(address).status_code for address in addresses] == [404] * 4
    assert other.post(f"/quality/findings/{found.pk}/id-numbers/").status_code == 404
    assert other.post(f"/quality/findings/{found.pk}/explain/", {"reason": "甲"}).status_code == 404


def test_another_countys_exports_are_refused(client_of: ClientOf, at_once: None) -> None:
    from quality_cases import sent

    client = client_of("county", area="640423000000")
    response = client.post("/quality/upload/", {"files": [sent([home(1)])], "county": COUNTY})
    # The list does not offer it, so it is no choice.
    assert not Run.objects.exists()
    assert response.status_code == 200
    address = client.post("/quality/upload/", {"files": [sent([home(1)])]})["Location"]
    assert "不是隆德县的" in client.get(address).content.decode()


def test_the_assessor_reads_without_names_and_numbers(
    upload: Upload, text_of: Callable[..., str]
) -> None:
    upload(home(1, **DANGEROUS))
    page = text_of("assessor", f"/quality/findings/{finding(1).pk}/")
    assert "马**" in page
    assert "马二娃" not in page
    assert number(1) not in page
    listed = text_of("assessor", "/quality/findings/")
    assert "马二娃" not in listed
    assert "马**" in listed
    assert "没有符合条件的疑点" in text_of("assessor", "/quality/findings/?q=二娃")
    assert "马二娃" in text_of("county", "/quality/findings/?q=二娃")


def test_numbers_are_masked_until_opened_and_that_is_logged(
    upload: Upload, client_of: ClientOf
) -> None:
    upload(home(1, **DANGEROUS))
    address = f"/quality/findings/{finding(1).pk}/"
    county = client_of("county")
    assert number(1) not in county.get(address).content.decode()
    opened = county.post(f"{address}id-numbers/").content.decode()
    assert number(1) in opened
    event = Event.objects.get(action="vault_opened")
    assert number(1) not in event.target
    assert event.area == "640422100201"
    assert client_of("township").post(f"{address}id-numbers/").status_code == 403


def test_numbers_are_offered_only_where_there_are_any(
    upload: Upload, text_of: Callable[..., str]
) -> None:
    upload(home(1, **DANGEROUS), home(2, **DANGEROUS, 证件号码="", 户联系电话=""))
    offer = "看证件号码和电话"
    assert offer in text_of("county", f"/quality/findings/{finding(1).pk}/")
    assert offer not in text_of("county", f"/quality/findings/{finding(2).pk}/")


def test_the_matrix_counts_what_the_user_sees(upload: Upload, text_of: Callable[..., str]) -> None:
    upload(
        home(1, **DANGEROUS),
        home(2, **DANGEROUS, 村="团结村"),
        home(3, **DANGEROUS, 乡="兴隆镇", 村="川口村"),
    )
    county = text_of("county", "/quality/")
    assert "吉强镇" in county
    assert "兴隆镇" in county
    township = text_of("township", "/quality/")
    assert "大营村" in township
    assert "兴隆镇" not in township
    village = text_of("village", "/quality/")
    assert "团结村" not in village
