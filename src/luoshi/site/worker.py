"""The worker: does the tasks that pages start, one at a time, in one process of the site."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from filelock import FileLock, Timeout

from luoshi.home import home
from luoshi.pack.handover import HandedOver, handed_over
from luoshi.site.background import give_up_abandoned, resume
from luoshi.site.divisions.services.recoding import recode
from luoshi.site.handover import renew

_log = logging.getLogger(__name__)

LOCK = "worker.lock"
"""Held by the one worker. The system lets go of it when a process dies in whatever way, so whoever
holds it knows that a task under way is one that was cut off."""

POLL = 0.5
"""Seconds between two looks for tasks."""

REST = 10
"""Seconds after an error, as of a database that is away."""


GRACE = 1
"""Seconds until one who wants to stop is told why it takes so long."""

STOPPING = (signal.SIGINT, signal.SIGTERM)


class SoleWorker:
    """Does tasks while no other process does; waits where one does, to take its place."""

    def __init__(self) -> None:
        self._id = get_random_string(32)
        self._stopped = False
        self._led_on: HandedOver | None = None
        self._thread = Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Do tasks from now on, on a thread of its own."""
        self._thread.start()

    def join(self, seconds: float | None = None) -> bool:
        """Wait for its end, or for so many seconds; gives whether it ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """End once the task under way is done."""
        self._stopped = True

    def _run(self) -> None:
        """Do tasks until told to stop; no error ends it."""
        while not self._stopped:
            try:
                with FileLock(home() / LOCK).acquire(timeout=POLL, poll_interval=POLL):
                    self._take_over()
            except Timeout:
                continue
            except Exception:
                _log.exception("后台工作中断，%s 秒后再来", REST)
                sleep(REST)
            finally:
                connections.close_all()

    def _take_over(self) -> None:
        resume()
        give_up_abandoned()
        while not self._stopped:
            self.lead_on()
            self._do_waiting()
            close_old_connections()
            sleep(POLL)

    def _do_waiting(self) -> None:
        # Asked by reading first: to claim a task keeps all others from writing for a moment.
        while not self._stopped and DBTaskResult.objects.ready().exists():
            self.lead_on()
            self._for_one_task().run()
            give_up_abandoned()

    def lead_on(self) -> None:
        """Where something else counts than when rows were led on last, lead them on.

        Whoever noticed it first: a page of this process may have.
        """
        renew()
        if self._led_on is not handed_over():
            recode()
            self._led_on = handed_over()

    def _for_one_task(self) -> Worker:
        return Worker(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            excluded_queue_names=[],
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            worker_id=self._id,
            interval=0,
            startup_delay=False,
            batch=True,
            max_tasks=1,
        )


@contextmanager
def working() -> Iterator[None]:
    """With a worker, whose task under way is finished at the end; of the main thread only.

    A signal meanwhile ends the process at once, and the next worker does the task again. To leave
    the thread behind would not do: as the interpreter shuts down, what it is at would seem to fail.
    """
    worker = SoleWorker()
    worker.start()
    try:
        yield
    finally:
        worker.stop()
        for each in STOPPING:
            signal.signal(each, signal.SIG_DFL)
        if not worker.join(GRACE):
            _log.warning("后台正在做的一项做完就停；再按一次 Ctrl-C 立即停，下次从头做这一项")
            worker.join()
