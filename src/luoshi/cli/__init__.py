"""The command line: ``luoshi``."""

from luoshi.cli.main import app

__all__ = ["app"]
