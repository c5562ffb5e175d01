"""Cells whose value nobody can rely on, and how their senders mend them."""

from luoshi.warehouse.outcome import Fault, Spoiled

_ERROR = Fault("公式出错，没有结果", "在原表里改好公式，或直接填写内容后再送")
_UNSOLVED = Fault("公式没有存下结果", "用 Excel 或 WPS 打开原表，保存一次后再送")
_NO_NUMBER = Fault("这一格存的数字已损坏", "在原表里重新填写后再送")


ERROR_TEXTS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
)
"""What Excel shows for errors, and writes as text where a sheet is saved as text."""


def error_cell(text: str) -> Spoiled:
    """A cell in which the program shows an error, as #N/A."""
    return Spoiled(text, _ERROR)


UNSOLVED = Spoiled("", _UNSOLVED)
"""A cell with a formula that no program has worked out."""


def broken_number(text: str) -> Spoiled:
    """A cell that says it holds a number, and does not."""
    return Spoiled(text, _NO_NUMBER)
