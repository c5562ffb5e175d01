"""Spoiled files at the gate, led by atheris along the branches the gate takes.

    python -m fuzz.guided --seconds 600

It ends the process when the time is over, or at the first file that is neither read nor refused,
which it keeps.
"""

import argparse
import sys
import tempfile
import zlib
from pathlib import Path
from random import Random
from zipfile import BadZipFile

import atheris

with atheris.instrument_imports(include=["luoshi.warehouse.gate"]):
    from fuzz.gate import take_in
    from fuzz.seeds import seeds, spoiled

LARGEST = 1 << 20


def mutated(content: bytes, _most: int, seed: int) -> bytes:
    """A file made of another, the parts of a workbook within its archive."""
    try:
        return spoiled(Random(seed), content)
    except (BadZipFile, EOFError, LookupError, OSError, RuntimeError, ValueError, zlib.error):
        return content[: max(len(content) - 1, 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, content in enumerate(seeds(folder)):
        (corpus / str(number)).write_bytes(content)
    options = (f"-max_total_time={given.seconds}", f"-max_len={LARGEST}", "-rss_limit_mb=4096")
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)],
        lambda content: take_in(folder / "input", content),
        custom_mutator=mutated,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
