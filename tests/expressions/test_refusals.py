"""What is refused, and whether the person who wrote it is told how to mend it."""

import pytest
from expressions.world import VALUES, VOCABULARY

from luoshi.expressions import ExpressionError, Kind, compile_query, lengths, parse
from luoshi.expressions.words import WORDS


def refusal(text: str, subject: str = "households", **names: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text, VOCABULARY, subject, names)
    return caught.value


ATTACKS = [
    "read_csv('/etc/passwd')",
    "read_parquet('x')",
    "read_text('/etc/passwd') is null",
    "glob('*')",
    "getenv('HOME') = 'x'",
    "current_setting('x')",
    "now() > 识别时间",
    "current_date > 识别时间",
    "random() > 0",
    "COPY households TO 'x'",
    "ATTACH 'x'",
    "PRAGMA version",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET memory_limit = '1GB'",
    "EXPORT DATABASE 'x'",
    "CALL pragma_version()",
    "CREATE TABLE x (a int)",
    "DROP TABLE households",
    "true; drop table households",
    "true;",
    ";",
    "true -- 说明",
    "true /* 说明 */",
    "/* */ true",
    "true # 说明",
    "select 1",
    "(select 1)",
    "exists (select 1 from residents)",
    "人口数 in (select 1)",
    "人口数 = any(select 1)",
    "人口数 = all(1)",
    "from households",
    "values (1)",
    "with a as (select 1) select 1",
    "sum(claims.个人自付) over ()",
    "row_number() over (order by 人口数)",
    "cast(人口数 as varchar)",
    "人口数::varchar",
    "try_cast(人口数 as int)",
    "list_transform([1], x -> x)",
    "[1, 2]",
    "{'a': 1}",
    "struct_pack(a := 1)",
    "array[1]",
    "户类型[1]",
    "map(1, 2)",
    "$$text$$ = 户类型",
    "$1 = 人口数",
    "? = 人口数",
    "@x = 人口数",
    "E'x' = 户类型",
    "x'00' = 户类型",
    "U&'x' = 户类型",
    ":秘密 = 1",
    ":1 = 1",
    ":as_of.x is null",
    "*",
    "households.*",
    "count(*)",
    "count(claims.*)",
    "columns('.*')",
    "\"households\".\"a\"\" from residents --\" = 1",
    "\"户类型\"\"\" = 'x'",
    "main.households.户类型 = 'x'",
    "information_schema.tables = 1",
    "duckdb_settings() is null",
    "upper(户类型) = 'X'",
    "\"age\"(识别时间, :as_of) > 1",
    "户类型 collate nocase = 'x'",
    "识别时间 at time zone 'UTC' > :as_of",
    "interval '1' day = 识别时间",
    "户类型 ilike 'x'",
    "户类型 similar to 'x'",
    "户类型 ~ 'x'",
    "户类型 like 'x' escape 'y'",
    "户类型 like 监测对象类别",
    "户类型 like '\\'",
    "户类型 is distinct from 'x'",
    "人口数 between symmetric 1 and 2",
    "人口数 % 2 = 1",
    "人口数 ^ 2 = 1",
    "人口数 & 2 = 1",
    "人口数 || 'x' = 'y'",
    "'a' 'b' = 户类型",
    "户类型 as x",
    "户类型 x",
    "(户类型, 人口数)",
    "()",
    "人口数 in ()",
    "人口数 in 人口数",
    "1e300 = 人口数",
    "0x10 = 人口数",
    "1_000 = 人口数",
    "9999999999999999999 = 人口数",
    "nan = 人口数",
    "case 人口数 when 1 then true end",
    "if(true, 1, 2) = 1",
    "户类型\u200b = 'x'",
    "户类型 = '\u202ex'",
    "户类型\x00 = 'x'",
    "户类型 = 'x",
    "\"户类型 = 'x'",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_what_is_outside_the_language_is_refused(text: str) -> None:
    error = refusal(text)
    assert any("一" <= character <= "龥" for character in error.message)
    assert error.text is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "真" * 5000,
        "(" * 100_000,
        "((((" * 500,
        "(" * 30 + "true" + ")" * 30,
        "not " * 900 + "true",
        "- " * 1400 + "1 > 0",
        "case when " * 300,
        "+".join("1" * 1999) + " > 0",
        "人口数 -1 " * 50 + "> 0",
        "true" + ")",
        "true and (",
        "case when true then 1",
        "age(" * 15 + "识别时间" + ", :as_of)" * 15,
    ],
)
def test_too_long_too_deep_or_unbalanced(text: str) -> None:
    refusal(text)


def test_shorthands_cannot_explode() -> None:
    names = {f"甲{number}": f"甲{number + 1} and 甲{number + 1}" for number in range(40)}
    assert "太长" in refusal("甲0", **names, 甲40="true").message
    refusal("any(甲0)", **names, 甲40="claims.单号 is null")


