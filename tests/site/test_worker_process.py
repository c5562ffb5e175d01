"""A real worker beside the process that serves: killed in the middle, told to stop, waited for."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult
from quality_cases import UserOf, home, sent

from luoshi.site.accounts.models import User
from luoshi.site.quality.actions.uploads import StartRun
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.models import Finding, Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MANY = 3_000
"""Rows that take a while to check."""

Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts ``luoshi worker`` on the database of the tests; what still runs is ended."""
    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path))
    environment = {**os.environ, **_database(tmp_path)}
    started = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from luoshi.cli import app; app(['worker'])"]
        with (tmp_path / "log").open("ab") as log:
            process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, preexec_fn=_heed_interrupts
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log, log


def _heed_interrupts() -> None:
    """Whoever runs the tests in the background has them ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _database(folder: Path) -> dict[str, str]:
    """What leads a process to the database of the tests."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        (folder / "luoshi.sqlite3").symlink_to(told["NAME"])
        return {"LUOSHI_DATABASE": ""}
    host = told["HOST"] or told["OPTIONS"]["host"]
    account = f"{told['USER']}:{told['PASSWORD']}"
    return {"LUOSHI_DATABASE": f"postgresql://{account}@/{told['NAME']}?host={host}"}


@pytest.fixture
def county(user_of: UserOf) -> User:
    return user_of("county")


def begin(county: User) -> Run:
    rows = [home(serial, 是否危房户="是" if serial % 100 == 0 else "否") for serial in range(MANY)]
    return StartRun(county, [sent(rows)]).execute()


def wait_until(told: Callable[[], bool]) -> None:
    end = monotonic() + 120
    while not told():
        assert monotonic() < end
        sleep(0.02)


def state(run: Run) -> str:
    return Run.objects.get(pk=run.pk).state


def begun(run: Run) -> bool:
    return Run.objects.get(pk=run.pk).share > 0


def test_a_run_whose_worker_is_killed_is_taken_up_and_finished(start: Start, county: User) -> None:
    run = begin(county)
    worker = start()
    wait_until(lambda: begun(run))
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert state(run) == RunState.RUNNING
    assert DBTaskResult.objects.get().status == "RUNNING"
    assert not Finding.objects.exists()

    again = start()
    wait_until(lambda: state(run) != RunState.RUNNING)
    assert Run.objects.get().told == ""
    assert (state(run), Finding.objects.count()) == (RunState.DONE, MANY // 100)
    wait_until(lambda: DBTaskResult.objects.get().status == "SUCCESSFUL")
    assert len(DBTaskResult.objects.get().worker_ids) == 2
    again.send_signal(signal.SIGTERM)
    assert again.wait(60) == 0


def test_a_worker_told_to_stop_finishes_what_it_does(start: Start, county: User) -> None:
    run = begin(county)
    worker = start()
    wait_until(lambda: begun(run))
    worker.send_signal(signal.SIGINT)
    assert worker.wait(120) == 0
    assert state(run) == RunState.DONE
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_site_writes_on_while_the_worker_works(start: Start, county: User) -> None:
    over, written, failed = Event(), [], []

    def write() -> None:
        try:
            while not over.is_set():
                county.save()
                written.append(1)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    start()
    try:
        run = begin(county)
        wait_until(lambda: state(run) != RunState.RUNNING)
        assert state(run) == RunState.DONE
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert not failed
    assert len(written) > 100
