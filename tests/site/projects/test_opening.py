"""Putting projects down: codes, places, rights, and what is written where."""

import pytest
from casework_cases import UserOf
from django.core.exceptions import ValidationError
from django.test import Client
from project_cases import IDEA, ProjectOf, put_down
from rights_cases import ClientOf

from luoshi.site.ledgers.models import Record
from luoshi.site.processes.models import Case
from luoshi.site.projects.actions import PutDown
from luoshi.site.rights import Refused

VILLAGE, OTHER = "640422100201", "640423100208"


def test_a_project_gets_the_next_code_of_its_county_and_year(project_of: ProjectOf) -> None:
    codes = [project_of().matter, project_of().matter, project_of(OTHER).matter]
    codes.append(project_of(库年度="2026").matter)
    assert codes == ["640422-2025-0001", "640422-2025-0002", "640423-2025-0001", "640422-2026-0001"]


def test_several_projects_of_a_village_are_open_at_once(project_of: ProjectOf) -> None:
    project_of()
    project_of(项目名称="蔬菜大棚")
    assert Case.objects.filter(process="project", village=VILLAGE, closed_on=None).count() == 2


def test_the_bank_has_its_row_and_the_kind_its_department(project_of: ProjectOf) -> None:
    case = project_of(项目类别="水利")
    row = Record.objects.get(ledger="project_bank", key=case.matter)
    assert row.data["环节"] == "谋划"
    assert row.data["项目名称"] == IDEA["项目名称"]
    assert (row.area, case.unit, row.data["主管部门"]) == (VILLAGE, "水利厅", "水利厅")


def test_what_lies_in_no_one_village_is_the_townships_work(project_of: ProjectOf) -> None:
    owners = [project_of(place).owner for place in (VILLAGE, "640422100000", "640422000000")]
    assert owners == ["village", "township", "county"]


@pytest.mark.parametrize("place", ["", "640422", "999999999999", "640000000000", OTHER])
def test_a_place_that_is_not_the_users_is_refused(place: str, user_of: UserOf) -> None:
    with pytest.raises(ValidationError, match="请选择本账号范围内"):
        put_down(user_of("county"), place)


def test_a_village_puts_down_in_itself_only(user_of: UserOf) -> None:
    assert put_down(user_of("village"), VILLAGE).village == VILLAGE
    with pytest.raises(ValidationError):
        put_down(user_of("village"), "640422100000")


@pytest.mark.parametrize("role", ["assessor", "admin", ""])
def test_who_has_no_part_is_refused(role: str, user_of: UserOf) -> None:
    with pytest.raises(Refused):
        put_down(user_of(role))


def test_what_is_wrong_is_told_and_nothing_kept(user_of: UserOf) -> None:
    with pytest.raises(ValidationError) as caught:
        PutDown(user_of("village"), VILLAGE, {"项目名称": "", "项目类别": "盖楼"}).execute()
    assert set(caught.value.message_dict) == {"项目名称", "项目类别", "库年度"}
    assert not Case.objects.exists()
    assert not Record.objects.exists()


def test_the_form_chooses_a_place_step_by_step(client_of: ClientOf) -> None:
    client: Client = client_of("county")
    text = client.post("/projects/new/", {"township": "640422100000"}).content.decode()
    assert "项目地" in text
    assert VILLAGE in text  # the villages of the township are offered
    form = {"township": "640422100000", "village": VILLAGE, "save": "1",
            "f0": "大棚", "f1": "产业发展", "f2": "2026", "f3": ""}  # fmt: skip
    response = client.post("/projects/new/", form)
    case = Case.objects.get(process="project")
    assert response["Location"] == f"/projects/{case.pk}/"
    assert (case.village, case.matter) == (VILLAGE, "640422-2026-0001")


def test_what_is_wrong_in_the_form_is_shown_beside_its_field(client_of: ClientOf) -> None:
    text = client_of("village").post("/projects/new/", {"save": "1", "f2": "明年"}).content.decode()
    assert "必填" in text
    assert "不是数字" in text
