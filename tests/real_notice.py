"""The notice of Ningxia, where it is at hand: beside the repository, or put in LUOSHI_NOTICE."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2] / "shared" / "notice" / "ningxia-2021-26.txt"
REAL_NOTICE = Path(os.environ.get("LUOSHI_NOTICE") or BESIDE)

where_it_is = pytest.mark.skipif(
    not REAL_NOTICE.is_file(), reason="没有通知原文：用环境变量 LUOSHI_NOTICE 指明它的路径"
)
