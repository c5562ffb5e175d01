"""What a pattern says in Chinese: 以“脱”开头."""

from luoshi.warehouse.schema import FieldType

ANYTHING, ANY_SIGN = "%", "_"

_LEVELS = {
    "000": ("填到乡镇，没有填到村", "填到村"),
    "000000": ("填到县，没有填到乡镇", "填到乡镇或村"),
}
"""What the noughts at the end of a division's code say, and what it says that they are not."""


def said(pattern: str, type_: FieldType | None = None) -> tuple[str, str]:
    """How ``{0} like pattern`` and its denial read; ``type_`` is the column's type."""
    before, after = pattern.startswith(ANYTHING), pattern.endswith(ANYTHING)
    inner = pattern.strip(ANYTHING)
    if type_ is FieldType.AREA and before and not after and inner in _LEVELS:
        yes, no = _LEVELS[inner]
        return f"{{0}}{yes}", f"{{0}}{no}"
    if not inner or ANYTHING in inner or ANY_SIGN in inner:
        return f"{{0}}符合样式“{pattern}”", f"{{0}}不符合样式“{pattern}”"
    return _of_text(inner, before=before, after=after)


def _of_text(inner: str, *, before: bool, after: bool) -> tuple[str, str]:
    if before and after:
        return f"{{0}}含有“{inner}”", f"{{0}}不含有“{inner}”"
    if before or after:
        end = f"以“{inner}”{'结尾' if before else '开头'}"
        return f"{{0}}{end}", f"{{0}}不{end}"
    return f"{{0}}是“{inner}”", f"{{0}}不是“{inner}”"
