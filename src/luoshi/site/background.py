"""Work that a page starts and does not wait for: tasks in the database, done by one worker.

A task is given the key of one row and nothing else. Work that was cut off is done again from the
start, so it begins by asking whether its row still waits for it.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.apps import apps
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

_log = logging.getLogger(__name__)

OnRow = Task[[int], None]
"""A task on the row of a key."""

MOST_TRIES = 3
"""What ends its worker so often is not tried again: it may need more memory than there is."""

KEPT = timedelta(days=14)
"""How long the rows of finished tasks stay."""

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


class BackgroundError(Exception):
    """Work came to nothing; what happened is in the log."""


def background(work: Callable[[int], None]) -> OnRow:
    """Make a task of a function that is given the key of a row.

    The table of tasks keeps an error's traceback, whose message may quote a cell: it is told none.
    """

    @wraps(work)
    def discreet(pk: int) -> None:
        try:
            work(pk)
        except Exception:
            _log.exception("后台工作 %s（%s）出错", work.__qualname__, pk)
            raise BackgroundError from None

    return task(discreet)


def unfinished(work: OnRow) -> set[int]:
    """The keys of the rows on which a task waits or is at work."""
    tasks = DBTaskResult.objects.filter(task_path=work.module_path, status__in=UNFINISHED)
    return {given["args"][0] for given in tasks.values_list("args_kwargs", flat=True)}


def resume() -> None:
    """Let what was cut off be done again; asked only while no worker is at work."""
    for cut_off in DBTaskResult.objects.running():
        again = len(cut_off.worker_ids) < MOST_TRIES
        cut_off.status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        cut_off.finished_at = None if again else timezone.now()
        cut_off.save(update_fields=["status", "finished_at"])
        told = "从头再做" if again else "不再做"
        _log.warning("后台工作 %s 中断过 %s 次，%s", cut_off.id, len(cut_off.worker_ids), told)


def give_up_abandoned() -> None:
    """Let each app give up the rows that wait for work no task will do; asked by the worker."""
    for app in apps.get_app_configs():
        if give_up := getattr(app, "give_up_abandoned", None):
            give_up()


def forget_finished() -> int:
    """Delete the rows of tasks that ended long ago; gives how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
