"""医保局 and 卫生健康委: insurance, settled claims, and new cases of serious illness."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Floats, Ints, Texts
from luoshi.demonstration.synthetic.county_context import CountyContext, pick, where, yes, yuan
from luoshi.demonstration.synthetic.department_tables.spending_room import spending_room
from luoshi.demonstration.synthetic.frames import Frame

CLAIMS = 2.15
"""Settled claims a person and year, on average."""

CALM = 0.6
"""Share of a warning line that ordinary spending stays below."""

VISITS = ("普通门诊", "门诊慢特病", "急诊", "住院", "药店购药")
STAY = 3
SPREAD = {"普通门诊": 0.52, "门诊慢特病": 0.12, "急诊": 0.03, "住院": 0.11, "药店购药": 0.22}
DISEASES = {"上呼吸道感染": 18, "高血压": 14, "2型糖尿病": 8, "慢性胃炎": 8, "腰椎间盘突出": 6,
            "冠心病": 6, "关节炎": 6, "支气管炎": 7, "胆囊结石": 3, "骨折": 3, "白内障": 2,
            "脑梗死": 3}  # fmt: skip
ILLNESSES = {"胃癌": 3, "食道癌": 2, "肺癌": 3, "肝癌": 2, "终末期肾病": 3, "急性心肌梗死": 3,
             "脑卒中": 4, "慢性阻塞性肺气肿": 3, "尘肺": 1, "重性精神疾病": 2}  # fmt: skip


def medical_insurance(context: CountyContext) -> Frame:
    """Everyone but some of the newborn is insured."""
    rng = context.rng("insurance")
    newborn = context.people.age_in_days < 28 * context.values.number("newborn_months")
    insured = np.flatnonzero(~newborn | (rng.random(len(newborn)) < 0.5))
    traits = context.traits.cut(insured)
    count = len(insured)
    staff = (traits.work == 1) & (rng.random(count) < 0.18)
    year = context.values.number("insurance_year")
    aided = (context.status.watched | (context.status.relief > 0))[context.home[insured]] & ~staff
    return Frame(
        insured,
        参保险种=np.where(staff, "城镇职工基本医疗保险", "城乡居民基本医疗保险"),
        参保年度=np.full(count, year),
        参保状态=np.full(count, "正常参保"),
        缴费日期=np.datetime64(f"{int(year) - 1}-10-01") + rng.integers(0, 80, count),
        个人缴费金额=where(~staff, np.where(aided, 200.0, 400.0)),
        是否资助参保=yes(aided),
        是否参加大病保险=yes(~staff),
    )


def medical_claims(context: CountyContext) -> Frame:
    """A year and more of claims, none of which is a burden."""
    rng = context.rng("claims")
    often = np.where(context.traits.chronic, 3.0, 0.8) * np.interp(
        context.people.age, [5, 30, 70], [1.2, 0.7, 1.6]
    )
    often[context.traits.dead] = 0
    person = np.repeat(np.arange(len(often)), rng.poisson(often * CLAIMS / often.mean()))
    count = len(person)
    visit = np.searchsorted(np.cumsum(list(SPREAD.values())), rng.random(count))
    share = rng.uniform(0.2, 0.45, count)
    own = calm_payments(context, person, visit, rng)
    total = yuan(own / share)
    serious = where(visit == STAY, yuan((total - own) * 0.12))
    return Frame(
        person,
        结算日期=context.ago(1, 420, rng, count),
        就医类型=np.array(VISITS)[visit],
        医疗机构=_hospitals(context, person, visit),
        病种名称=pick(DISEASES, count, rng),
        总费用=total,
        基本医保支付=yuan(total - own - np.nan_to_num(serious)),
        大病保险支付=serious,
        医疗救助支付=np.zeros(count),
        个人自付=own,
    )


def calm_payments(
    context: CountyContext, person: Ints, visit: Ints, rng: np.random.Generator
) -> Floats:
    """What each claim left to pay: every line by which a rule would call is far away."""
    stay = visit == STAY
    raw = np.where(stay, rng.lognormal(6.6, 0.6, len(person)), rng.lognormal(3.6, 0.7, len(person)))
    number = context.values.number
    visits = np.bincount(person[~stay], minlength=len(context.home))[person]
    most_outside = CALM * number("outpatient_month") / np.maximum(visits, 1)
    capped = np.minimum(raw, np.where(stay, CALM * number("hospital_stay_lifted"), most_outside))
    home = context.home[person]
    spent = np.bincount(home, capped, minlength=len(context.people.homes))
    scale = np.minimum(1, spending_room(context) * CALM / np.maximum(spent, 1))
    paid: Floats = np.floor(capped * scale[home] * 100) / 100
    return paid


def _hospitals(context: CountyContext, person: Ints, visit: Ints) -> Texts:
    township = context.townships[context.home[person]]
    near = np.strings.add(township, np.where(visit == 4, "便民大药房", "卫生院"))
    return np.where(visit == STAY, f"{context.county.name}人民医院", near)


def illnesses(context: CountyContext) -> Frame:
    """Cases found long ago."""
    rng = context.rng("illnesses")
    ill = np.flatnonzero((context.people.age >= 30) & (rng.random(len(context.home)) < 0.004))
    count = len(ill)
    found = context.ago(context.months("illness_new_months") + 5, 900, rng, count)
    return Frame(
        ill,
        病种=pick(ILLNESSES, count, rng),
        确诊日期=found,
        确诊医院=pick(context.words.hospitals, count, rng),
        救治状态=pick({"病情稳定": 5, "救治中": 3, "已治愈": 2}, count, rng),
        是否签约家庭医生=yes(rng.random(count) < 0.9),
        登记日期=found + 10,
    )
