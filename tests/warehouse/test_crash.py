"""A writer that is cut off at any step leaves the old state, and the next one succeeds."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from warehouse.made_up import resident, stored, write_csv

from luoshi.warehouse import batches, vault
from luoshi.warehouse import warehouse as warehouse_module
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.warehouse import Warehouse

STEPS = [
    "vault.write_parquet",
    "vault.move_in",
    "batches.write_parquet",
    "batches._flush",
    "batches.move_in",
]
MODULES = {"batches": batches, "vault": vault, "warehouse": warehouse_module}


class CutOffError(Exception):
    pass


def cut_off(*_arguments: object) -> None:
    raise CutOffError


def patch(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    module, name = step.split(".")
    monkeypatch.setattr(MODULES[module], name, cut_off)


@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_leaves_the_old_state(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    import_file(warehouse, "residents", write_csv(tmp_path / "1.csv", [resident(1)]))
    before = stored(warehouse, "residents")
    second = write_csv(tmp_path / "2.csv", [resident(1, 备注="新"), resident(2)])
    with monkeypatch.context() as patched:
        patch(patched, step)
        with pytest.raises(CutOffError):
            import_file(warehouse, "residents", second)
    assert stored(warehouse, "residents") == before
    receipt = import_file(warehouse, "residents", second)
    assert (receipt.accepted, receipt.replaced) == (2, 1)
    assert not list(warehouse.folder("residents").glob(".unfinished-*"))


KILLED = """
import os, signal, sys
from pathlib import Path
from luoshi.warehouse import {module}
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.vault import Vault
from warehouse.conftest import make_warehouse

def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

home = Path(sys.argv[1])
warehouse = make_warehouse(home / "warehouse", Vault.at(home / "vault"))
{module}.{name} = die
import_file(warehouse, "residents", Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", ["batches._flush", "batches.move_in"])
def test_a_writer_killed_at_any_step_leaves_the_old_state(
    warehouse: Warehouse, tmp_path: Path, step: str
) -> None:
    import_file(warehouse, "residents", write_csv(tmp_path / "1.csv", [resident(1)]))
    before = stored(warehouse, "residents")
    second = write_csv(tmp_path / "2.csv", [resident(2)])
    module, name = step.split(".")
    program = KILLED.format(module=module, name=name)
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "home"), str(second)],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert stored(warehouse, "residents") == before
    assert import_file(warehouse, "residents", second).accepted == 1
    assert len(stored(warehouse, "residents")) == 2


def test_writers_of_one_table_take_turns(warehouse: Warehouse, tmp_path: Path) -> None:
    paths = [write_csv(tmp_path / f"{n}.csv", [resident(n), resident(99)]) for n in range(6)]
    writers = [
        threading.Thread(target=import_file, args=(warehouse, "residents", path)) for path in paths
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(stored(warehouse, "residents")) == 7
    assert sum(batch.accepted for batch in warehouse.batches("residents")) == 7
