"""The Chinese sentence of an expression."""

from dataclasses import replace

import pytest
from expressions.world import VALUES, VOCABULARY

from luoshi.expressions import Entity, parse


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("户类型 = '脱贫户' and 人均纯收入 < :监测范围",
         "户类型是“脱贫户”，且人均纯收入低于监测范围（8000 元）"),
        ("监测对象类别 is null or not 户类型 = '脱贫户'",
         "监测对象类别为空，或户类型不是“脱贫户”"),
        ("监测对象类别 is not null", "监测对象类别不为空"),
        ("not (人口数 > 3)", "并非（人口数高于3 人）"),
        ("(人口数 = 1 or 人口数 > 3) and 是否危房户 = '是'",
         "（人口数等于1 人，或人口数高于3 人），且是否危房户是“是”"),
        ("户类型 in ('脱贫户', '普通农户')", "户类型是“脱贫户”、“普通农户”之一"),
        ("户类型 not in ('脱贫户')", "户类型不是“脱贫户”中的任何一个"),
        ("人均纯收入 between 1 and 2.50", "人均纯收入在1 元到2.5 元之间"),
        ("识别时间 >= date '2023-05-01'", "识别时间不早于2023年5月1日"),
        ("识别时间 < months_before(:as_of, :月数)", "识别时间早于查询日（2024年6月1日）前12个月"),
        ("(人均纯收入 - 100) * 2 / 人口数 > 5", "（（人均纯收入减100 元）乘2）除以人口数高于5"),
        ("-人口数 + 1 < 0", "（负的人口数）加1 人低于0 人"),
        ("coalesce(监测对象类别, 户类型, '无') like '脱%'",
         "监测对象类别（为空时取户类型、再取“无”）以“脱”开头"),
        ("not 户类型 like '%户'", "户类型不以“户”结尾"),
        ("户类型 like '%贫%'", "户类型含有“贫”"),
        ("户类型 like '脱_户'", "户类型符合样式“脱_户”"),
        ("行政村 like '%000'", "行政村填到乡镇，没有填到村"),
        ("行政村 not like '%000'", "行政村填到村"),
        ("case when 人口数 > 1 then '多' else '少' end", "人口数高于1 人时为“多”，否则为“少”"),
        ("round(人均纯收入)", "人均纯收入（取整）"),
        ("round(人均纯收入, 1)", "人均纯收入（保留1位小数）"),
        ("least(人口数, 2)", "人口数、2 人中最小的"),
        ("greatest(识别时间, :as_of)", "识别时间、查询日（2024年6月1日）中最晚的"),
        ("substr(户类型, 2)", "户类型第2字起的文字"),
        ("concat(户类型, '、')", "户类型、“、”相连"),
        ("sum(claims.个人自付) filter (where claims.结算日期 > years_before(:as_of, 1)) > 100",
         "全家医保结算中个人自付合计（只算结算日期晚于查询日（2024年6月1日）前1年的）高于100 元"),
        ("count(claims.单号) = 0", "全家医保结算中有单号的条数等于0 条"),
        ("count(distinct claims.就医类型)", "全家医保结算中不同就医类型的个数"),
        ("max(claims.结算日期)", "全家医保结算中最晚的结算日期"),
        ("sum(subsidies.金额)", "本户补贴中金额合计"),
        ("not any(claims.就医类型 = '住院')", "全家医保结算中没有就医类型是“住院”的记录"),
        ("any_member(insurance.参保状态 is null)", "家中有成员参保的参保状态为空"),
        ("not any_member(has(健康状况, '残疾'))", "家中没有成员健康状况包含“残疾”"),
        ("members(age(出生日期, :as_of) >= 16) > 1",
         "家中查询日（2024年6月1日）的周岁（按出生日期）不低于16 岁的人数高于1 人"),
        ("water.水质 = '合格'", "供水的水质是“合格”"),
        ("listed(户编号, subsidies.户编号)", "户编号在补贴的户编号里有"),
        ("not listed(户编号, subsidies.户编号)", "户编号在补贴的户编号里没有"),
        ("months_after(识别时间, :月数) < workdays_after(:as_of, 5)",
         "识别时间后12个月早于查询日（2024年6月1日）后5个工作日"),
        ("人均纯收入 < in_force(:监测范围, 识别时间)", "人均纯收入低于识别时间生效的监测范围"),
        ("due(:时限, 识别时间) < :as_of", "识别时间起按时限到期的那天早于查询日（2024年6月1日）"),
        ("listing(claims.就医类型)", "全家医保结算中各个就医类型"),
        ("days_after(:as_of, 30) > 识别时间", "查询日（2024年6月1日）后30天晚于识别时间"),
    ],
)  # fmt: skip
def test_sentences(text: str, said: str) -> None:
    assert parse(text, VOCABULARY, "households").explain(VALUES) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not has(渠道, '帮扶车间', '外出')", "渠道不包含“帮扶车间”或“外出”"),
        ("has_only(渠道, '外出', '帮扶车间')", "渠道只有“外出”、“帮扶车间”"),
        ("not has_only(渠道, '外出')", "渠道为空或不只有“外出”"),
        ("items(渠道) > 1", "渠道的项数高于1 项"),
        ("has(together(渠道, 其他渠道), '外出')", "渠道、其他渠道合起来包含“外出”"),
        ("together(渠道, 其他渠道) is not null", "渠道、其他渠道合起来不为空"),
        ("age(birthday(号码), 开始) < 16", "开始的周岁（按号码里的生日）低于16 岁"),
        ("not id_ok(号码)", "号码不是合规的身份证号码"),
        ("id_temporary(号码)", "号码是临时号码"),
        ("card_kind(号码) = 4", "号码里的残疾类别等于4"),
        ("号码 <> 户主号码", "号码不是户主号码"),
        ("different(户编号, 村名, 电话) > 1",
         "整张表里村名、电话与本行相同的，不同户编号的个数高于1 个"),
        ("any(next(trips.开始) < trips.结束)", "本人外出中有下一个开始早于结束的记录"),
    ],
)  # fmt: skip
def test_sentences_about_records_of_people(text: str, said: str) -> None:
    assert parse(text, VOCABULARY, "trips").explain() == said


def test_whose_rows_are_gathered_is_told() -> None:
    text = "count(trips.编号) > 1"
    about = parse(text, VOCABULARY, "residents", about=Entity.HOUSEHOLD)
    assert about.explain() == "全家外出中有编号的条数高于1 条"
    assert parse(text, VOCABULARY, "hamlets").explain() == "本村外出中有编号的条数高于1 条"


def test_a_persons_own_rows() -> None:
    said = parse("count(claims.单号) > 1", VOCABULARY, "residents").explain()
    assert said == "本人医保结算中有单号的条数高于1 条"


def test_without_values_parameters_go_by_their_titles() -> None:
    titled = replace(VOCABULARY, titles={"监测范围": "防止返贫监测范围"})
    found = parse("人均纯收入 < :监测范围", titled, "households")
    assert found.explain() == "人均纯收入低于防止返贫监测范围"
    months = parse("识别时间 < months_before(:as_of, :月数)", VOCABULARY, "households")
    assert months.explain() == "识别时间早于查询日前〔月数〕个月"
