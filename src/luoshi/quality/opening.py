"""What a run begins with: the exports in files, and the checks that will be asked of them."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from luoshi.pack import Pack
from luoshi.pack.checks import parsed_check
from luoshi.quality.inputs import chosen
from luoshi.quality.reading import Export, read_export


def read_exports(files: Iterable[Path], pack: Pack, rules: Iterable[str] = ()) -> list[Export]:
    """The exports in files, read side by side; the checks of ``rules`` are parsed meanwhile.

    Raises:
        QualityError: there is no such rule, or as of :func:`read_export`.
    """
    checks, tables = chosen(pack, rules), pack.exports.values()
    with ThreadPoolExecutor() as readers:
        exports = readers.map(lambda file: read_export(file, tables), files)
        for check in checks:
            parsed_check(check, pack)
        return list(exports)
