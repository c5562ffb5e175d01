"""Functions for records of people, as data: several-valued cells, ID numbers, phones.

The SQL of each is in `luoshi.expressions.records`.
"""

from luoshi.expressions.vocabulary import Kind
from luoshi.expressions.word import CODED, CODES, TEXT, Word

RECORD_FUNCTIONS = (
    Word(
        "has",
        "has(列, '值')",
        "多值列里有这个值，写了几个的有其中之一；列为空就是没有，不是说不准",
        "{0}包含{1}",
        (CODES, TEXT),
        Kind.BOOLEAN,
        repeats=True,
        constants={1: 0},
        denies="{0}不包含{1}",
    ),
    Word(
        "has_only",
        "has_only(列, '值')",
        "多值列里除了这些值没有别的；列为空就不是，不是说不准",
        "{0}只有{1}",
        (CODES, TEXT),
        Kind.BOOLEAN,
        repeats=True,
        constants={1: 0},
        denies="{0}为空或不只有{1}",
    ),
    Word(
        "items",
        "items(列)",
        "多值列里有几个值；列为空是 0",
        "{0}的项数",
        (CODES,),
        Kind.NUMBER,
        unit="项",
    ),
    Word(
        "together",
        "together(甲, 乙)",
        "几列合成一个多值，空的不算；都空就是空",
        "{0}合起来",
        (CODED, CODED),
        Kind.CODES,
        repeats=True,
        same_unit=True,
    ),
    Word(
        "birthday",
        "birthday(证件号码)",
        "证件号码第 7 到 14 位的出生日期；读不成日期是空",
        "{0}里的生日",
        (TEXT,),
        Kind.DATE,
    ),
    Word(
        "id_ok",
        "id_ok(证件号码)",
        "18 位，校验码对得上；空的不是，不是说不准",
        "{0}是合规的身份证号码",
        (TEXT,),
        Kind.BOOLEAN,
        denies="{0}不是合规的身份证号码",
    ),
    Word(
        "card_ok",
        "card_ok(证件号码)",
        "20 或 22 位，前 18 位是合规的身份证号码，再是类别 1—7、等级 1—4；空的不是，不是说不准",
        "{0}是合规的残疾人证号码",
        (TEXT,),
        Kind.BOOLEAN,
        denies="{0}不是合规的残疾人证号码",
    ),
    Word(
        "phone_ok",
        "phone_ok(电话)",
        "11 位数字，13 到 19 开头；空的不是，不是说不准",
        "{0}是手机号码",
        (TEXT,),
        Kind.BOOLEAN,
        denies="{0}不是手机号码",
    ),
)
