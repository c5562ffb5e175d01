"""The expression as a Chinese sentence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from luoshi.expressions.joins import Entity, person_column
from luoshi.expressions.patterns import said
from luoshi.expressions.tree import (
    Aggregate,
    Call,
    ColumnCell,
    Dated,
    Listed,
    Literal,
    Members,
    Node,
    Parameter,
)
from luoshi.expressions.vocabulary import (
    AS_OF,
    PERIOD_END,
    PERIOD_START,
    YEAR,
    Kind,
    Vocabulary,
)
from luoshi.expressions.word import Word
from luoshi.expressions.words import LISTED, WORDS
from luoshi.text.dates import chinese_date
from luoshi.text.numbers import plain
from luoshi.warehouse.schema import Column

_JOINED = ("and", "or")
_ARITHMETIC = ("+", "-", "*", "/", "negative")
_LISTED = ("least", "greatest", "concat", "together")
_CHOICES = {"in": "、", "has": "或", "has_only": "、"}
"""Words whose first argument is held against the others, and what stands between those."""
_OWNERS = {
    Entity.PERSON: "本人",
    Entity.COUNTY: "本县",
    Entity.PLACE: "本村",
}
_BUILT_IN = {AS_OF: "查询日", PERIOD_START: "期初", PERIOD_END: "期末", YEAR: "查询年度"}


def explain(node: Node, vocabulary: Vocabulary, values: Mapping[str, object]) -> str:
    """What a node says; ``values`` are parameters' values by name, shown where given."""
    return _Explainer(vocabulary, values).say(node)


