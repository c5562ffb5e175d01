"""What several checks say about a person, a household or a value."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from .rows import Row, World

RISKS = [f"致贫/返贫风险{number}" for number in range(1, 6)]

DEVELOPMENT = ("产业帮扶", "就业帮扶", "金融帮扶", "公益岗位帮扶")
SUPPORT = (
    *DEVELOPMENT, "住房安全保障", "饮水安全保障", "健康帮扶", "义务教育保障", "教育帮扶",
    "综合保障", "社会帮扶", "搬迁", "生产生活条件改善", "基础设施建设",
)  # fmt: skip

WITHOUT_LABOUR = ("无劳动力", "丧失劳动力")
FULL_LABOUR = ("普通劳动力", "技能劳动力")
SOME_LABOUR = (*FULL_LABOUR, "弱劳动力或半劳动力")

JUNIOR = ("七年级", "八年级", "九年级")
SENIOR = tuple(f"{kind}{year}年级" for kind in ("普通高中", "中职") for year in "一二三")
VOCATIONAL = ("中职", "高职高专")
HIGHER = ("技师学院", "高职高专", "本科")
DEGREES = ("大专", "本科及以上")


def no(row: Row, *headings: str) -> bool:
    """None of the cells is filled in."""
    return all(row[heading] is None for heading in headings)


def gaps(row: Row, *headings: str) -> bool:
    """Not all of the cells are filled in."""
    return any(row[heading] is None for heading in headings)


def empty(*headings: str) -> Callable[[Row, World], bool]:
    """The test whether one of the cells is not filled in."""
    return lambda row, w: gaps(row, *headings)


def nought(row: Row, heading: str) -> bool:
    """Nothing filled in, or 0."""
    return not row[heading]


def below(value, limit) -> bool:
    return value is not None and value < limit


def above(value, limit) -> bool:
    return value is not None and value > limit


def outside(row: Row, heading: str, w: World) -> bool:
    return below(row[heading], 0) or above(row[heading], w["上限"])


def since(month: int | None, first: int) -> bool:
    return month is not None and month >= first


def has(row: Row, heading: str, *values: str) -> bool:
    """One of the values is among those in the cell."""
    return not (row[heading] or frozenset()).isdisjoint(values)


def at_risk_by(row: Row, risk: str) -> bool:
    return any(row[heading] == risk for heading in RISKS)


def under(w: World, row: Row) -> bool:
    return below(w.age(row), w["岁"])


def reached(w: World, row: Row) -> bool:
    age = w.age(row)
    return age is not None and age >= w["岁"]


def of_working_age(w: World, row: Row) -> bool:
    age = w.age(row)
    return age is not None and w["起"] <= age < w["止"]


def aged_between(w: World, row: Row, day=None) -> bool:
    age = w.age(row, day)
    return age is not None and w["起"] <= age <= w["止"]


def healthy(row: Row) -> bool:
    return row["健康状况"] == {"健康"}


def ill(row: Row) -> bool:
    return row["健康状况"] is not None and not healthy(row)


def has_card(row: Row) -> bool:
    """A disability card begins with the ID number and goes on."""
    return row["证件类型"] == "残疾人证" or len(row["证件号码"] or "") in (20, 22)


def disabled(row: Row) -> bool:
    return has(row, "健康状况", "残疾") or has_card(row)


def grade(row: Row) -> str:
    """Kind and grade of a disability; empty without a card."""
    return (row["证件号码"] or "")[18:20]


def idle_home(row: Row) -> bool:
    """Everybody is known to be without labour."""
    return all(one["劳动技能"] in WITHOUT_LABOUR for one in row.home)


def share(members: Iterable[Row], skills: tuple[str, ...]) -> Fraction:
    known = [one["劳动技能"] in skills for one in members]
    return Fraction(sum(known), len(known))


def low_relief(row: Row) -> bool:
    return row["享受低保政策情况"] in ("城市低保", "农村低保")


def hardship_relief(row: Row) -> bool:
    return row["享受特困供养政策情况"] in ("城市特困", "农村特困")


def works(row: Row) -> bool:
    return any(job["是否已务工"] == "是" for job in row.jobs)


def plans(row: Row) -> bool:
    return any(plan["是否计划务工"] == "是" for plan in row.plans)


def home_works(row: Row) -> bool:
    return any(job["是否已务工"] == "是" for job in row.home_jobs)


def beyond(job: Row, w: World) -> bool:
    """Known to be in another county."""
    return job["务工所在县"] not in (None, w.county)


def starts(value: str | None, *beginnings: str) -> bool:
    return (value or "").startswith(beginnings)