def test_shorthands_cannot_go_round() -> None:
    error = refusal("甲 and true", 甲="乙", 乙="not 甲")
    assert "绕了一圈" in error.message
    assert "简写“甲”" in error.message
    refusal("any(甲)", 甲="乙", 乙="甲")


def test_a_shorthand_is_not_a_columns_name() -> None:
    assert "换个名字" in refusal("户类型 = 'x'", 户类型="true").message
    assert "要是一个词" in refusal("true", **{"甲-乙": "true"}).message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("户类形 = '脱贫户'", "是不是“户类型”"),
        ("household.户类型 = '脱贫户'", "是不是“households”"),
        ("houses = 1", "没有“houses”这一列"),
        ("参保状态 = 'x'", "insurance.参保状态"),
        ("claims = 1", "“claims”是表名"),
        (":监测范围线 > 人均纯收入", "是不是“监测范围”"),
        ("agee(识别时间, :as_of) > 1", "是不是“age”"),
        ("人均纯收入 ＞ 8000", "改成半角的“>”"),
        ("户类型 = ‘脱贫户’", "改成半角的“'”"),
        ("户类型 = “脱贫户”", "改成半角的“'”"),
        ("人口数 in （1， 2）", "改成半角的“(”"),
        ("人口数 > １", "改成半角的“1”"),
        ("人均纯收入 ≥ 8000", "改成半角的“>=”"),
        ("人均纯收入 > 8000；", "改成半角的“;”"),
        ("户类型 || 'x'", "concat"),
        ("人口数 = '2'", "数不加引号"),
        ("识别时间 > '2023-01-01'", "date '2023-01-01'"),
        ("识别时间 > date '2023-02-30'", "没有“2023-02-30”这一天"),
        ("识别时间 > date '20230101'", "date '2023-01-01'"),
        ("识别时间 > date '2023-W01-1'", "date '2023-01-01'"),
        ("户类型 > '脱贫户'", "要数或日期"),
        ("户类型 = '脱贫'", "是不是“脱贫户”"),
        ("户类型 = '1'", "存作“脱贫户”"),
        ("户类型 in ('脱贫户', '一般户')", "码表里没有“一般户”"),
        ("coalesce(户类型, '普通农户') = '脱贫'", "是不是“脱贫户”"),
        ("是否危房户 = 'Y'", "可用的值：否、是"),
        ("是否危房户 and true", "要条件"),
        ("监测对象类别 = ''", "is null"),
        ("监测对象类别 = null", "is null"),
        ("监测对象类别 is true", "is 后面只能写 null"),
        ("人口数 and true", "要条件"),
        ("not 人口数", "要条件"),
        ("1 < 人口数 < 3", "要数或日期"),
        ("coalesce(人口数, 'x') = 1", "不能把数和文字"),
        ("case when true then 1 else 'x' end = 1", "不能把数和文字"),
        ("age(识别时间)", "age(生日, 某日)"),
        ("years_before(:as_of, 人口数)", "只能直接写出来"),
        ("years_before(:as_of, 1.5)", "整数"),
        ("years_before(:as_of, 1000)", "0 到 200"),
        ("years_before(:as_of, -1)", "0 到 200"),
        ("any_member(any_member(true))", "不能写在"),
        ("any(any(claims.单号 is null))", "不能再汇总"),
        ("sum(sum(claims.个人自付))", "不能再汇总"),
        ("any(any_member(true) and claims.单号 is null)", "不能写在汇总"),
        ("sum(人均纯收入)", "写明是哪张表"),
        ("any(claims.个人自付 > 人均纯收入)", "不能用本行的列"),
        ("any(claims.个人自付 > loans.余额)", "混用了"),
        ("count(claims.个人自付 > 1)", "filter"),
        ("sum(distinct claims.个人自付)", "distinct 只能写在 count 里"),
        ("count(distinct claims.单号, claims.就医类型)", "只能写一项"),
        ("sum(claims.就医类型)", "要数"),
        ("sum(villages.总人口数)", "不通过人或户相连"),
        ("claims.个人自付 > 1", "请用汇总"),
        ("residents.性别 = '男'", "不对应唯一的人"),
        ("villages.总人口数 > 1", "可以有多行"),
        ("members(性别)", "要条件"),
        ("members()", "members(条件)"),
        ("listed(户类型)", "listed(列, 表.列)"),
        ("listed(户类型, 监测对象类别)", "要写明表名"),
        ("listed(户类型, claims.单)", "没有“单”这一列"),
        ("listed(人口数, claims.单号)", "要找的却是数"),
        ("listed(户编号, claims.证件号码)", "人员"),
        ("listd(户编号, claims.单号)", "是不是“listed”"),
        ("listing(claims.个人自付)", "要文字"),
        ("in_force(监测范围, 识别时间)", "前一项写参数"),
        ("in_force(:监测范围)", "in_force(:参数, 某日)"),
        ("in_force(:监测范围, 人口数)", "要日期"),
        ("due(:起算日, 识别时间)", "要数"),
        ("in_force(:类别, 识别时间)", "只能按查询日问"),
        ("workdays_after(:as_of, 人口数)", "直接写出来"),
        ("abs(人口数) filter (where true)", "filter (where …) 只能跟在"),
        ("户类型 'x'", "读不懂"),
        ("人口数 > 1 户类型", "少了运算符"),
        ("人口数 >", "读不懂"),
    ],
)  # fmt: skip
def test_messages_say_how_to_mend(text: str, said: str) -> None:
    assert said in refusal(text).message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("has(渠道, '车间')", "码表里没有“车间”"),
        ("has(渠道, '外出', 村名)", "只能直接写出来"),
        ("has_only(渠道, '')", "空的格子没有文字可比"),
        ("has(together(渠道, 其他渠道), '车间')", "码表里没有“车间”"),
        ("together(渠道, 开始) is null", "要文字或多值"),
        ("birthday(开始) is null", "要文字"),
        ("next(开始) < 结束", "只能写在人或户的汇总里"),
        ("any(next(trips.开始, trips.结束) < trips.结束)", "写了 2 项"),
        ("any(next(households.识别时间) < trips.结束)", "自己的列"),
        ("different(户编号) > 1", "写了 1 项"),
        ("different(户编号, 证件号码) > 1", "写的却是人员"),
        ("different(户编号, concat(村名, '')) > 1", "自己的列"),
        (
            "count(trips.编号) filter (where different(trips.户编号, trips.电话) > 1)",
            "不能写在汇总",
        ),
    ],
)
def test_records_of_people_have_their_own_words(text: str, said: str) -> None:
    assert said in refusal(text, "trips").message


