"""Which place a state folder is of: it remembers, and refuses the pack of another."""

from luoshi.home import home
from luoshi.pack.loading import Pack
from luoshi.pack.problems import PackError, Problem

MARK = "place"
"""The file in the state folder that holds the id of its place."""


def claim_home(pack: Pack) -> None:
    """Make sure that the state folder is of the pack's place; one without a mark becomes so.

    Raises:
        PackError: it is another place's; nothing in it is touched.
    """
    mark = home() / MARK
    if not mark.exists():
        mark.write_text(f"{pack.id}\n", encoding="utf-8")
        return
    kept = mark.read_text(encoding="utf-8").strip()
    if kept != pack.id:
        message = f"这个文件夹里是“{kept}”的数据，现在用的政策包是“{pack.id}”（{pack.title}）的"
        hint = (
            f"看“{kept}”的，把 LUOSHI_PACK 改成它的政策包；"
            f"看“{pack.id}”的，换一个文件夹：export LUOSHI_HOME=另一个文件夹"
        )
        raise PackError([Problem(mark, 1, "", message, hint)])
