"""How a ledger says what to fill: comments, the help sheet."""

from luoshi.warehouse.schema import Column, FieldType, Table

KINDS = {
    FieldType.CODE: "从下拉列表里选",
    FieldType.CODES: "可填几个值，用逗号隔开",
    FieldType.YES_NO: "填“是”或“否”",
    FieldType.INTEGER: "整数",
    FieldType.DECIMAL: "数字，最多 {decimals} 位小数",
    FieldType.DATE: "日期，如 2023-01-05",
    FieldType.MONTH: "年月，如 2023-01",
    FieldType.YEAR: "四位年份，如 2023",
    FieldType.PERSON: "18 位身份证号",
    FieldType.HOUSEHOLD: "户编号",
    FieldType.AREA: "区划名称，如 某县/某乡镇/某村，或代码",
    FieldType.PHONE: "一个电话号码",
}
"""What a cell of each type takes; text where none is named."""


def heading(column: Column) -> str:
    """A column's heading: its name, its unit, and a star where it is a must."""
    return f"{column.heading}{'*' if column.required else ''}"


def how_to_fill(column: Column) -> str:
    """What a cell of the column takes, in one line."""
    kind = KINDS.get(column.type, "文字").format(decimals=column.decimals)
    unit = f"，单位：{column.unit}" if column.unit else ""
    bounds = "".join(
        f"，{word} {bound}"
        for word, bound in (("不小于", column.minimum), ("不大于", column.maximum))
        if bound is not None
    )
    must = "必填。" if column.required else "没有可不填。"
    return f"{must}{kind}{unit}{bounds}。{column.note or ''}"


def how_in_general(table: Table) -> list[str]:
    """What to know before filling the ledger, line by line."""
    return [
        "标 * 的列必填；灰底的格已经填好，一般不用改；表头锁定，不要改列名。",
        "没有填内容的行不会读入，不用删。",
        *([f"同一份台账里，{'、'.join(table.key)}相同的算同一条。"] if table.key else []),
        *([f"{table.note}。"] if table.note else []),
        "",
    ]