NUMBERS_TOLD = [
    "substr({}, 7, 1) = '1'",
    "{} = '11010519491231002X'",
    "{} <> '1'",
    "'1' = {}",
    "{} = :类别",
    "{} in ('1', '2')",
    "{} in ({})",
    "{} like '1%'",
    "{} > '1'",
    "{} between '1' and '2'",
    "starts_with({}, '1')",
    "contains('11010519491231002X', {})",
    "contains({}, '1')",
    "concat({}, '') = '1'",
    "replace({}, '1', '') = ''",
    "length(replace({}, '1', '')) > 1",
    "length(concat({}, '1')) > 1",
    "coalesce({}, '1') = '1'",
    "coalesce({}, {}) is null",
    "case when true then {} end is null",
    "case when true then {} else '1' end = '1'",
    "least({}, {}) is null",
    "together({}, 村名) is null",
    "has(together({}, 渠道), '外出')",
    "listed({}, trips.{})",
    "listed(村名, trips.{})",
    "max(trips.{}) is null",
    "any(trips.{} = '1')",
    "any(next(trips.{}) is null)",
    "any_member(姓名 = {})",
    "different(户编号, substr({}, 1, 6)) > 1",
    "year({}) > 1",
    "{} + 1 > 1",
    "{} = 村名",
    "{}",
    "甲 = '1'",
    "substr(甲, 1, 1) = '1'",
]
"""Every way to tell a number digit by digit or by guessing, also through a shorthand."""


@pytest.mark.parametrize("text", NUMBERS_TOLD)
@pytest.mark.parametrize("column", ["号码", "户主号码"])
def test_numbers_have_their_own_words(text: str, column: str) -> None:
    error = refusal(text.format(column, column), "trips", 甲=column)
    assert error.message


def test_numbers_are_compared_inside_a_table_alone() -> None:
    assert parse("号码 = 户主号码 and 号码 = trips.户主号码", VOCABULARY, "trips")
    assert "同一张表" in refusal("号码 = :类别", "trips").message
    assert "证件号码" in refusal("substr(号码, 1, 1) = '1'", "trips").message


def test_no_word_takes_a_number_unless_made_for_it() -> None:
    takes = {one.name for one in WORDS.values() if any(Kind.IDENTIFIER in k for k in one.takes)}
    assert takes == {
        *("birthday", "id_ok", "card_ok", "id_temporary", "card_kind", "card_grade"),
        *("length", "is null", "count", "different", "=", "<>"),
    }
    assert not [one.name for one in WORDS.values() if one.gives is Kind.IDENTIFIER]


def test_next_is_not_of_counties() -> None:
    message = refusal("max(next(trips.开始)) is null", "counties").message
    assert "只能写在人或户的汇总里" in message


