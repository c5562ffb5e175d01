"""What the page offers while a condition is typed: columns, words, parameters, values."""

from datetime import date

from luoshi import pack
from luoshi.expressions.vocabulary import is_plain
from luoshi.expressions.words import WORDS
from luoshi.pack.models import Parameter
from luoshi.warehouse.schema import Column, FieldType

Offer = dict[str, str]

MOST_VALUES = 60
"""Values of a code list that are offered."""

_TYPES = {
    FieldType.TEXT: "文字",
    FieldType.CODE: "代码",
    FieldType.CODES: "多值",
    FieldType.YES_NO: "是否",
    FieldType.INTEGER: "数",
    FieldType.DECIMAL: "数",
    FieldType.YEAR: "年",
    FieldType.DATE: "日期",
    FieldType.MONTH: "月份",
    FieldType.PERSON: "人员",
    FieldType.HOUSEHOLD: "户编号",
    FieldType.PHONE: "电话",
    FieldType.ID_NUMBER: "证件号码",
}


def offers(day: date) -> dict[str, object]:
    """Everything that may be written, as a script reads it.

    Columns by table, each ``{text, told, values}``; ``words`` and ``parameters`` are
    ``{text, told}``: what is written, and what it means.
    """
    policy = pack.load()
    return {
        "tables": {
            table.id: {"title": table.title, "columns": [_column(c) for c in table.columns]}
            for table in policy.exports.values()
        },
        "words": _words(),
        "parameters": [
            {"text": ":as_of", "told": "数据截至的那一天"},
            {"text": ":county", "told": "本县的县名"},
            *(_parameter(one, day) for one in policy.parameters.values()),
        ],
    }


def written(name: str) -> str:
    """A column's name as it stands in an expression."""
    return name if is_plain(name) else f'"{name}"'


def _column(column: Column) -> dict[str, object]:
    unit = f"，{column.unit}" if column.unit else ""
    return {
        "text": written(column.name),
        "told": f"{_TYPES.get(column.type, '')}{unit}",
        "values": _values(column),
    }


def _values(column: Column) -> list[str]:
    if column.type is FieldType.YES_NO:
        return ["是", "否"]
    codes = pack.load().codes.get(column.codes or "")
    return [item.name for item in codes.items[:MOST_VALUES]] if codes else []


def _words() -> list[Offer]:
    named = (word for word in WORDS.values() if word.name.replace("_", "").isalpha())
    return [{"text": word.form, "told": word.meaning.replace("`", "")} for word in named]


def _parameter(parameter: Parameter, day: date) -> Offer:
    value = parameter.on(day)
    now = f"，现为 {value.value}{parameter.unit or ''}" if value else "，现在没有生效的值"
    return {"text": f":{parameter.id}", "told": f"{parameter.title}{now}"}
