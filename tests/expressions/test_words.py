"""What each word gives, on a real engine."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from expressions.world import VALUES, VOCABULARY, Row, ask, engine_of

from luoshi.expressions import Entity, compile_query, parse

Answers = Callable[..., dict[Any, Any]]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("户类型 = '脱贫户'", {"甲": True, "乙": False, "丙": False}),
        (
            "listing(claims.就医类型) filter (where claims.个人自付 > 0)",
            {"甲": "住院、门诊、门诊", "乙": None, "丙": None},
        ),
        ("户类型 <> '脱贫户'", {"甲": False, "乙": True, "丙": False}),
        ("户类型 != '脱贫户'", {"甲": False, "乙": True, "丙": False}),
        ("not (户类型 = '脱贫户')", {"甲": False, "乙": True, "丙": False}),
        ("人均纯收入 < :监测范围", {"甲": True, "乙": False, "丙": False}),
        ("人均纯收入 >= 7000", {"甲": True, "乙": True, "丙": False}),
        ("人均纯收入 between 7000 and 8000", {"甲": True, "乙": False, "丙": False}),
        ("人均纯收入 not between 7000 and 8000", {"甲": False, "乙": True, "丙": False}),
        ("户类型 in ('脱贫户', '普通农户')", {"甲": True, "乙": True, "丙": False}),
        ("户类型 not in ('普通农户')", {"甲": True, "乙": False, "丙": False}),
        ("监测对象类别 is null", {"甲": True, "乙": False, "丙": True}),
        ("监测对象类别 is not null", {"甲": False, "乙": True, "丙": False}),
        ("监测对象类别 like '边缘%'", {"甲": False, "乙": True, "丙": False}),
        ("监测对象类别 not like '%户'", {"甲": False, "乙": False, "丙": False}),
        (
            "户类型 = '脱贫户' and 人均纯收入 < 8000 or 是否危房户 = '是'",
            {"甲": True, "乙": True, "丙": False},
        ),
        ("true", {"甲": True, "乙": True, "丙": True}),
        ("人均纯收入 * 人口数", {"甲": Decimal(14000), "乙": Decimal(12000), "丙": None}),
        ("人均纯收入 - 100 - 人口数", {"甲": Decimal(6898), "乙": Decimal(11899), "丙": None}),
        ("1 - (2 - 3)", {"甲": 2, "乙": 2, "丙": 2}),
        ("人均纯收入 / 人口数", {"甲": Decimal(3500), "乙": Decimal(12000), "丙": None}),
        ("人均纯收入 / (人口数 - 1)", {"甲": Decimal(7000), "乙": None, "丙": None}),
        ("-人口数", {"甲": -2, "乙": -1, "丙": None}),
        (
            "case when 人口数 > 1 then '多' when 人口数 = 1 then '一' end",
            {"甲": "多", "乙": "一", "丙": None},
        ),
        ("case when 人口数 > 1 then 1 else 0 end", {"甲": 1, "乙": 0, "丙": 0}),
        (
            "coalesce(监测对象类别, 户类型, '无')",
            {"甲": "脱贫户", "乙": "边缘易致贫户", "丙": "无"},
        ),
        ("round(人均纯收入 / 3, 1)", {"甲": Decimal("2333.3"), "乙": Decimal(4000), "丙": None}),
        ("round(人均纯收入 / 8)", {"甲": Decimal(875), "乙": Decimal(1500), "丙": None}),
        ("abs(人口数 - 3)", {"甲": 1, "乙": 2, "丙": None}),
        ("least(人口数, 2)", {"甲": 2, "乙": 1, "丙": 2}),
        ("greatest(人口数, 2)", {"甲": 2, "乙": 2, "丙": 2}),
        ("length(户类型)", {"甲": 3, "乙": 4, "丙": None}),
        ("substr(户类型, 1, 2)", {"甲": "脱贫", "乙": "普通", "丙": None}),
        ("substr(户类型, 3)", {"甲": "户", "乙": "农户", "丙": None}),
        (
            "concat(户类型, '：', 监测对象类别)",
            {"甲": "脱贫户：", "乙": "普通农户：边缘易致贫户", "丙": "："},
        ),
        ("starts_with(行政村, '640422')", {"甲": True, "乙": True, "丙": True}),
        ("contains(户类型, '农')", {"甲": False, "乙": True, "丙": False}),
        ("replace(户类型, '农户', '')", {"甲": "脱贫户", "乙": "普通", "丙": None}),
        ("year(识别时间)", {"甲": 2023, "乙": None, "丙": None}),
        ("识别时间 >= date '2023-05-01'", {"甲": True, "乙": False, "丙": False}),
        ("识别时间 > :起算日", {"甲": True, "乙": False, "丙": False}),
        ("months_between(识别时间, :as_of)", {"甲": 13, "乙": None, "丙": None}),
        ("years_before(:as_of, 1)", dict.fromkeys("甲乙丙", date(2023, 6, 1))),
        ("months_before(:as_of, :月数)", dict.fromkeys("甲乙丙", date(2023, 6, 1))),
        ("months_before(date '2024-03-31', 1)", dict.fromkeys("甲乙丙", date(2024, 2, 29))),
        ("months_before(:as_of, 12.0)", dict.fromkeys("甲乙丙", date(2023, 6, 1))),
        ("days_before(:as_of, 1)", dict.fromkeys("甲乙丙", date(2024, 5, 31))),
        ("days_after(date '2024-02-28', 2)", dict.fromkeys("甲乙丙", date(2024, 3, 1))),
        ("listed(户编号, subsidies.户编号)", {"甲": True, "乙": False, "丙": False}),
        ("not listed(监测对象类别, water.水质)", dict.fromkeys("甲乙丙", True)),
        ("\"致贫/返贫风险1\" = '因病'", {"甲": True, "乙": False, "丙": False}),
        (
            "致贫/返贫风险1 is not null and 公益性岗位(月数) > 3 and 耕地面积（亩） > 3",
            {"甲": True, "乙": False, "丙": False},
        ),
    ],
)
def test_household_rows(answers: Answers, text: str, given: dict[str, object]) -> None:
    assert answers(text) == given


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("2008-06-01", "2024-05-31", 15),
        ("2008-06-01", "2024-06-01", 16),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2008-02-29", "2023-02-28", 14),
        ("2008-02-29", "2023-03-01", 15),
        ("2024-01-01", "2023-12-31", -1),
    ],
)
def test_age_is_full_on_the_birthday(answers: Answers, birth: str, on: str, years: int) -> None:
    assert answers(f"age(date '{birth}', date '{on}')")["甲"] == years


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2023-01-15", "2023-03-14", 1),
        ("2023-01-15", "2023-03-15", 2),
        ("2023-01-31", "2023-02-28", 0),
        ("2023-03-15", "2023-01-15", -2),
    ],
)
def test_months_are_whole(answers: Answers, start: str, end: str, months: int) -> None:
    assert answers(f"months_between(date '{start}', date '{end}')")["甲"] == months


def test_a_cell_of_several_values(answers: Answers) -> None:
    assert answers("has(健康状况, '残疾')", "residents") == {1: True, 2: False, 3: False, 4: False}
    assert answers("not has(健康状况, '残疾')", "residents")[3] is True
    assert answers("has(健康状况, :类别)", "residents")[1] is True


TRIPS = ("一", "二", "三", "四")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("has(渠道, '帮扶车间', '外出')", (True, False, False, False)),
        ("has_only(渠道, '公益性岗位', '外出')", (False, True, False, False)),
        ("has_only(渠道, '公益性岗位', '帮扶车间')", (True, True, False, False)),
        ("not has_only(渠道, '公益性岗位')", (True, False, True, True)),
        ("items(渠道)", (2, 1, 0, 0)),
        ("items(together(渠道, 其他渠道))", (3, 1, 0, 0)),
        ("together(渠道, 其他渠道) is null", (False, False, True, True)),
        ("has(together(渠道, 其他渠道), '外出')", (True, False, False, False)),
        ("not has(together(渠道, 其他渠道), '外出')", (False, True, True, True)),
        ("birthday(号码)", (date(1949, 12, 31), date(1949, 12, 31), None, date(1949, 12, 31))),
        ("id_ok(号码)", (True, False, False, False)),
        ("card_ok(号码)", (False, True, False, False)),
        ("not phone_ok(电话)", (False, False, False, True)),
        ("id_temporary(号码)", (False, False, False, True)),
        ("card_kind(号码)", (None, 4, None, None)),
        ("card_grade(号码)", (None, 4, None, None)),
        ("号码 = 户主号码", (True, False, False, False)),
        ("号码 <> 户主号码", (False, True, False, False)),
        ("length(电话)", (11, 11, 11, None)),
        ("different(户编号, 号码)", (1, 1, 0, 0)),
        ("different(户编号, 电话)", (2, 2, 2, 0)),
        ("different(开始, 户编号, 电话)", (2, 2, 0, 0)),
        ("any(next(trips.开始) < trips.结束)", (True, True, False, False)),
        ("count(trips.编号)", (2, 2, 1, 1)),
    ],
)
def test_records_of_people(answers: Answers, text: str, given: tuple[object, ...]) -> None:
    assert answers(text, "trips") == dict(zip(TRIPS, given, strict=True))


def test_the_next_one_passes_over_those_alike() -> None:
    days = [date(2023, 1, 1), date(2023, 1, 1), date(2023, 3, 1), None]
    rows: list[Row] = [
        {"编号": str(n), "证件号码": 1, "开始": day, "结束": date(2023, 2, 1)}
        for n, day in enumerate(days)
    ]
    with engine_of({"trips": rows}) as engine:
        assert ask(engine, "min(next(trips.开始))", "trips")["0"] == date(2023, 3, 1)
        assert ask(engine, "any(next(trips.开始) < trips.结束)", "trips")["0"] is False


def test_a_village_gathers_rows_of_its_name(answers: Answers) -> None:
    assert answers("count(trips.编号)", "hamlets") == {"一": 2, "二": 0}


def test_asked_about_the_household_a_person_gathers_all_its_rows(answers: Answers) -> None:
    def count(about: Entity | None) -> dict[Any, Any]:
        return answers("count(claims.单号)", "residents", about=about)

    assert count(None) == {1: 2, 2: 1, 3: 0, 4: 0}
    assert count(Entity.HOUSEHOLD) == {1: 3, 2: 3, 3: 0, 4: 0}
    own = answers("any_member(count(claims.单号) = 1)", "residents", about=Entity.HOUSEHOLD)
    assert own == {1: True, 2: True, 3: False, 4: False}


def test_one_row_of_another_table(answers: Answers) -> None:
    assert answers("insurance.参保状态", "residents") == {
        1: "正常参保", 2: "暂停参保", 3: None, 4: None,
    }  # fmt: skip
    assert answers("households.户类型", "claims") == {
        "一": "脱贫户", "二": "脱贫户", "三": "脱贫户", "四": None,
    }  # fmt: skip
    assert answers("age(residents.出生日期, 结算日期)", "claims")["三"] == 13
    assert answers("water.水质", "subsidies")["一"] == "合格"
    assert answers("insurance.参保年度 < year(:as_of)", "loans") == {"一": True}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("sum(claims.个人自付)", {"甲": Decimal("1310.60"), "乙": 0, "丙": 0}),
        ("sum(claims.个人自付) filter (where claims.结算日期 > years_before(:as_of, 1))",
         {"甲": Decimal("1230.50"), "乙": 0, "丙": 0}),
        ("count(claims.单号)", {"甲": 3, "乙": 0, "丙": 0}),
        ("count(claims.就医类型) filter (where claims.就医类型 = '住院')",
         {"甲": 1, "乙": 0, "丙": 0}),
        ("count(distinct claims.就医类型)", {"甲": 2, "乙": 0, "丙": 0}),
        ("count(distinct claims.证件号码)", {"甲": 2, "乙": 0, "丙": 0}),
        ("min(claims.结算日期)", {"甲": date(2022, 3, 1), "乙": None, "丙": None}),
        ("max(claims.个人自付)", {"甲": Decimal("1200.50"), "乙": None, "丙": None}),
        ("avg(subsidies.金额)", {"甲": Decimal(150), "乙": None, "丙": None}),
        ("any(claims.就医类型 = '住院')", {"甲": True, "乙": False, "丙": False}),
        ("not any(claims.就医类型 = '住院')", {"甲": False, "乙": True, "丙": True}),
        ("any(claims.就医类型 = '住院') filter (where claims.个人自付 > 2000)",
         {"甲": False, "乙": False, "丙": False}),
        ("sum(claims.个人自付) / members(true) > 600", {"甲": True, "乙": False, "丙": False}),
        ("any(age(residents.出生日期, claims.结算日期) < 18)",
         {"甲": True, "乙": False, "丙": False}),
        ("any(residents.性别 = '男')", {"甲": True, "乙": True, "丙": False}),
        ("sum(claims.个人自付 * 2 + 1)", {"甲": Decimal("2624.20"), "乙": 0, "丙": 0}),
        ("sum(claims.个人自付) - sum(subsidies.金额)",
         {"甲": Decimal("1010.60"), "乙": 0, "丙": 0}),
        ("any_member(性别 = '女')", {"甲": True, "乙": False, "丙": False}),
        ("every_member(性别 = '男')", {"甲": False, "乙": True, "丙": False}),
        ("members(age(出生日期, :as_of) >= 16)", {"甲": 1, "乙": 1, "丙": 0}),
        ("members(true)", {"甲": 2, "乙": 1, "丙": 0}),
        ("any_member(insurance.参保状态 = '暂停参保' and households.户类型 = '脱贫户')",
         {"甲": True, "乙": False, "丙": False}),
        ("members(insurance.参保状态 is null)", {"甲": 0, "乙": 1, "丙": 0}),
        ("any_member(sum(claims.个人自付) > 1000)", {"甲": True, "乙": False, "丙": False}),
        ("every_member(count(claims.单号) > 0)", {"甲": True, "乙": False, "丙": False}),
        ("any_member(residents.性别 = '女')", {"甲": True, "乙": False, "丙": False}),
    ],
)  # fmt: skip
def test_rows_of_a_household(answers: Answers, text: str, given: dict[str, object]) -> None:
    assert answers(text) == given


def test_a_person_gathers_own_rows_and_asks_the_household(answers: Answers) -> None:
    assert answers("count(claims.单号)", "residents") == {1: 2, 2: 1, 3: 0, 4: 0}
    assert answers("sum(subsidies.金额)", "residents")[2] == 300
    assert answers("members(true)", "residents") == {1: 2, 2: 2, 3: 1, 4: 0}


def test_a_record_gathers_by_its_person(answers: Answers) -> None:
    assert answers("count(claims.单号)", "claims") == {"一": 2, "二": 2, "三": 1, "四": 0}
    assert answers("count(claims.单号)", "loans") == {"一": 1}
    assert answers("any_member(性别 = '男')", "loans") == {"一": True}


def test_shorthands_are_asked_where_they_stand(answers: Answers) -> None:
    names = {
        "近期": "claims.结算日期 > 一年前",
        "一年前": "years_before(:as_of, 1)",
        "未成年": "age(出生日期, :as_of) < 18",
    }
    assert answers("count(claims.单号) filter (where 近期)", names=names)["甲"] == 2
    assert answers("members(未成年)", names=names)["甲"] == 1


def test_texts_are_never_sql(answers: Answers) -> None:
    assert answers("户类型 = '脱贫户' or 监测对象类别 = ''' or true --'")["乙"] is False
    assert answers("concat('a''b', '\\')")["甲"] == "a'b\\"


def test_where_keeps_rows_for_which_any_holds(engine: Any) -> None:
    def kept(*texts: str) -> list[str]:
        where = [parse(text, VOCABULARY, "households") for text in texts]
        outputs = {"户": parse("户编号", VOCABULARY, "households")}
        sql = compile_query("households", outputs, where, VOCABULARY, VALUES)
        return sorted(row[0] for row in engine.execute(sql).fetchall())

    assert kept("是否危房户 = '是'") == ["乙"]
    assert kept("是否危房户 = '是'", "any(claims.个人自付 > 1000)") == ["乙", "甲"]
    assert kept() == []


def test_odd_numbers_never_stop_a_query(engine: Any) -> None:
    largest = "999999999999999999"
    for text in (
        f"{largest} * {largest} * {largest} * 人口数",
        f"{largest} + {largest} + 人均纯收入",
        f"-{largest} - 人口数",
        "100000 * 100000",
        "人口数 / 0",
    ):
        ask(engine, text)
    assert ask(engine, f"{largest} * {largest}")["甲"] is None


@pytest.mark.parametrize(("length", "known"), [(1000, True), (1001, False)])
def test_what_is_built_of_a_very_long_cell_is_unknown(length: int, known: bool) -> None:
    row: Row = {"户编号": "甲", "监测对象类别": "长" * length, "户类型": "脱贫户"}
    with engine_of({"households": [row]}) as engine:
        for text in (
            "length(concat(监测对象类别, 户类型))",
            "length(replace(监测对象类别, '长', '短'))",
            "length(concat('甲', replace(监测对象类别, '长', '')))",
            "length(concat(case when 人口数 is null then 监测对象类别 end, ''))",
        ):
            (given,) = ask(engine, text, "households").values()
            assert (given is not None) is known, text
        (cut,) = ask(engine, "concat(substr(监测对象类别, 1, 2), '')", "households").values()
        assert cut == "长长"


DAYS = {
    "months_after(date '2024-01-31', 1)": date(2024, 2, 29),
    "workdays_after(date '2024-02-29', 1)": date(2024, 3, 1),
    "workdays_after(date '2024-03-01', 1)": date(2024, 3, 4),
    "workdays_after(date '2024-03-02', 0)": date(2024, 3, 2),
    "workdays_after(date '2024-04-03', 1)": date(2024, 4, 7),  # 清明, and a Sunday worked for it
    "workdays_after(date '2024-09-30', 1)": date(2024, 10, 8),  # 国庆
    "workdays_after(date '1999-12-31', 1)": date(2000, 1, 3),  # not known: plain weekends
    "due(:时限, date '2023-12-31')": date(2023, 12, 31),
    "due(:时限, date '2024-01-01')": date(2024, 1, 8),
    "due(:月数, date '2024-02-20')": date(2024, 3, 3),
    "due(:时限, date '2022-12-31')": None,
}


@pytest.mark.parametrize("text", DAYS)
def test_days_after(text: str) -> None:
    with engine_of({"households": [{"户编号": "甲"}]}) as engine:
        assert ask(engine, text) == {"甲": DAYS[text]}


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2019-12-31", None), ("2020-01-01", "7000"), ("2023-05-31", "7000"),
        ("2023-06-01", "7500.5"), ("2024-05-31", "7500.5"), ("2024-06-01", None),
        ("2024-06-02", "8000"),
    ],
)  # fmt: skip
def test_a_value_in_force_on_another_day(day: str, line: str | None) -> None:
    with engine_of({"households": [{"户编号": "甲"}]}) as engine:
        found = ask(engine, f"in_force(:监测范围, date '{day}')")["甲"]
    assert (None if found is None else Decimal(str(found))) == (line and Decimal(line))
