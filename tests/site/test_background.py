"""Work in the background: queued with its row, done by one worker, told nothing of persons."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from filelock import FileLock, Timeout
from quality_cases import UserOf, home, sent, states

from luoshi.site import background, bootstrap, sweeping
from luoshi.site.quality.actions import runs
from luoshi.site.quality.actions.uploads import StartRun
from luoshi.site.quality.models import Run
from luoshi.site.worker import LOCK, SoleWorker

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "640422199001011234"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path))
    monkeypatch.setattr("luoshi.site.worker.POLL", 0.05)
    return tmp_path


@pytest.fixture
def run(user_of: UserOf) -> Run:
    """A run that waits for a worker."""
    return StartRun(user_of("county"), [sent([home(1, 是否危房户="是"), home(2)])]).execute()


@contextmanager
def at_work() -> Iterator[None]:
    worker = SoleWorker()
    worker.start()
    try:
        yield
    finally:
        worker.stop()
        assert worker.join(60)


def wait_until(told: Callable[[], bool]) -> None:
    end = monotonic() + 60
    while not told():
        assert monotonic() < end
        sleep(0.05)


def is_over() -> bool:
    return not DBTaskResult.objects.filter(status__in=background.UNFINISHED).exists()


def claimed(times: int) -> None:
    """The one task was begun so often, and its worker died each time."""
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["worker"] * times)


def test_a_page_does_not_wait_and_the_worker_does_the_run(run: Run) -> None:
    assert (run.state, states()) == ("running", {})
    assert background.unfinished(runs.carry_out) == {run.pk}
    with at_work():
        wait_until(is_over)
    assert Run.objects.get().state == "done"
    assert states() == {"0001": "opened"}
    assert background.unfinished(runs.carry_out) == set()


def test_a_task_is_given_the_key_of_its_row_alone(run: Run) -> None:
    assert DBTaskResult.objects.get().args_kwargs == {"args": [run.pk], "kwargs": {}}


def test_what_is_refused_leaves_no_task(run: Run) -> None:
    with pytest.raises(ValidationError, match="还没有做完"):
        StartRun(run.by, [sent([home(1)])]).execute()
    assert DBTaskResult.objects.count() == 1


def test_an_error_is_told_to_the_log_and_not_to_the_table(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(run: Run) -> None:
        raise ValueError(f"马一娃 {NUMBER}")

    monkeypatch.setattr(runs, "_try", fail)
    with at_work():
        wait_until(lambda: Run.objects.get().state == "failed")
    kept = DBTaskResult.objects.get()
    assert kept.status == "FAILED"
    assert kept.exception_class_path.endswith("BackgroundError")
    assert "马一娃" not in kept.traceback
    assert NUMBER not in kept.traceback
    assert kept.return_value is None
    assert Run.objects.get().told == runs.BROKEN
    assert "ValueError" in caplog.text


def test_what_was_cut_off_is_done_again(run: Run) -> None:
    claimed(background.MOST_TRIES - 1)
    with at_work():
        wait_until(is_over)
    kept = DBTaskResult.objects.get()
    assert (kept.status, len(kept.worker_ids)) == ("SUCCESSFUL", background.MOST_TRIES)
    assert Run.objects.get().state == "done"


def test_what_ends_every_worker_is_given_up_and_says_what_to_do(run: Run, own_home: Path) -> None:
    claimed(background.MOST_TRIES)
    with at_work():
        wait_until(lambda: Run.objects.get().state == "failed")
    found = Run.objects.get()
    assert (found.told, found.folder) == (runs.BROKEN, "")
    assert "请重新上传" in found.told
    assert DBTaskResult.objects.get().status == "FAILED"
    assert not list((own_home / "uploads/quality").iterdir())


def test_a_task_that_is_gone_leaves_no_run_hanging(run: Run) -> None:
    DBTaskResult.objects.all().delete()
    with at_work():
        wait_until(lambda: Run.objects.get().state == "failed")


def test_a_worker_waits_while_another_works(run: Run, own_home: Path) -> None:
    other = FileLock(own_home / LOCK, thread_local=False)
    other.acquire()
    with at_work():
        sleep(0.5)
        assert DBTaskResult.objects.get().status == "READY"
        other.release()
        wait_until(is_over)
        with pytest.raises(Timeout):
            other.acquire(timeout=0)


def test_a_worker_outlives_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([True])

    def resume() -> None:
        if next(tries, False):
            raise ConnectionError

    monkeypatch.setattr("luoshi.site.worker.resume", resume)
    monkeypatch.setattr("luoshi.site.worker.REST", 0)
    with at_work():
        wait_until(is_over)
    assert Run.objects.get().state == "done"


def test_rows_of_old_tasks_are_deleted(run: Run) -> None:
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=timezone.now())
    assert background.forget_finished() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - background.KEPT - timedelta(minutes=1))
    assert background.forget_finished() == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_serving_works_in_the_background_unless_told_not_to(
    wanted: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(*_: object, **__: object) -> None:
        if wanted:
            wait_until(is_over)
        else:
            sleep(0.5)

    for name in ("demand_vendor_files", "prepare"):
        monkeypatch.setattr(bootstrap, name, lambda: None)
    monkeypatch.setattr(bootstrap, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(sweeping, "keep_sweeping", lambda: None)
    monkeypatch.setattr(bootstrap.waitress, "serve", serve)
    monkeypatch.setattr("luoshi.site.worker.STOPPING", ())
    bootstrap.serve("127.0.0.1", 0, worker=wanted)
    assert is_over() is wanted
