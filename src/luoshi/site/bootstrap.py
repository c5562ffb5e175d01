"""Making the site ready and serving it."""

import os

import django
import waitress
from django.core.management import call_command

from luoshi.home import home_to_be
from luoshi.site import vendor
from luoshi.site.database import SQLITE, VARIABLE

THREADS = 8


class NotInstalledError(Exception):
    """What the pages need from npm is not there."""


def prepare() -> None:
    """Set Django up, bring the database to the newest form, let entered values count."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from luoshi.site.parameters.services import renew

    renew(always=True)


def let_entered_values_count() -> None:
    """Where there is a site's database, let the values entered in it count; none is made."""
    if os.environ.get(VARIABLE) or (home_to_be() / SQLITE).exists():
        prepare()


def serve(host: str, port: int) -> None:
    """Serve the site until it is stopped.

    Raises:
        NotInstalledError: a style sheet or script from npm is missing.
    """
    demand_vendor_files()
    prepare()
    call_command("collectstatic", interactive=False, verbosity=0)
    from luoshi.site.sweeping import keep_sweeping
    from luoshi.site.wsgi import application

    keep_sweeping()
    waitress.serve(application, host=host, port=port, threads=THREADS, ident=None)


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