class _Explainer:
    def __init__(self, vocabulary: Vocabulary, values: Mapping[str, object]) -> None:
        self.vocabulary = vocabulary
        self.values = values

    def say(self, node: Node, unit: str | None = None) -> str:
        match node:
            case Literal():
                return shown(node.value, unit)
            case Parameter():
                return self.parameter(node.name, unit)
            case ColumnCell():
                return node.column if node.own else f"{self.title(node.table)}的{node.column}"
            case Call():
                return self.call(node)
            case Aggregate():
                return self.aggregate(node, WORDS[node.word].says)
            case Members():
                return WORDS[node.word].says.format(self.enclosed(node.condition))
            case Listed() | Dated():
                return self.looked_up(node)

    def looked_up(self, node: Listed | Dated) -> str:
        if isinstance(node, Listed):
            return self.listed(node, LISTED.says)
        title = self.vocabulary.titles.get(node.parameter, node.parameter)
        return WORDS[node.word].says.format(title, self.say(node.day))

    def listed(self, node: Listed, says: str) -> str:
        return says.format(self.say(node.value), f"{self.title(node.table)}的{node.column}")

    def call(self, node: Call) -> str:
        match node.word:
            case "not":
                return self.denied(node.arguments[0])
            case "and" | "or":
                return f"，{'且' if node.word == 'and' else '或'}".join(
                    self.enclosed(argument) for argument in node.arguments
                )
            case "case":
                return self.case(node)
            case "like":
                return self.like(node, denied=False)
            case _:
                return self.phrase(node, _says(WORDS[node.word], node.arguments[0]))

    def like(self, node: Call, *, denied: bool) -> str:
        first, pattern = node.arguments
        if not isinstance(pattern, Literal):
            word = WORDS[node.word]
            return self.phrase(node, (denied and word.denies) or word.says)
        column = self.column(first)
        says = said(str(pattern.value), column.type if column else None)
        return says[denied].format(self.operand(first, node.word, None))

    def column(self, node: Node) -> Column | None:
        """The column a node stands for; None where it is none of the tables'."""
        if not isinstance(node, ColumnCell):
            return None
        return self.vocabulary.tables[node.table].by_name.get(node.column)

    def phrase(self, node: Call, says: str) -> str:
        unit = next((one.type.unit for one in node.arguments if one.type.unit), None)
        unit = unit if WORDS[node.word].alike else None
        parts = [self.operand(argument, node.word, unit) for argument in node.arguments]
        names = self.names(node.arguments[0])
        for index, argument in enumerate(node.arguments):
            if WORDS[node.word].constant(index) is not None:
                parts[index] = self.constant(argument)
            elif isinstance(argument, Literal) and argument.value in names:
                parts[index] = shown(names[str(argument.value)])
        if node.word in ("+", "*"):
            return says.replace("{0}", "").replace("{1}", "").join(parts)
        if node.word in _CHOICES:
            return says.format(parts[0], _CHOICES[node.word].join(parts[1:]))
        if node.word in _LISTED:
            return says.format("、".join(parts))
        return self.fewer(node, says, parts)

    def names(self, node: Node) -> Mapping[str, str]:
        """What people call the values of a column, where they do not go by the values."""
        column = self.column(node)
        return self.vocabulary.names.get((column and column.element) or "", {})

    def fewer(self, node: Call, says: str, parts: list[str]) -> str:
        """Words whose last argument may be left out."""
        if node.word == "round" and len(parts) == 1:
            return f"{parts[0]}（取整）"
        if node.word == "substr" and len(parts) == 2:
            return f"{parts[0]}第{parts[1]}字起的文字"
        if node.word == "coalesce":
            return says.format(parts[0], "、再取".join(parts[1:]))
        return says.format(*parts)

    def operand(self, node: Node, word: str, unit: str | None) -> str:
        text = self.say(node, unit)
        within = word in _ARITHMETIC or (isinstance(node, Call) and node.word in (*_JOINED, "case"))
        compound = isinstance(node, Call) and node.word in (*_ARITHMETIC, *_JOINED, "case")
        return f"（{text}）" if within and compound else text

    def enclosed(self, node: Node) -> str:
        text = self.say(node)
        return f"（{text}）" if isinstance(node, Call) and node.word in _JOINED else text

    def denied(self, node: Node) -> str:
        match node:
            case Call(word="like"):
                return self.like(node, denied=True)
            case Call() if (denies := WORDS[node.word].denies) and node.word != "not":
                return self.phrase(node, denies)
            case Aggregate() if denies := WORDS[node.word].denies:
                return self.aggregate(node, denies)
            case Members() if denies := WORDS[node.word].denies:
                return denies.format(self.enclosed(node.condition))
            case Listed() if LISTED.denies:
                return self.listed(node, LISTED.denies)
            case _:
                return f"并非（{self.say(node)}）"

    def case(self, node: Call) -> str:
        paired = len(node.arguments) // 2 * 2
        texts = [self.say(argument, node.type.unit) for argument in node.arguments]
        pairs = zip(texts[:paired:2], texts[1:paired:2], strict=True)
        whens = [f"{condition}时为{value}" for condition, value in pairs]
        return "，".join([*whens, *(f"否则为{rest}" for rest in texts[paired:])])

    def aggregate(self, node: Aggregate, says: str) -> str:
        if node.entity is Entity.LIKENESS:
            return says.format(
                self.say(node.argument), "、".join(own.column for own, _ in node.keys)
            )
        dated = "当期" if node.period else ""
        whole = f"{self.owner(node)}{dated}{self.title(node.table)}"
        argument = self.enclosed(node.argument)
        if node.distinct:
            said = f"不同{argument}的个数"
        else:
            said = _says(WORDS[node.word], node.argument, says).format(argument)
        kept = f"（只算{self.say(node.filter)}的）" if node.filter else ""
        return f"{whole}中{said}{kept}"

    def owner(self, node: Aggregate) -> str:
        if node.entity is Entity.REGION:
            assert self.vocabulary.region is not None
            return self.title(self.vocabulary.region)
        if node.entity in _OWNERS:
            return _OWNERS[node.entity]
        return "全家" if person_column(self.vocabulary.tables[node.table]) else "本户"

    def constant(self, node: Node) -> str:
        """A number within a phrase: the bare value where it is known."""
        if isinstance(node, Parameter) and node.name in self.values:
            return shown(self.values[node.name])
        return f"〔{self.say(node)}〕" if isinstance(node, Parameter) else self.say(node)

    def parameter(self, name: str, unit: str | None) -> str:
        title = _BUILT_IN.get(name) or self.vocabulary.titles.get(name, name)
        if name not in self.values:
            return title
        return f"{title}（{shown(self.values[name], unit)}）"

    def title(self, table: str) -> str:
        return self.vocabulary.tables[table].title


def _says(word: Word, first: Node, says: str | None = None) -> str:
    if first.type.kind is Kind.DATE and word.of_dates:
        return word.of_dates
    if first.type.kind is Kind.NUMBER and word.name in _EQUAL:
        return _EQUAL[word.name]
    return says or word.says


_EQUAL = {"=": "{0}等于{1}", "<>": "{0}不等于{1}"}


def shown(value: object, unit: str | None = None) -> str:
    """A value as people write it."""
    match value:
        case bool():
            return "是" if value else "否"
        case date():
            return chinese_date(value)
        case int() | float() | Decimal():
            return f"{plain(value)} {unit}" if unit else plain(value)
        case _:
            return f"“{value}”"
