"""Making the site ready and serving it."""

import os
import signal
from contextlib import nullcontext, suppress
from time import sleep

import django
import waitress
from django.core.management import call_command

from luoshi.home import home, home_to_be
from luoshi.pack import load
from luoshi.pack.homes import claim_home
from luoshi.site import vendor
from luoshi.site.database import SQLITE, VARIABLE
from luoshi.warehouse.locking import sole_writer

THREADS = 8

HEED = 0.5
"""Seconds until a signal is heeded that the system gave to another thread than the first."""


class NotInstalledError(Exception):
    """What the pages need from npm is not there."""


def prepare() -> None:
    """Set Django up, bring the database to the newest form, let entered values count.

    Raises:
        PackError: the pack cannot be loaded, or the state folder is another place's.
    """
    claim_home(load())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    with sole_writer(home()):  # the site and its worker may start at once
        call_command("migrate", interactive=False, verbosity=0)
    from luoshi.site.divisions.services.recoding import recode
    from luoshi.site.handover import renew

    renew(always=True)
    recode()


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
    from luoshi.site.worker import working
    from luoshi.site.wsgi import application

    keep_sweeping()
    with working() if worker else nullcontext():
        waitress.serve(application, host=host, port=port, threads=THREADS, ident=None)


def work() -> None:
    """Do what runs in the background until told to stop; the task under way is finished first."""
    prepare()
    from luoshi.site.worker import working

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), working():
        while True:
            sleep(HEED)


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
