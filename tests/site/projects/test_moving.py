"""Moves of projects: what is refused, what is written into ledgers, many at once."""

from datetime import timedelta

import pytest
from casework_cases import TODAY, UserOf
from django.core.exceptions import ValidationError
from project_cases import PROCESS, Go, ProjectOf, act, filled, hang, keep, make_ready
from rights_cases import ClientOf

from luoshi.site.ledgers.models import Record
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.models import Case


def test_a_notice_too_short_is_refused(project_of: ProjectOf, go: Go, user_of: UserOf) -> None:
    case = go(project_of(), "county")
    with pytest.raises(ValidationError, match="公示太短"):
        act(case, user_of("county"), "approve", TODAY + timedelta(200),
            公示起始日期=(TODAY + timedelta(200)).isoformat(),
            公示截止日期=(TODAY + timedelta(208)).isoformat())  # fmt: skip
    assert Case.objects.get(pk=case.pk).stage == "county"


@pytest.mark.parametrize(
    "name", ["公示文号", "资金层级", "批次", "资金任务", "公示总额", "公示地点", "本地监督电话"]
)
def test_a_notice_that_does_not_say_all_is_refused(
    name: str, project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case = go(project_of(), "county")
    with pytest.raises(ValidationError) as caught:
        act(case, user_of("county"), "approve", TODAY + timedelta(200), **{name: ""})
    assert name in caught.value.message_dict
    assert Case.objects.get(pk=case.pk).stage == "county"


def test_a_notice_needs_the_projects_own_content_too(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case = go(project_of(), "county")
    Case.objects.filter(pk=case.pk).update(facts={**case.facts, "实施单位": "", "规模单位": ""})
    case.refresh_from_db()
    with pytest.raises(ValidationError, match="“项目公示”缺少：规模单位、实施单位"):
        act(case, user_of("county"), "approve", TODAY + timedelta(200))
    assert Case.objects.get(pk=case.pk).stage == "county"


def test_no_project_enters_the_bank_before_its_notice_is_over(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case = go(project_of(), "county")
    Record.objects.filter(ledger="project_notices").update(removed=True)
    day = TODAY + timedelta(200)
    case = act(case, user_of("county"), "approve", day)
    for later, why in ((29, "才满期"), (31, "还没有上传附件")):
        with pytest.raises(ValidationError, match=why):
            act(case, user_of("county"), "noticed", day + timedelta(later))


def test_no_money_without_a_place_in_the_bank(project_of: ProjectOf, user_of: UserOf) -> None:
    case = project_of()
    with pytest.raises(ValidationError, match="现在是“谋划”"):
        MakeMove(
            case, user_of("county"), "fund", **filled(case, PROCESS.move["fund"], TODAY)
        ).execute()


def test_moves_write_the_ledger_of_yearly_investment(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case = go(project_of(), "building")
    (row,) = Record.objects.filter(ledger="projects").values_list("data", flat=True)
    assert row["项目编码"] == case.matter
    assert (row["项目阶段"], row["当年投资"], row["申报情况"]) == ("已开工", "12.00", "不申报")
    assert row["开工日期"] == case.facts["开工日期"]
    later = {"投资年度": "2026", "当年投资": "5"}
    act(case, user_of("township"), "progress", TODAY + timedelta(500), **later)
    rows = Record.objects.filter(ledger="projects").order_by("period")
    assert [(one.data["年度"], one.data["当年投资"]) for one in rows] == [
        (str(TODAY.year), "12.00"),
        ("2026", "5.00"),
    ]


def test_the_stage_is_due_when_the_work_is_planned_to_end(project_of: ProjectOf, go: Go) -> None:
    case = go(project_of(), "building")
    assert str(case.due_on) == case.facts["计划完工日期"]


def test_what_got_no_money_rolls_on_with_a_reason(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case = go(project_of(), "planned")
    county, day = user_of("county"), TODAY + timedelta(400)
    form = filled(case, PROCESS.move["roll"], day)
    with pytest.raises(ValidationError, match="写明理由"):
        MakeMove(case, county, "roll", **{**form, "reason": ""}).execute()
    make_ready(case, day)  # money is arranged now
    with pytest.raises(ValidationError, match="已经安排资金"):
        act(case, county, "roll", day)
    Record.objects.filter(ledger="project_funds").update(removed=True)
    case = act(case, county, "roll", day)
    assert (case.stage, case.facts["库年度"]) == ("banked", "2026")
    assert case.events.last().reason == "当年资金不足"  # type: ignore[union-attr]
    assert Record.objects.get(ledger="project_bank").data["库年度"] == "2026"


def test_a_large_change_goes_back_to_be_argued(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case, county = go(project_of(), "banked"), user_of("county")
    day = TODAY + timedelta(300)
    with pytest.raises(ValidationError, match="重新论证和公示"):
        act(case, county, "adjust", day, 总投资="20", 衔接资金="20")
    case = act(case, county, "adjust", day, 总投资="13", 衔接资金="13")
    assert (case.stage, case.facts["总投资"]) == ("banked", "13.00")
    assert act(case, county, "rework-plan", day).stage == "sector"


def test_one_form_approves_many(project_of: ProjectOf, go: Go, client_of: ClientOf) -> None:
    cases = [go(project_of(), "county") for _ in range(3)]
    idea = project_of()
    chosen = [case.pk for case in (*cases, idea)]
    client = client_of("county")
    asked = client.post("/cases/bulk/", {"move": "approve", "case": chosen, "back": "/projects/"})
    text = asked.content.decode()
    assert "4 件一起办" in text
    assert 'name="said"' in text
    form = filled(cases[0], PROCESS.move["approve"], TODAY + timedelta(300))
    names = PROCESS.form(PROCESS.move["approve"]).columns
    cells = {f"f{i}": form["cells"][column.name] for i, column in enumerate(names)}
    said = {"move": "approve", "case": chosen, "said": "1", "back": "/projects/", **cells}
    text = client.post("/cases/bulk/", said).content.decode()
    assert "办好 3 件" in text
    assert "现在是“谋划”" in text
    assert 'href="/projects/"' in text
    stages = Case.objects.filter(pk__in=chosen).values_list("stage", flat=True)
    assert sorted(stages) == ["idea", "notice", "notice", "notice"]


def test_a_form_wrong_for_all_is_shown_again(
    project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    case = go(project_of(), "county")
    said = {"move": "approve", "case": [case.pk], "said": "1"}
    text = client_of("county").post("/cases/bulk/", said).content.decode()
    assert "公示文号：" in text
    assert 'name="said"' in text


def test_every_project_the_list_shows_may_roll_on_together(
    project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    for year in ("2025", "2025", "2026"):
        go(project_of(库年度=year), "banked")
    client = client_of("county")
    url = "/projects/every/?year=2025&stage=banked"
    text = client.post(url, {"move": "roll"}).content.decode()
    assert "2 件一起办" in text
    pks = list(Case.objects.filter(process="project").values_list("pk", flat=True))
    said = {"move": "roll", "case": pks[:2], "said": "1", "f0": "2026", "reason": "当年资金不足"}
    assert "办好 2 件" in client.post("/cases/bulk/", said).content.decode()
    years = Case.objects.filter(process="project").values_list("facts", flat=True)
    assert [facts["库年度"] for facts in years] == ["2026"] * 3


def test_where_to_go_back_to_stays_on_the_site(project_of: ProjectOf, client_of: ClientOf) -> None:
    said = {
        "move": "township-pass",
        "case": [project_of().pk],
        "back": "https://elsewhere.example/",
    }
    assert "elsewhere" not in client_of("county").post("/cases/bulk/", said).content.decode()


def test_the_departments_opinion_waits_for_the_department(
    project_of: ProjectOf, go: Go, client_of: ClientOf
) -> None:
    case = go(project_of(项目类别="水利"), "sector")
    text = client_of("department", unit="水利厅").get("/cases/").content.decode()
    assert case.facts["项目名称"] in text
    assert case.facts["项目名称"] not in client_of("department").get("/cases/").content.decode()


def test_a_wide_project_asks_its_villages_first(project_of: ProjectOf, user_of: UserOf) -> None:
    case, township = project_of("640422100000"), user_of("township")
    with pytest.raises(ValidationError, match="先填实施村"):
        act(case, township, "propose-wide", TODAY)
    for village in ("640422100201", "640422100202"):
        keep("project_villages", 项目编码=case.matter, 行政村=village, 征求意见="同意")
    assert act(case, township, "propose-wide", TODAY).stage == "sector"


def test_a_notice_hung_again_counts_for_the_last(
    project_of: ProjectOf, go: Go, user_of: UserOf
) -> None:
    case = go(project_of(), "county")
    Record.objects.filter(ledger="project_notices").update(removed=True)
    county, day = user_of("county"), TODAY + timedelta(200)
    case = act(case, county, "approve", day)
    hang(case, day, day + timedelta(20), "入库公示")
    case = act(case, county, "notice-again", day + timedelta(25))
    with pytest.raises(ValidationError, match="才满期"):
        act(case, county, "noticed", day + timedelta(30))
