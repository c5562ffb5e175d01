"""The closed list of words, as data. A word that is not here does not exist.

`docs/reference/expressions.md` documents each with its ``form`` and ``meaning``; a test holds that.
"""

from luoshi.expressions.functions import FUNCTIONS
from luoshi.expressions.operators import OPERATORS
from luoshi.expressions.record_functions import RECORD_FUNCTIONS
from luoshi.expressions.vocabulary import Kind
from luoshi.expressions.word import (
    COMPARABLE,
    CONDITION,
    COUNTABLE,
    DATE,
    MATCHED,
    NUMBER,
    ORDERED,
    PLAIN,
    TEXT,
    Word,
)

AGGREGATES = (
    Word("sum", "sum(表.列)", "合计；没有行为 0", "{0}合计", (NUMBER,), same_unit=True),
    Word(
        "count",
        "count(表.列)",
        "这一列有值的行数；`count(distinct 表.列)` 是不同值的个数",
        "有{0}的条数",
        (COUNTABLE,),
        Kind.NUMBER,
        unit="条",
    ),
    Word(
        "min",
        "min(表.列)",
        "最小的、最早的；没有行为空",
        "最小的{0}",
        (ORDERED,),
        same_unit=True,
        of_dates="最早的{0}",
    ),
    Word(
        "max",
        "max(表.列)",
        "最大的、最晚的；没有行为空",
        "最大的{0}",
        (ORDERED,),
        same_unit=True,
        of_dates="最晚的{0}",
    ),
    Word("avg", "avg(表.列)", "平均；没有行为空", "{0}平均", (NUMBER,), same_unit=True),
    Word(
        "any",
        "any(条件)",
        "至少一行合条件；没有行为假",
        "有{0}的记录",
        (CONDITION,),
        denies="没有{0}的记录",
    ),
    Word(
        "listing",
        "listing(表.列)",
        "各行的文字，排好以后用顿号连起来，最多 1000 个字；没有行为空",
        "各个{0}",
        (TEXT,),
        Kind.TEXT,
    ),
)

HOUSEHOLD_WORDS = (
    Word(
        "any_member",
        "any_member(条件)",
        "至少一名家庭成员合条件",
        "家中有成员{0}",
        (CONDITION,),
        denies="家中没有成员{0}",
    ),
    Word(
        "every_member",
        "every_member(条件)",
        "每名成员都合条件；没有登记成员的户为假",
        "家中每名成员都{0}",
        (CONDITION,),
        denies="家中不是每名成员都{0}",
    ),
    Word(
        "members",
        "members(条件)",
        "合条件的成员数；全部成员写 `members(true)`",
        "家中{0}的人数",
        (CONDITION,),
        Kind.NUMBER,
        unit="人",
    ),
)

LISTED = Word(
    "listed",
    "listed(列, 表.列)",
    "这个值在那张表的那一列里有；列为空就是没有，不是说不准",
    "{0}在{1}里有",
    (COMPARABLE, COMPARABLE),
    Kind.BOOLEAN,
    denies="{0}在{1}里没有",
)
"""The one word that looks for a value in another table, whoever its rows are about."""

ROW_WORDS = (
    Word(
        "next",
        "next(表.列)",
        "同一人（户）的行里比这一行晚（大）的最近一个值；只能写在汇总里，不受 filter 影响",
        "下一个{0}",
        (ORDERED,),
        same_unit=True,
    ),
    Word(
        "different",
        "different(甲, 乙)",
        "整张表里乙与本行相同的行，甲有几个不同的值；乙可以写几列，有一列为空就是 0",
        "整张表里{1}与本行相同的，不同{0}的个数",
        (COUNTABLE, MATCHED),
        Kind.NUMBER,
        repeats=True,
        unit="个",
    ),
)
"""Words that set a row beside the other rows of its own table."""

DATED_WORDS = (
    Word(
        "in_force",
        "in_force(:参数, 某日)",
        "某日生效的参数值；那天没有生效的值为空",
        "{1}生效的{0}",
        (PLAIN, DATE),
        same_unit=True,
    ),
    Word(
        "due",
        "due(:时限, 某日)",
        "从某日起按时限到期的那天：时限取某日生效的，照它的单位算日或工作日",
        "{1}起按{0}到期的那天",
        (NUMBER, DATE),
        Kind.DATE,
    ),
)
"""Words that ask a parameter of another day than the day asked about."""

_OF_ROWS = (*AGGREGATES, *HOUSEHOLD_WORDS, *ROW_WORDS, LISTED)
_CALLED = (*FUNCTIONS, *RECORD_FUNCTIONS, *_OF_ROWS, *DATED_WORDS)

WORDS: dict[str, Word] = {word.name: word for word in (*OPERATORS, *_CALLED)}
"""Every word by name."""


def _names(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(word.name for word in words)


FUNCTION_NAMES = _names((*FUNCTIONS, *RECORD_FUNCTIONS))
AGGREGATE_NAMES = _names(AGGREGATES)
HOUSEHOLD_NAMES = _names(HOUSEHOLD_WORDS)
ROW_NAMES = _names(ROW_WORDS)
DATED_NAMES = _names(DATED_WORDS)
CALLED = _names(_CALLED)
"""Every word written with brackets after it."""