def test_places() -> None:
    assert refusal("人口数 > 1\nand 户类形 = 'x'").position == (2, 5)
    assert refusal("人口数 ＞ 1").position == (1, 5)
    assert str(refusal("abc = 1")).startswith("第1行第1列：")
    error = refusal("甲 and true", 甲="true and 户类形 = 'x'")
    assert (error.text, error.position) == ("true and 户类形 = 'x'", (1, 10))


@pytest.mark.parametrize(
    "text",
    [
        "证件号码 = 1",
        "证件号码",
        "coalesce(证件号码, 1) = 1",
        "max(residents.证件号码) = 1",
        "证件号码 in (1)",
        "证件号码 between 1 and 2",
        "证件号码 + 1 > 0",
        "case when true then 证件号码 end",
        "健康状况 = '残疾'",
        "length(健康状况) > 1",
        "has(性别, '男')",
        "has(健康状况, '疾')",
        "has(健康状况, 姓名)",
    ],
)
def test_persons_and_cells_of_several_values_have_their_own_words(text: str) -> None:
    refusal(text, "residents")


def test_persons_can_be_missing_or_counted() -> None:
    assert parse("证件号码 is null", VOCABULARY, "claims").type.kind is Kind.BOOLEAN
    assert parse("count(distinct claims.证件号码)", VOCABULARY, "households").type.unit == "条"


def test_areas_reach_nothing_yet() -> None:
    assert "不对应人或户" in refusal("households.户类型 = '脱贫户'", "villages").message
    assert "不对应户" in refusal("any_member(true)", "villages").message


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("replace(户类型, '户', '农户农户农户农户农户农户农户农户农户农户')", 20_000),
        ("concat({})".format(", ".join(["户类型"] * 19)), 19_019),
        ("甲", 20_000),
    ],
)
def test_texts_may_grow_so_far(text: str, longest: int) -> None:
    grown = "replace(监测对象类别, 'a', 'bbbbbbbbbbbbbbbbbbbb')"
    found = parse(text, VOCABULARY, "households", {"甲": grown})
    assert lengths.longest(found.node) == longest


@pytest.mark.parametrize(
    "text",
    [
        "replace(户类型, '户', '农户农户农户农户农户农户农户农户农户农户农') = ''",
        "concat({}) = ''".format(", ".join(["户类型"] * 20)),
        "replace(户类型, '户', 监测对象类别) = ''",
        "replace(户类型, 监测对象类别, '农户农户农户农户农户农户农户农户农户农户农') = ''",
        "replace(replace(replace('a', 'a', :类别), 'a', :类别), 'a', :类别) = ''",
        "length(concat(丁, 丁)) > 1",
        "together({}) is null".format(", ".join(["户类型"] * 20)),
    ],
)
def test_and_no_further(text: str) -> None:
    names = {
        "甲": "concat(户类型, 户类型, 户类型)",
        "乙": "concat(甲, 甲, 甲)",
        "丁": "concat(乙, 乙)",
    }
    assert "文字可能长到" in refusal(text, **names).message


def test_five_nested_replacements_of_a_long_text_are_refused_at_once() -> None:
    text = "监测对象类别"
    for _ in range(5):
        text = f"replace({text}, 'a', '{'a' * 600}')"
    assert "最多 20000 个字" in refusal(f"length({text}) > 0").message


def test_require() -> None:
    number = parse("人口数", VOCABULARY, "households")
    assert number.require(Kind.NUMBER) is number
    with pytest.raises(ExpressionError, match="这里要条件"):
        number.require(Kind.BOOLEAN)


@pytest.mark.parametrize(
    ("value", "said"),
    [("8000", "要是数"), (True, "要是数"), (float("nan"), "超出范围"), (10**18, "超出范围")],
)
def test_values_of_parameters_are_checked(value: object, said: str) -> None:
    condition = parse("人均纯收入 < :监测范围", VOCABULARY, "households")
    with pytest.raises(ExpressionError, match=said):
        compile_query("households", {}, condition, VOCABULARY, {**VALUES, "监测范围": value})


def test_a_parameter_without_value_is_told() -> None:
    condition = parse("人均纯收入 < :监测范围", VOCABULARY, "households")
    with pytest.raises(ExpressionError, match="监测范围"):
        compile_query("households", {}, condition, VOCABULARY, {})


def test_parameters_in_place_of_constants_are_checked_too() -> None:
    condition = parse("识别时间 < months_before(:as_of, :月数)", VOCABULARY, "households")
    for months in (9999, -1, 1.5, float("nan"), float("inf")):
        with pytest.raises(ExpressionError, match="0 到 2400 的整数"):
            compile_query("households", {}, condition, VOCABULARY, {**VALUES, "月数": months})
