"""The screening rules once more, in plain Python over plain rows.

Written from the titles, notes and sources of the rules, not from their expressions, and slow
on purpose: loops over dictionaries that anybody can follow. Tests hold it against what the
made-up province planted and against what the engine finds.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

Row = dict
Lead = tuple[str, str, str]
"""Rule, household, colour."""

RULES: dict[str, Callable[["Province"], Iterator[tuple[str, str | None]]]] = {}
"""By id, what gives a household and a colour (or none) for each fact."""


def rule(id_: str):
    def register(function):
        RULES[id_] = function
        return function

    return register


def leads(tables: Mapping[str, list[Row]], values: Mapping[str, object], as_of: date) -> set[Lead]:
    """All leads; persons in ``tables`` are ID numbers, ``values`` the parameters of the day."""
    province = Province(tables, values, as_of)
    return {
        (id_, household, colour)
        for id_, function in RULES.items()
        for household, colour in function(province)
        if colour
    }


def worst(red: bool = False, orange: bool = False, yellow: bool = False) -> str | None:
    """The most severe colour that holds."""
    if red:
        return "red"
    return "orange" if orange else "yellow" if yellow else None


def months_before(day: date, months: int | Decimal) -> date:
    """The same day of an earlier month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - int(months), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age(birth: date, day: date) -> int:
    """Full years; they are full on the birthday."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class Province:
    """The tables, with the rows of each person and household at hand."""

    def __init__(self, tables, values, as_of: date) -> None:
        self.tables = tables
        self.values = values
        self.today = as_of
        self.homes = {row["户编号"]: row for row in tables["households"]}
        self.person = {row["证件号码"]: row for row in tables["residents"]}
        self.members = defaultdict(list)
        for row in tables["residents"]:
            self.members[row["户编号"]].append(row)
        self._rows = {name: self._by_subject(rows) for name, rows in tables.items()}

    @staticmethod
    def _by_subject(rows):
        found = defaultdict(list)
        for row in rows:
            found[row.get("证件号码") or row["户编号"]].append(row)
        return found

    def __getattr__(self, parameter: str):
        return self.values[parameter]

    def rows(self, table: str, subject: str) -> list[Row]:
        return self._rows[table][subject]

    def row(self, table: str, subject: str) -> Row:
        """The one row about a person or household; without one, nothing is known."""
        return next(iter(self.rows(table, subject)), defaultdict(lambda: None))

    def ago(self, months) -> date:
        return months_before(self.today, months)

    def days_ago(self, days) -> date:
        return self.today - timedelta(days=int(days))

    def since(self, day: date | None, months) -> bool:
        """Whether the day lies within the last months."""
        return day is not None and self.ago(months) < day <= self.today

    def home_of(self, person: str) -> str:
        return self.person[person]["户编号"]

    def alive(self, person: str) -> bool:
        died = self.row("deaths", person)["死亡日期"]
        return died is None or died > self.today

    def living(self, home: str) -> list[Row]:
        return [row for row in self.members[home] if self.alive(row["证件号码"])]

    def age(self, person: str) -> int:
        return age(self.person[person]["出生日期"], self.today)

    def children(self, home: str) -> int:
        ages = [self.age(row["证件号码"]) for row in self.living(home)]
        return sum(years < self.compulsory_age_to for years in ages)

    def active(self, home: str) -> bool:
        """Monitored now."""
        file = self.row("poverty_households", home)
        return file["监测对象类别"] is not None and file["风险是否已消除"] != "是"

    def lifted(self, home: str) -> bool:
        return self.row("poverty_households", home)["户类型"] not in (None, "普通农户")

    def watched(self, home: str) -> bool:
        return self.lifted(home) or self.active(home)

    def relieved(self, person: str) -> bool:
        row = self.row("relief", person)
        begun, ended = row["开始日期"], row["停止日期"]
        return begun is not None and begun <= self.today and (ended is None or ended > self.today)

    def home_relieved(self, home: str) -> bool:
        return any(self.relieved(row["证件号码"]) for row in self.members[home])

    def works(self, person: str) -> bool:
        """Of working age, alive, and with some ability to work."""
        of_age = self.labour_age_from <= self.age(person) < self.labour_age_to
        able = ("普通劳动力", "技能劳动力", "弱劳动力或半劳动力")
        return of_age and self.alive(person) and self.row("jobs", person)["劳动技能"] in able

    def spent(self, home: str, table: str, column: str, day: str, months=12, but=()) -> Decimal:
        return sum(
            (
                row[column]
                for member in self.members[home]
                for row in self.rows(table, member["证件号码"])
                if self.since(row[day], months) and row.get("就医类型") not in but
            ),
            Decimal(0),
        )

    def medicine(self, home: str) -> Decimal:
        return self.spent(home, "medical_claims", "个人自付", "结算日期")

    def schooling(self, home: str) -> Decimal:
        return self.spent(home, "school_costs", "自付费用", "登记日期")

    def out_of_school(self, person: str) -> bool:
        """Of compulsory age and neither at school nor taught at home."""
        start = age(self.person[person]["出生日期"], self.school_year_start)
        of_age = start >= self.compulsory_age_from and self.age(person) < self.compulsory_age_to
        roll = self.row("school_roll", person)
        absent = roll["在校生状况"] in (None, "学龄前儿童", "学前教育")
        finished = roll["义务教育阶段未上学原因"] == "已完成义务教育"
        at_home = roll["是否送教上门"] == "是"
        return of_age and self.alive(person) and absent and not at_home and not finished

    def uninsured(self, person: str) -> bool:
        insurance = self.row("medical_insurance", person)
        paid = insurance["参保状态"] == "正常参保" and insurance["参保年度"] >= self.insurance_year
        newborn = self.person[person]["出生日期"] > self.ago(self.newborn_months)
        return not paid and not newborn and self.alive(person)

    def dangerous(self, home: str) -> str | None:
        """The grade of a house that is C or D and not rebuilt since."""
        house = self.row("houses", home)
        appraised, finished = house["鉴定日期"], house["竣工日期"]
        if house["住房状况"] != "自有住房" or (appraised and appraised > self.today):
            return None
        rebuilt = house["改造状态"] == "已竣工验收" and not (
            finished and (finished > self.today or (appraised and appraised > finished))
        )
        return house["房屋等级"] if house["房屋等级"] in ("C", "D") and not rebuilt else None

    def dry_days(self, home: str) -> int:
        """Days since the water was cut, if it is still cut."""
        water = self.row("water", home)
        start, end = water["断水开始日期"], water["恢复供水日期"]
        if start is None or start > self.today or (end and start <= end <= self.today):
            return -1
        return (self.today - start).days


def about_persons(province: Province, table: str) -> Iterator[tuple[str, str, Row]]:
    """Rows about persons of the register, with person and household."""
    for row in province.tables[table]:
        if row["证件号码"] in province.person:
            yield row["证件号码"], province.home_of(row["证件号码"]), row


@rule("accident")
def accident(p):
    for _, home, row in about_persons(p, "accidents"):
        loss = (row["损失金额"] or 0) - (row["赔付金额"] or 0)
        if p.since(row["发生日期"], p.accident_months) and row["处置状态"] != "已恢复":
            yield (
                home,
                worst(
                    red=row["伤亡程度"] in ("死亡", "重伤"),
                    orange=loss > p.rural_income_last_year * p.loss_orange_share,
                    yellow=row["伤亡程度"] == "轻伤" or loss > p.accident_loss,
                ),
            )


@rule("breadwinner-death")
def breadwinner_death(p):
    for person, home, row in about_persons(p, "deaths"):
        years = age(p.person[person]["出生日期"], row["死亡日期"])
        worker = p.row("jobs", person)["劳动技能"] in ("普通劳动力", "技能劳动力")
        of_age = p.labour_age_from <= years < p.labour_age_to
        if p.since(row["死亡日期"], p.labour_lost_months) and worker and of_age:
            yield home, worst(red=p.children(home) > 0, orange=True)


@rule("cancer-no-aid")
def cancer_no_aid(p):
    for person, home, row in about_persons(p, "cancer"):
        entitled = p.relieved(person) or p.active(home)
        if entitled and p.alive(person) and row["确诊日期"] <= p.today:
            asked = row["申请日期"]
            waited = asked is not None and asked <= p.ago(p.cancer_wait_months)
            yield (
                home,
                worst(
                    orange=row["救助状态"] == "未申请",
                    yellow=row["救助状态"] == "已申请" and waited,
                ),
            )


@rule("child-no-cover")
def child_no_cover(p):
    for person, home, row in about_persons(p, "children"):
        waited = row["登记日期"] <= p.days_ago(p.child_wait_days)
        minor = p.age(person) < p.adult_age and p.alive(person)
        if row["是否纳入保障"] == "否" and waited and minor:
            parents = {row["父亲情况"] or "正常", row["母亲情况"] or "正常"}
            kind = row["儿童类别"]
            yield (
                home,
                worst(
                    red=kind in ("孤儿", "事实无人抚养儿童"),
                    orange="正常" not in parents,
                    yellow=kind in ("重病儿童", "残疾儿童", "监护缺失儿童", "其他困境儿童"),
                ),
            )


@rule("child-unvisited")
def child_unvisited(p):
    for person, home, row in about_persons(p, "children"):
        left = row["儿童类别"] == "农村留守儿童" and p.age(person) < p.adult_age and p.alive(person)
        if left and row["登记日期"] <= p.ago(p.visit_yellow_months):
            visit = row["最近走访日期"] or row["登记日期"]
            yield (
                home,
                worst(
                    orange=visit <= p.ago(p.visit_orange_months),
                    yellow=visit <= p.ago(p.visit_yellow_months),
                ),
            )


@rule("dangerous-house")
def dangerous_house(p):
    for home in p.homes:
        grade = p.dangerous(home)
        yield home, worst(red=grade == "D", orange=grade == "C")


@rule("disability-no-allowance")
def disability_no_allowance(p):
    for person, home, row in about_persons(p, "disability"):
        waited = row["发证日期"] <= p.days_ago(p.allowance_wait_days)
        if row["证件状态"] == "有效" and waited and p.alive(person):
            minimum = p.row("relief", person)["救助类别"] in ("农村低保", "城市低保")
            living = row["是否享受困难残疾人生活补贴"] == "是"
            care = row["是否享受重度残疾人护理补贴"] == "是"
            yield (
                home,
                worst(
                    orange=row["残疾等级"] in ("一级", "二级") and not care,
                    yellow=minimum and p.relieved(person) and not living,
                ),
            )


@rule("disabled-child-no-schooling")
def disabled_child_no_schooling(p):
    for person, home, row in about_persons(p, "disability"):
        card = row["证件状态"] == "有效" and row["发证日期"] <= p.today
        yield home, worst(orange=card and p.out_of_school(person))


@rule("disaster-damage")
def disaster_damage(p):
    for row in p.tables["disasters"]:
        loss = row["损失金额"] - (row["救助金额"] or 0) - (row["保险赔付金额"] or 0)
        if p.since(row["发生日期"], p.disaster_months) and row["恢复情况"] != "已恢复":
            yield (
                row["户编号"],
                worst(
                    red=row["房屋受损程度"] in ("倒塌", "严重损坏")
                    or loss > p.rural_income_last_year * p.loss_red_share,
                    orange=row["房屋受损程度"] == "一般损坏"
                    or loss > p.rural_income_last_year * p.loss_orange_share,
                    yellow=loss > p.disaster_loss,
                ),
            )


@rule("dropout-not-returned")
def dropout_not_returned(p):
    for person, home, row in about_persons(p, "dropouts"):
        done = [day for day in (row["返校日期"], row["销号日期"]) if day and day <= p.today]
        if row["发现日期"] <= p.today and not done and p.alive(person):
            yield (
                home,
                worst(
                    red=row["发现日期"] <= p.days_ago(p.dropout_red_days),
                    orange=row["发现日期"] <= p.days_ago(p.dropout_orange_days),
                    yellow=True,
                ),
            )


@rule("elders-and-children")
def elders_and_children(p):
    for home in p.homes:
        adults = [p.age(row["证件号码"]) for row in p.living(home)]
        adults = [years for years in adults if years >= p.adult_age]
        if p.children(home):
            yield home, worst(red=not adults, orange=all(y >= p.labour_age_to for y in adults))


@rule("failed-venture")
def failed_venture(p):
    for _, home, row in about_persons(p, "ventures"):
        loss = row["损失金额"] - (row["保险赔付金额"] or 0)
        if p.since(row["发生日期"], p.venture_months) and row["处置状态"] != "已恢复":
            yield (
                home,
                worst(
                    red=loss > p.rural_income_last_year * p.loss_red_share,
                    orange=loss > p.rural_income_last_year * p.loss_orange_share,
                    yellow=loss > p.venture_loss,
                ),
            )


@rule("hospital-stay")
def hospital_stay(p):
    for _, home, row in about_persons(p, "medical_claims"):
        recent = p.since(row["结算日期"], p.hospital_stay_months)
        if row["就医类型"] == "住院" and recent:
            line = p.hospital_stay_lifted if p.watched(home) else p.hospital_stay_ordinary
            yield (
                home,
                worst(
                    red=row["个人自付"] > p.hospital_stay_red,
                    orange=row["个人自付"] > line * p.hospital_stay_orange_times,
                    yellow=row["个人自付"] > line,
                ),
            )


@rule("household-change")
def household_change(p):
    for row in p.tables["household_changes"]:
        if p.since(row["变动日期"], p.change_months):
            gone = row["变动类型"] in ("服刑", "强制隔离戒毒", "失踪")
            yield (
                row["户编号"],
                worst(
                    red=gone and p.children(row["户编号"]) > 0,
                    orange=gone,
                    yellow=row["变动类型"] in ("离异", "分户"),
                ),
            )


def incomes(p) -> Iterator[tuple[str, Row]]:
    """Files whose income is known and not of the future."""
    for file in p.tables["poverty_households"]:
        known = file["收入核算日期"] is None or file["收入核算日期"] <= p.today
        if known and file["人均纯收入"] is not None:
            yield file["户编号"], file


@rule("income-below-line")
def income_below_line(p):
    for home, file in incomes(p):
        if not p.active(home):
            yield (
                home,
                worst(
                    red=file["人均纯收入"] < p.relief_line,
                    orange=file["人均纯收入"] < p.income_line,
                ),
            )


@rule("income-fall")
def income_fall(p):
    for home, file in incomes(p):
        now, before = file["人均纯收入"], file["上年人均纯收入"]
        if before and before > 0 and now < p.income_line * p.income_near_times:
            lost = (before - now) / before
            yield (
                home,
                worst(
                    orange=lost > p.income_fall_orange_share,
                    yellow=lost > p.income_fall_yellow_share,
                ),
            )


@rule("job-lost")
def job_lost(p):
    for person, home, row in about_persons(p, "jobs"):
        at_school = p.row("school_roll", person)["在校生状况"] is not None
        since = row["失业日期"]
        if row["就业状态"] == "失业" and since and p.works(person) and not at_school:
            yield (
                home,
                worst(
                    red=since <= p.ago(p.job_lost_red_months),
                    orange=since <= p.ago(p.job_lost_orange_months),
                    yellow=since <= p.ago(p.job_lost_yellow_months),
                ),
            )


@rule("labour-lost")
def labour_lost(p):
    for home in p.homes:
        persons = [row["证件号码"] for row in p.members[home]]
        if not p.living(home) or any(map(p.works, persons)):
            continue
        cared_for = p.row("poverty_households", home)["整户无劳动能力兜底保障户"] == "是"
        yield (
            home,
            worst(
                red=any(died_working(p, one) or newly_disabled(p, one) for one in persons),
                yellow=p.lifted(home) and not p.home_relieved(home) and not cared_for,
            ),
        )


def died_working(p, person: str) -> bool:
    died = p.row("deaths", person)["死亡日期"]
    if not p.since(died, p.labour_lost_months):
        return False
    return p.labour_age_from <= age(p.person[person]["出生日期"], died) < p.labour_age_to


def newly_disabled(p, person: str) -> bool:
    card = p.row("disability", person)
    of_age = p.labour_age_from <= p.age(person) < p.labour_age_to
    recent = p.since(card["发证日期"], p.labour_lost_months)
    return recent and card["残疾等级"] in ("一级", "二级") and of_age


@rule("loan-due-soon")
def loan_due_soon(p):
    for _, home, row in about_persons(p, "microloans"):
        begun = row["数据日期"] <= p.today and row["放款日期"] <= p.today
        left = (row["到期日期"] - p.today).days
        if begun and row["贷款余额"] > 0 and left > 0:
            large = row["贷款余额"] > p.rural_income_last_year
            yield (
                home,
                worst(
                    orange=left <= p.loan_due_orange_days and large,
                    yellow=left <= p.loan_due_yellow_days,
                ),
            )


@rule("loan-overdue")
def loan_overdue(p):
    for _, home, row in about_persons(p, "microloans"):
        late = row["逾期天数"] or 0
        if row["数据日期"] <= p.today and row["贷款余额"] > 0:
            yield (
                home,
                worst(
                    red=late >= p.loan_overdue_red_days,
                    orange=late >= p.loan_overdue_orange_days,
                    yellow=late >= p.loan_overdue_yellow_days,
                ),
            )


@rule("low-income-no-relief")
def low_income_no_relief(p):
    for home, file in incomes(p):
        if not p.home_relieved(home):
            yield (
                home,
                worst(
                    orange=file["人均纯收入"] < p.relief_line,
                    yellow=file["人均纯收入"] < p.relief_line * p.low_income_times,
                ),
            )


@rule("medical-burden")
def medical_burden(p):
    for home in p.homes:
        share = p.medical_lifted_share if p.watched(home) else p.medical_ordinary_share
        times = p.medicine(home) / (p.rural_income_last_year * share)
        yield (
            home,
            worst(
                red=times > p.medical_red_times,
                orange=times > p.medical_orange_times,
                yellow=times > 1,
            ),
        )


@rule("new-severe-disability")
def new_severe_disability(p):
    for person, home, row in about_persons(p, "disability"):
        recent = p.since(row["发证日期"], p.severe_new_months)
        if recent and row["证件状态"] == "有效" and p.alive(person):
            yield home, worst(red=row["残疾等级"] == "一级", orange=row["残疾等级"] == "二级")


@rule("no-house")
def no_house(p):
    for home in p.homes:
        state = p.row("houses", home)["住房状况"]
        rents = state in ("租住", "借住")
        yield home, worst(red=state == "无房", yellow=rents and p.watched(home))


@rule("out-of-school")
def out_of_school(p):
    for person in p.person:
        if p.out_of_school(person):
            roll = p.row("school_roll", person)
            excused = roll["义务教育阶段未上学原因"] in ("因病", "因残", "延缓入学")
            until = roll["休学期满日期"]
            yield (
                p.home_of(person),
                worst(red=not excused, orange=until is not None and until <= p.today, yellow=True),
            )


@rule("outpatient-burden")
def outpatient_burden(p):
    for person in p.person:
        home = p.home_of(person)
        own = sum(
            row["个人自付"]
            for row in p.rows("medical_claims", person)
            if row["就医类型"] != "住院" and p.since(row["结算日期"], 1)
        )
        poor = p.watched(home) or p.relieved(person)
        yield home, worst(yellow=own >= p.outpatient_month and poor and p.alive(person))


@rule("relapse")
def relapse(p):
    for file in p.tables["poverty_households"]:
        home, cleared = file["户编号"], file["消除监测时间"]
        was_monitored = file["监测对象类别"] is not None and file["风险是否已消除"] == "是"
        if was_monitored and (cleared is None or cleared <= p.today):
            persons = [row["证件号码"] for row in p.members[home]]
            yield (
                home,
                worst(
                    red=p.dangerous(home) is not None or any(map(p.out_of_school, persons)),
                    orange=p.dry_days(home) >= p.water_cut_yellow_days
                    or any(map(p.uninsured, persons)),
                ),
            )


@rule("relief-stopped")
def relief_stopped(p):
    ordinary = ("死亡", "户籍迁出", "自愿退出", "转为其他类别")
    for person, home, row in about_persons(p, "relief"):
        recent = p.since(row["停止日期"], p.relief_stop_months)
        if recent and row["停止原因"] not in ordinary and p.alive(person):
            income = p.row("poverty_households", home)["人均纯收入"]
            yield home, worst(orange=income is not None and income < p.income_line, yellow=True)


@rule("relocated-no-worker")
def relocated_no_worker(p):
    jobs = ("务工", "灵活就业", "公益性岗位", "自主经营")
    for home, row in p.homes.items():
        persons = [member["证件号码"] for member in p.living(home)]
        employed = [one for one in persons if p.row("jobs", one)["就业状态"] in jobs]
        idle = [
            one for one in persons
            if p.works(one) and p.row("school_roll", one)["在校生状况"] is None
        ]  # fmt: skip
        if row["是否易地搬迁"] == "是" and idle and not employed:
            yield (
                home,
                worst(
                    red=p.active(home),
                    orange=(row["安置区人口数"] or 0) >= p.settlement_focus_people,
                    yellow=True,
                ),
            )


@rule("rigid-spending")
def rigid_spending(p):
    for home, row in p.homes.items():
        income = p.row("poverty_households", home)["人均纯收入"]
        spent = p.medicine(home) + p.schooling(home)
        if income is None or income >= p.rural_income_last_year or not spent:
            continue
        if not p.home_relieved(home):
            earned = income * row["家庭人口数"]
            yield (
                home,
                worst(
                    red=spent > earned * p.rigid_red_share,
                    orange=spent > earned * p.rigid_orange_share,
                    yellow=spent > earned * p.rigid_yellow_share,
                ),
            )


@rule("school-cost")
def school_cost(p):
    stages = ("普通高中", "中职", "技师学院", "高职高专", "本科")
    for person, home, row in about_persons(p, "school_costs"):
        if p.since(row["登记日期"], 12) and row["学段"] in stages and p.alive(person):
            own, line = row["自付费用"], p.school_cost_year
            yield (
                home,
                worst(
                    red=own > line * p.school_cost_red_times,
                    orange=own > line * p.school_cost_orange_times,
                    yellow=own > line,
                ),
            )


@rule("serious-illness")
def serious_illness(p):
    for person, home, row in about_persons(p, "illnesses"):
        if p.since(row["确诊日期"], p.illness_new_months) and p.alive(person):
            yield (
                home,
                worst(
                    red=row["救治状态"] in ("未救治", "放弃治疗"),
                    orange=row["救治状态"] in ("救治中", "病情稳定"),
                ),
            )


@rule("several-students")
def several_students(p):
    lower = ("学龄前儿童", "学前教育", "小学", "七年级", "八年级", "九年级", None)
    for home in p.homes:
        states = [p.row("school_roll", row["证件号码"])["在校生状况"] for row in p.living(home)]
        students = sum(state not in lower for state in states)
        if p.watched(home) and p.schooling(home) > p.students_cost:
            yield (
                home,
                worst(orange=students >= p.students_orange, yellow=students >= p.students_yellow),
            )


@rule("uninsured")
def uninsured(p):
    for person in p.person:
        home = p.home_of(person)
        if p.uninsured(person):
            yield (
                home,
                worst(red=p.active(home), orange=p.lifted(home) or p.relieved(person), yellow=True),
            )


@rule("water-cut")
def water_cut(p):
    for home in p.homes:
        days = p.dry_days(home)
        yield (
            home,
            worst(
                red=days >= p.water_cut_red_days,
                orange=days >= p.water_cut_orange_days,
                yellow=days >= p.water_cut_yellow_days,
            ),
        )


@rule("water-unsafe")
def water_unsafe(p):
    for row in p.tables["water"]:
        tested = row["水质检测日期"] is None or row["水质检测日期"] <= p.today
        yield (
            row["户编号"],
            worst(
                red=row["水质"] == "不合格" and tested,
                orange=row["人均日水量"] < p.water_litres or row["取水往返分钟"] > p.water_minutes,
                yellow=row["供水保证率"] < p.water_reliability
                or row["近一年断水天数"] > p.water_cut_year_days,
            ),
        )
