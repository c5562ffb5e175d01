"""Names of sheets as Excel takes them: short, without some signs, none like another."""

import re

LONGEST = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = ("", "history")
_UNNAMED = "表"


class SheetNames:
    """The names of one workbook's sheets, each given once, capitals and small letters alike.

    ``taken`` are names it has already.
    """

    def __init__(self, *taken: str) -> None:
        self._given = set(map(str.casefold, taken))

    def legal(self, name: str) -> str:
        """A name as near to ``name`` as Excel takes, and none has yet."""
        base = _cut(_ILLEGAL.sub("_", name).strip("' "), LONGEST)
        if base.casefold() in _RESERVED:
            base = f"{base}{_UNNAMED}"
        found, number = base, 1
        while found.casefold() in self._given:
            number += 1
            ending = f"（{number}）"
            found = _cut(base, LONGEST - len(ending)) + ending
        self._given.add(found.casefold())
        return found


def _cut(name: str, most: int) -> str:
    """The beginning of a name; Excel counts signs outside the usual plane as two."""
    cut = name.encode("utf-16-le", "replace")[: 2 * most].decode("utf-16-le", "ignore")
    return cut.rstrip("' ")
