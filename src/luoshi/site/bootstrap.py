"""Making the site ready and serving it."""

import os
import signal
from types import FrameType

import django
import waitress
from django.core.management import call_command

from luoshi.home import home, home_to_be
from luoshi.site import vendor
from luoshi.site.database import SQLITE, VARIABLE
from luoshi.warehouse.locking import sole_writer

THREADS = 8

STOPPING = (signal.SIGINT, signal.SIGTERM)


class NotInstalledError(Exception):
    """What the pages need from npm is not there."""


def prepare() -> None:
    """Set Django up, bring the database to the newest form, let entered values count."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    with sole_writer(home()):  # the site and its worker may start at once
        call_command("migrate", interactive=False, verbosity=0)
    from luoshi.site.parameters.services import renew

    renew(always=True)


def let_entered_values_count() -> None:
    """Where there is a site's database, let the values entered in it count; none is made."""
    if os.environ.get(VARIABLE) or (home_to_be() / SQLITE).exists():
        prepare()


def serve(host: str, port: int, *, worker: bool = True) -> None:
    """Serve the site until it is stopped; with ``worker`` do what runs in the background too.

    Raises:
        NotInstalledError: a style sheet or script from npm is missing.
    """
    demand_vendor_files()
    prepare()
    call_command("collectstatic", interactive=False, verbosity=0)
    from luoshi.site.sweeping import keep_sweeping
    from luoshi.site.worker import SoleWorker
    from luoshi.site.wsgi import application

    keep_sweeping()
    if worker:
        SoleWorker().start()
    waitress.serve(application, host=host, port=port, threads=THREADS, ident=None)


def work() -> None:
    """Do what runs in the background until told to stop; the task under way is finished first.

    Told a second time, the process ends at once, and the task is done again by the next worker.
    """
    prepare()
    from luoshi.site.worker import SoleWorker

    worker = SoleWorker()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()
        for each in STOPPING:
            signal.signal(each, signal.SIG_DFL)

    for each in STOPPING:
        signal.signal(each, stop)
    worker.start().join()


def demand_vendor_files() -> None:
    """Check that npm brought every file the pages need.

    Raises:
        NotInstalledError: with the files that are missing and what to do.
    """
    files = vendor.missing()
    if files:
        names = "、".join(file.name for file in files)
        raise NotInstalledError(
            f"网页依赖没有装好，缺 {names}（应在 {vendor.NODE_MODULES}）。"
            "请在项目目录运行 npm ci，或用 make demo 自动安装。"
        )
