"""Typing: does a word take these arguments, and what does it give?"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from luoshi.expressions.errors import ExpressionError, hint, listing
from luoshi.expressions.lengths import check_length
from luoshi.expressions.tree import Call, ColumnCell, Literal, Node, Parameter
from luoshi.expressions.vocabulary import Kind, Type, Vocabulary
from luoshi.expressions.word import CODES, CONDITION, PLAIN, Kinds, Word
from luoshi.expressions.words import WORDS

ASKED_OF_NUMBERS = (
    "证件号码只能用 birthday、id_ok、card_ok、id_temporary、card_kind、card_grade、length、"
    "is null、count、different 来问，或者与同一张表的另一列证件号码比是否相等"
)

_CODED = ("=", "<>", "in", "has", "has_only")


def call(name: str, arguments: Sequence[Node], vocabulary: Vocabulary) -> Call:
    """A call of a word, once its arguments are found to fit."""
    word = WORDS[name]
    _check_number_of(word, arguments)
    for index, argument in enumerate(arguments):
        check(argument, word.takes[min(index, len(word.takes) - 1)], word)
    if word.alike:
        _check_alike(arguments)
        _check_of_one_table(arguments)
    for index, argument in enumerate(arguments):
        most = word.constant(index)
        if most is not None:
            _check_constant(argument, word, most)
    if name in _CODED:
        _check_codes(arguments, vocabulary)
    found = Call(result(word, *arguments), name, tuple(arguments))
    if word.grows:
        check_length(found)
    return found


def case(arguments: Sequence[Node]) -> Call:
    """A ``case``: conditions and values in turn, then perhaps the value for the rest."""
    paired = len(arguments) // 2 * 2
    values = [*arguments[1:paired:2], *arguments[paired:]]
    for condition in arguments[:paired:2]:
        check(condition, CONDITION, WORDS["case"])
    for value in values:
        check(value, PLAIN, WORDS["case"])
    _check_alike(values)
    unit = next((value.type.unit for value in values if value.type.unit), None)
    return Call(Type(values[0].type.kind, unit), "case", tuple(arguments))


def result(word: Word, first: Node, *others: Node) -> Type:
    """The type of what a word gives: of its first argument, with the code list all share."""
    unit = first.type.unit if word.same_unit else word.unit
    lists = {one.type.codes for one in (first, *others)} - {None}
    codes = lists.pop() if word.same_unit and len(lists) == 1 else None
    return Type(word.gives or first.type.kind, unit, codes)


def check(argument: Node, kinds: Kinds, word: Word) -> None:
    """Refuse an argument of the wrong kind."""
    kind = argument.type.kind
    if kind in kinds:
        return
    wanted = "或".join(one.label for one in Kind if one in kinds)
    raise ExpressionError(
        f"“{word.form}”这里要{wanted}，写的却是{kind.label}{_advice(kind, kinds)}"
    )


def _advice(kind: Kind, kinds: Kinds) -> str:
    if kind is Kind.PERSON:
        return "；人员列只能判断是否为空，或用 count 计数"
    if kind is Kind.IDENTIFIER:
        return f"；{ASKED_OF_NUMBERS}"
    if kind is Kind.CODES:
        return "；多值列请用 has(列, '值')"
    if kinds == CODES:
        return "；不是多值列，请直接用 ="
    return _date_advice(kind, *kinds)


def _check_number_of(word: Word, arguments: Sequence[Node]) -> None:
    most = len(word.takes)
    least = most - word.optional
    if len(arguments) < least or (len(arguments) > most and not word.repeats):
        raise ExpressionError(f"“{word.name}”的写法是 {word.form}，这里写了 {len(arguments)} 项")


def _check_alike(arguments: Sequence[Node]) -> None:
    first = arguments[0].type.kind
    for other in arguments[1:]:
        kind = other.type.kind
        if kind is not first:
            advice = _advice_on_numbers(first, kind) or _date_advice(first, kind)
            raise ExpressionError(f"不能把{first.label}和{kind.label}放在一起比较或取值{advice}")


def _check_of_one_table(arguments: Sequence[Node]) -> None:
    """Numbers are held against numbers of the same table: what else holds one may be a guess."""
    numbers = [one for one in arguments if one.type.kind is Kind.IDENTIFIER]
    tables = {one.table if isinstance(one, ColumnCell) else None for one in numbers}
    if len(tables) > 1 or None in tables:
        raise ExpressionError(ASKED_OF_NUMBERS)


def _advice_on_numbers(*kinds: Kind) -> str:
    return f"；{ASKED_OF_NUMBERS}" if Kind.IDENTIFIER in kinds else ""


def _date_advice(*kinds: Kind) -> str:
    if {Kind.DATE, Kind.TEXT} <= set(kinds):
        return "；日期请写成 date '2023-01-01'"
    if {Kind.NUMBER, Kind.TEXT} <= set(kinds):
        return "；数不加引号，文字才加引号"
    return ""


def _check_constant(argument: Node, word: Word, most: int) -> None:
    if isinstance(argument, Parameter):
        return
    if not isinstance(argument, Literal):
        raise ExpressionError(f"“{word.form}”的这一项只能直接写出来，或者写参数")
    constant(argument.value, word, most)


def constant(value: object, word: Word, most: int) -> str | int:
    """A text without backslash, or a whole number from 0 to ``most``; else an error."""
    if isinstance(value, str):
        if "\\" in value:
            raise ExpressionError(f"“{word.form}”里不能用反斜杠")
        return value
    number = Decimal(str(value))
    if number != number.to_integral_value() or not 0 <= number <= most:
        raise ExpressionError(f"“{word.form}”的这一项要 0 到 {most} 的整数，写的是 {value}")
    return int(number)


def _check_codes(arguments: Sequence[Node], vocabulary: Vocabulary) -> None:
    codes = next((one.type.codes for one in arguments if one.type.codes), None)
    spellings = vocabulary.spellings(codes)
    for argument in arguments:
        if isinstance(argument, Literal) and isinstance(argument.value, str):
            if not argument.value:
                raise ExpressionError("空的格子没有文字可比，请写 is null")
            if spellings is not None:
                _check_code(argument.value, spellings)


def _check_code(value: str, spellings: Mapping[str, str]) -> None:
    names = set(spellings.values())
    if value in names:
        return
    if value in spellings:
        raise ExpressionError(f"码表里的“{value}”存作“{spellings[value]}”，请写后者")
    known = hint(value, names) or f"，可用的值：{listing(sorted(names))}"
    raise ExpressionError(f"码表里没有“{value}”{known}")
