"""The SQL of words for records of people: several-valued cells, ID numbers, phones."""

from functools import reduce

from sqlglot import exp

Sql = exp.Expr

_COMMA = ","
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
"""GB 11643: the weight of each of the first 17 digits, and the 18th by the sum modulo 11."""

_BIRTHDAY = "^[12][0-9]{7}$"
_ID = "^[0-9]{17}[0-9X]$"
_CARD = "^[0-9]{17}[0-9X][1-7][1-4](..)?$"
_TEMPORARY = "^999999"
_CARD_KIND, _CARD_GRADE = "^[1-7]$", "^[1-4]$"
_PHONE = "^1[3-9][0-9]{9}$"


def has(cell: Sql, *values: Sql) -> Sql:
    """Whether a cell holds one of the values as a whole item."""
    within = _joined(_text(_COMMA), _or_nothing(cell), _text(_COMMA))
    found = [exp.Contains(this=within.copy(), expression=_item(value)) for value in values]
    return exp.or_(*found, copy=False)


def has_only(cell: Sql, *values: Sql) -> Sql:
    """Whether nothing is left of a cell without the values; never so of an empty cell."""
    doubled = exp.Replace(this=cell.copy(), expression=_text(_COMMA), replacement=_text(",,"))
    rest: Sql = _joined(_text(_COMMA), doubled, _text(_COMMA))
    for value in values:
        rest = exp.Replace(this=rest, expression=_item(value), replacement=_text(""))
    return _certain(exp.EQ(this=rest, expression=_text("")))


def items(cell: Sql) -> Sql:
    """How many items a cell holds: one more than commas."""
    bare = exp.Replace(this=cell.copy(), expression=_text(_COMMA), replacement=_text(""))
    commas = exp.Sub(this=exp.Length(this=cell), expression=exp.Length(this=bare))
    one_more = exp.Add(this=commas, expression=exp.Literal.number(1))
    return exp.Coalesce(this=one_more, expressions=[exp.Literal.number(0)])


def together(*cells: Sql) -> Sql:
    """The items of several cells as one cell's."""
    joined = _joined(*(_or_nothing(_joined(_text(_COMMA), cell)) for cell in cells))
    rest = exp.Substring(this=joined, start=exp.Literal.number(2))
    return exp.Nullif(this=rest, expression=_text(""))


def birthday(number: Sql) -> Sql:
    """The day told by characters 7 to 14 of an ID number."""
    year, month, day = (_part(number, *place) for place in ((7, 4), (11, 2), (13, 2)))
    written = _joined(year, _text("-"), month, _text("-"), day)
    told = exp.TryCast(this=written, to=exp.DataType.build("DATE"))
    return exp.Case(ifs=[exp.If(this=_like(_part(number, 7, 8), _BIRTHDAY), true=told)])


def id_ok(number: Sql) -> Sql:
    """Whether 18 characters are an ID number whose check digit holds."""
    return _certain(_checked(number, _ID))


def card_ok(number: Sql) -> Sql:
    """Whether 20 or 22 characters begin with a checked ID number, a kind and a grade."""
    return _certain(_checked(number, _CARD))


def id_temporary(number: Sql) -> Sql:
    """Whether it is a number the system made up for somebody who has none yet."""
    return _certain(_like(number, _TEMPORARY))


def card_kind(number: Sql) -> Sql:
    """The kind of a disability, as the card's number tells it."""
    return _digit(number, 19, _CARD_KIND)


def card_grade(number: Sql) -> Sql:
    """The grade of a disability, as the card's number tells it."""
    return _digit(number, 20, _CARD_GRADE)


def phone_ok(number: Sql) -> Sql:
    """Whether it is a mobile number."""
    return _certain(_like(number, _PHONE))


def _checked(number: Sql, pattern: str) -> Sql:
    """Whether it is written like the pattern, which begins with 17 digits, and well checked.

    The digits are taken from one whole number: that is cheaper than from 17 texts.
    """
    digits = exp.TryCast(this=_part(number, 1, 17), to=exp.DataType.build("BIGINT"))
    weighed = (_weighed(digits, place, weight) for place, weight in enumerate(_WEIGHTS))
    total = reduce(lambda left, right: exp.Add(this=left, expression=right), weighed)
    place = exp.Add(this=_modulo(exp.paren(total), 11), expression=exp.Literal.number(1))
    right = exp.Substring(this=_text(_CHECK_DIGITS), start=place, length=exp.Literal.number(1))
    checked = exp.EQ(this=_part(number, 18, 1), expression=right)
    return exp.Case(ifs=[exp.If(this=_like(number, pattern), true=checked)])


def _digit(number: Sql, place: int, pattern: str) -> Sql:
    digit = _part(number, place, 1)
    told = exp.TryCast(this=digit, to=exp.DataType.build("INTEGER"))
    return exp.Case(ifs=[exp.If(this=_like(digit, pattern), true=told)])


def _weighed(digits: Sql, place: int, weight: int) -> Sql:
    unit = exp.Literal.number(10 ** (len(_WEIGHTS) - 1 - place))
    digit = _modulo(exp.paren(exp.IntDiv(this=digits.copy(), expression=unit)), 10)
    return exp.Mul(this=exp.paren(digit), expression=exp.Literal.number(weight))


def _modulo(number: Sql, by: int) -> Sql:
    return exp.Mod(this=number, expression=exp.Literal.number(by))


def _like(text: Sql, pattern: str) -> Sql:
    return exp.RegexpLike(this=text.copy(), expression=_text(pattern))


def _part(text: Sql, start: int, length: int) -> Sql:
    numbers = exp.Literal.number(start), exp.Literal.number(length)
    return exp.Substring(this=text.copy(), start=numbers[0], length=numbers[1])


def _item(value: Sql) -> Sql:
    return _joined(_text(_COMMA), value, _text(_COMMA))


def _joined(*texts: Sql) -> Sql:
    return reduce(lambda left, right: exp.DPipe(this=left, expression=right, safe=True), texts)


def _or_nothing(text: Sql) -> Sql:
    return exp.Coalesce(this=text.copy(), expressions=[_text("")])


def _certain(condition: Sql) -> Sql:
    return exp.Coalesce(this=condition, expressions=[exp.false()])


def _text(text: str) -> Sql:
    return exp.Literal.string(text)
