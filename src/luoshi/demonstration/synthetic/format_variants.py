"""Cells and headings as offices write them: harmless forms an importer must read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from luoshi.demonstration.synthetic.sheets import Cell, SheetColumn, SyntheticSheet, text
from luoshi.text.dates import chinese_date
from luoshi.text.numerals import chinese, chinese_digits
from luoshi.warehouse.schema import CodeItem, CodeList, Column, FieldType

Random = np.random.Generator
Variant = Callable[[str, Random], str]

VARIED = 0.04
"""Share of cells written in another form."""

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

BLANKS: tuple[Variant, ...] = (
    lambda cell, _: cell + " ",
    lambda cell, _: " " + cell,
    lambda cell, _: cell + "\u3000",
)
WIDE: Variant = lambda cell, _: cell.translate(_WIDE)  # noqa: E731


def vary(sheet: SyntheticSheet, codes: Mapping[str, CodeList], rng: Random) -> SyntheticSheet:
    """The sheet with some cells and headings written as people write them."""
    taken = {spelling for part in sheet.parts for spelling in (part.heading, part.column.name)}
    parts = [
        SheetColumn(_heading(part, taken, rng), part.column, _varied(part, codes, rng))
        for part in sheet.parts
    ]
    return replace(sheet, parts=parts)


def card_numbers(sheet: SyntheticSheet, codes: Mapping[str, CodeList], rng: Random) -> None:
    """Name the holders of disability cards by the card: ID number, kind and grade.

    Some cards were issued again and have two more characters.
    """
    person, kind, grade = sheet.parts[0], sheet.part("残疾类别"), sheet.part("残疾等级")
    kinds, grades = (
        {item.name: item.code for item in codes[part.column.codes or ""].items}
        for part in (kind, grade)
    )
    again = (rng.random(len(sheet)) < VARIED).tolist()
    person.heading = "残疾证号"
    person.cells = [
        f"{cells[0]}{kinds[str(cells[1])]}{grades[str(cells[2])]}{'B1' * renewed}"
        for *cells, renewed in zip(person.cells, kind.cells, grade.cells, again, strict=True)
    ]


def _heading(part: SheetColumn, taken: set[str], rng: Random) -> str:
    column = part.column
    others = [alias for alias in column.aliases if alias not in taken]
    if part.heading in column.parts or rng.random() > 0.3:
        return part.heading
    if others:
        chosen = str(rng.choice(others))
        taken.add(chosen)
        return chosen
    return f"{part.heading}（{column.unit}）" if column.unit else f"{part.heading} "


def _varied(part: SheetColumn, codes: Mapping[str, CodeList], rng: Random) -> list[Cell]:
    cells = list(part.cells)
    if part.column.type in (FieldType.DATE, FieldType.MONTH):
        return _in_forms(cells, part.column, rng)
    variants = _variants(part.column, codes)
    for index in np.flatnonzero(rng.random(len(cells)) < VARIED).tolist():
        cell = cells[index]
        if cell is not None:
            cells[index] = variants[rng.integers(len(variants))](text(cell, part.column), rng)
    return cells


def _variants(column: Column, codes: Mapping[str, CodeList]) -> tuple[Variant, ...]:
    match column.type:
        case FieldType.PERSON:
            return (*BLANKS, WIDE, lambda cell, _: cell.lower(), lambda cell, _: "'" + cell)
        case FieldType.HOUSEHOLD:
            return (*BLANKS, WIDE)
        case FieldType.CODE:
            return (*BLANKS, _spelling(codes[column.codes or ""]))
        case FieldType.YES_NO:
            return (*BLANKS, _yes_or_no)
        case FieldType.INTEGER | FieldType.DECIMAL:
            return (_grouped, WIDE, _with_unit(column.unit), BLANKS[0])
        case FieldType.YEAR:
            return (lambda cell, _: cell + "年", BLANKS[0])
        case FieldType.PHONE:
            return (*BLANKS, WIDE, lambda cell, _: f"{cell[:3]}-{cell[3:7]}-{cell[7:]}")
        case _:
            return BLANKS


def _spelling(codes: CodeList) -> Variant:
    items = {item.name: item for item in codes.items}
    return lambda cell, rng: _other_spelling(items[cell], rng) if cell in items else cell


def _other_spelling(item: CodeItem, rng: Random) -> str:
    spellings = [spelling for spelling in (item.code, *item.aliases) if spelling]
    return str(rng.choice(spellings)) if spellings else item.name + " "


def _yes_or_no(cell: str, rng: Random) -> str:
    return str(rng.choice(["有", "1", "√"] if cell == "是" else ["无", "0", "×"]))


def _grouped(cell: str, _: Random) -> str:
    return f"{Decimal(cell):,}" if cell.isascii() else cell


def _with_unit(unit: str | None) -> Variant:
    return lambda cell, _: cell + (unit if unit and "/" not in unit and "（" not in unit else "")


def _in_forms(cells: list[Cell], column: Column, rng: Random) -> list[Cell]:
    """Days mostly in the file's own form, some in others."""
    forms = MONTH_FORMS if column.type is FieldType.MONTH else DAY_FORMS
    usual = int(rng.integers(len(forms) - 1))
    form = np.where(rng.random(len(cells)) < 0.9, usual, rng.integers(len(forms), size=len(cells)))
    return [
        forms[index](cell) if isinstance(cell, date) else cell
        for cell, index in zip(cells, form.tolist(), strict=True)
    ]


def _in_words(day: date) -> str:
    return f"{chinese_digits(day.year)}年{chinese(day.month)}月{chinese(day.day)}日"


DAY_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.year}-{day.month:02}-{day.day:02}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}{day.month:02}{day.day:02}",
    chinese_date,
    _in_words,
)
MONTH_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.year}{day.month:02}",
    lambda day: f"{day.year}年{day.month}月",
    lambda day: f"{day.year}-{day.month:02}",
)
