"""What pages read of cases by name is declared, so that proving a pack proves that it is there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from luoshi import site
from luoshi.casework.pages import PAGES
from luoshi.casework.projects.pages import PROJECT
from luoshi.casework.relations import words
from luoshi.pack import load
from luoshi.pack.processes import MONITORING

SITE = Path(site.__path__[0])


def named(folder: Path, known: set[str]) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*.py"):
        # The demonstration fills fields in; it reads none.
        if {"migrations", "demo", "demo.py"} & {*file.relative_to(SITE).parts}:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in known:
                yield file.name, str(node.value)


@pytest.mark.parametrize(("process", "folder"), [(MONITORING, "casework"), (PROJECT, "projects")])
def test_no_page_reads_what_is_not_declared(process: str, folder: str) -> None:
    tables, ledgers = words(load(), process).tables, load().processes[process].ledgers
    ids = [process, *((ledgers.main, *ledgers.rows) if ledgers else ())]
    known = {column.name for id_ in ids for column in tables[id_].columns}
    declared = set[str]()
    for reads in PAGES[process]:
        declared |= {*reads.fields, *(name for kinds in reads.rows.values() for name in kinds)}
    assert {
        (file, one) for file, one in named(SITE / folder, known) if one not in declared
    } == set()
