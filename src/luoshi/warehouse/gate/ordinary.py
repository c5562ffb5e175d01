"""Brings the XML of worksheets and shared texts into its plainest form.

Programs write one table in many ways: with prefixes, in the strict dialect, in UTF-16, with
comments, rich or phonetic texts, without references. A real parser reads them all; what is
written anew has the elements that matter, and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from luoshi.warehouse.gate.markup import NotPlainError

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_NONE = ""

_KEPT = {
    _NONE: {"worksheet": "worksheet", "sst": "sst"},
    "worksheet": {
        "cols": "cols", "sheetData": "sheetData", "mergeCells": "mergeCells",
        "autoFilter": "autoFilter",
    },
    "cols": {"col": "col"},
    "sheetData": {"row": "row"},
    "row": {"c": "c"},
    "c": {"f": "f", "v": "v", "is": "text"},
    "mergeCells": {"mergeCell": "mergeCell"},
    "autoFilter": {"filterColumn": "filterColumn"},
    "sst": {"si": "si"},
    "si": {"t": "run", "r": "runs"},
    "text": {"t": "run", "r": "runs"},
    "runs": {"t": "run"},
}  # fmt: skip
"""Which elements matter within which; phonetic texts and all that is foreign do not."""

_ATTRIBUTES = {
    "col": ("min", "max", "hidden"), "row": ("hidden",), "c": ("s", "t"), "mergeCell": ("ref",)
}  # fmt: skip
_READ = {"f", "v", "run"}


@dataclass
class _Writer:
    """Writes what matters of the elements it is told of."""

    out: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=lambda: [_NONE])
    left_out: int = 0
    text: list[str] | None = None
    row: int = 0
    column: int = 0
    cell: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        space, _, local = name.rpartition(" ")
        role = None if self.left_out else _KEPT.get(self.path[-1], {}).get(local)
        if role is None or space not in _MAIN:
            if self.path[-1] == _NONE and not self.left_out:
                raise NotPlainError
            self.left_out += 1
            return
        self.path.append(role)
        if role in _READ:
            self.text = []
        elif (begin := _BEGIN.get(role)) is not None:
            begin(self, attributes)

    def end(self, _name: str) -> None:
        """An element ends."""
        if self.left_out:
            self.left_out -= 1
            return
        role = self.path.pop()
        if (end := _END.get(role)) is not None:
            end(self)

    def data(self, text: str) -> None:
        """Text stands in an element."""
        if self.text is not None and not self.left_out:
            self.text.append(text)

    def plain(self, role: str) -> Callable[[dict[str, str]], None]:
        """Write the beginning of an element as it is, with the attributes that matter."""
        names = _ATTRIBUTES.get(role, ())

        def begin(attributes: dict[str, str]) -> None:
            told = (f" {n}={quoteattr(attributes[n])}" for n in names if n in attributes)
            self.out.append(f"<{role}{''.join(told)}>")

        return begin


def _begin_row(writer: _Writer, attributes: dict[str, str]) -> None:
    writer.row = _number(attributes.get("r", str(writer.row + 1)))
    writer.column = 0
    hidden = ' hidden="1"' if attributes.get("hidden") in ("1", "true") else ""
    writer.out.append(f'<row r="{writer.row}"{hidden}>')


def _begin_cell(writer: _Writer, attributes: dict[str, str]) -> None:
    reference = attributes.get("r")
    writer.column = _column(reference, writer.row) if reference else writer.column + 1
    writer.cell = {name: attributes[name] for name in ("s", "t") if name in attributes}


def _begin_item(writer: _Writer, _attributes: dict[str, str]) -> None:
    writer.cell = {"text": ""}


def _end_run(writer: _Writer) -> None:
    writer.cell["text"] = writer.cell.get("text", "") + "".join(writer.text or ())
    writer.text = None


def _end_value(writer: _Writer) -> None:
    writer.cell["v"] = "".join(writer.text or ())
    writer.text = None


def _end_formula(writer: _Writer) -> None:
    writer.cell["f"], writer.text = "", None


def _end_cell(writer: _Writer) -> None:
    cell = writer.cell
    kind = cell.get("t", "n")
    held = cell.get("text") if kind == "inlineStr" else cell.get("v")
    formula = "<f/>" if "f" in cell else ""
    if held is None or (kind == "s" and not held.strip()):
        inside = formula
    elif kind == "inlineStr":
        inside = f'<is><t xml:space="preserve">{_written(held)}</t></is>'
    else:
        inside = f"{formula}<v>{_written(held if kind == 'str' else held.strip())}</v>"
    if inside:
        style = f' s="{_number(cell["s"])}"' if "s" in cell else ""
        reference = f"{_letters(writer.column)}{writer.row}"
        writer.out.append(f'<c r="{reference}"{style} t={quoteattr(kind)}>{inside}</c>')


def _end_item(writer: _Writer) -> None:
    writer.out.append(f'<si><t xml:space="preserve">{_written(writer.cell["text"])}</t></si>')


def _as_it_is(role: str) -> Callable[[_Writer, dict[str, str]], None]:
    return lambda writer, attributes: writer.plain(role)(attributes)


def _closing(role: str) -> Callable[[_Writer], None]:
    return lambda writer: writer.out.append(f"</{role}>")


_COPIED = (
    "worksheet", "sst", "cols", "col", "sheetData", "mergeCells", "mergeCell", "autoFilter",
    "filterColumn",
)  # fmt: skip
_BEGIN: dict[str, Callable[[_Writer, dict[str, str]], None]] = {
    **{role: _as_it_is(role) for role in _COPIED},
    "row": _begin_row,
    "c": _begin_cell,
    "si": _begin_item,
}
_END: dict[str, Callable[[_Writer], None]] = {
    **{role: _closing(role) for role in _COPIED},
    "row": _closing("row"),
    "c": _end_cell,
    "si": _end_item,
    "run": _end_run,
    "v": _end_value,
    "f": _end_formula,
}


def ordinary(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give XML, which comes in pieces, in its plainest form.

    Raises:
        NotPlainError: it is broken, or no worksheet and no shared texts.
    """
    writer = _Writer()
    parser = _parser(writer)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            if writer.out:
                yield "".join(writer.out).encode()
                writer.out.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError) as error:
        raise NotPlainError from error
    yield "".join(writer.out).encode()


def _parser(writer: _Writer) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.data
    parser.StartDoctypeDeclHandler = _refuse  # what it defines could grow without bound
    return parser


def _refuse(*_about: object) -> None:
    raise NotPlainError


def _written(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotPlainError
    return int(text)


def _column(reference: str, row: int) -> int:
    """The column a reference names; it must be one of the row it stands in."""
    letters = reference.rstrip("0123456789")
    if not letters or not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise NotPlainError
    if _number(reference[len(letters) :]) != row:
        raise NotPlainError
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
