"""What fuzzing begins with: sound files of every kind, and ways to spoil them."""

import io
import zipfile
from pathlib import Path
from random import Random

from tests.warehouse.gate.books import book
from tests.warehouse.gate.drawing import Drawing, shared_of
from tests.warehouse.made_up import Rows, payment, write_csv, write_parquet, write_xls

ROWS: Rows = [payment("1", "甲", 1.5), payment("2", "乙", "12.5万"), payment("3", "丙", "=1+1")]


ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def seeds(folder: Path) -> list[bytes]:
    """Sound files as bytes."""
    made = [
        write_xls(folder / "a.xls", ROWS),
        write_parquet(folder / "a.parquet", [payment("1", "甲", 1.5)]),
        *(
            write_csv(folder / f"{name}.csv", ROWS, name)
            for name in ("utf-8-sig", "gb18030", "utf-16")
        ),
        *(_drawn(folder / f"{seed}.xlsx", seed) for seed in range(8)),
    ]
    return [path.read_bytes() for path in made]


def _drawn(path: Path, seed: int) -> Path:
    drawing = Drawing(Random(seed), prefix="x:" if seed % 4 == 3 else "", untidy=seed % 2 == 1)
    sheets = [drawing.sheet() for _ in range(2)]
    return book(path, *sheets, shared=shared_of(drawing), prefix=drawing.prefix)


def spoiled(chance: Random, file: bytes) -> bytes:
    """The file with some bytes changed; of a workbook, bytes of one of its parts."""
    if not file.startswith(b"PK") or chance.random() < 0.1:
        return _changed(chance, file)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = chance.choice([name for name in names if name.startswith("xl/")])
        for name in names:
            content = old.read(name)
            new.writestr(name, _changed(chance, content) if name == hit else content)
    return out.getvalue()


_PIECES = (
    b"<", b">", b"</c>", b"<c>", b"<v>", b'"', b"&", b"&#0;", b"\0", b"\xff", b'r="ZZZ9999999"',
    b't="s"', b"1e999", b"-1", b"<row>", b"</row>", b"<!--", b"<![CDATA[", b"\xef\xbb\xbf", b",",
    b"\n", b";", b"99999999999999999999", b'hidden="1"', b"#N/A", b'<f/>', b'max="99999999999"',
)  # fmt: skip


def _changed(chance: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[at:at] = chance.choice(_PIECES)
            case 1:
                del changed[at : at + chance.randint(1, 20)]
            case 2 if at < len(changed):
                changed[at] = chance.randrange(256)
            case _:
                changed[at:at] = changed[max(at - chance.randint(1, 60), 0) : at]
    return bytes(changed)
