"""What a watch found as a list."""

from functools import partial

from django.http import HttpRequest

from luoshi.pack.topics import Topic, Watch
from luoshi.site.list_table import Column, ListTable
from luoshi.site.topics.context import TopicContext
from luoshi.site.topics.presenters import lines


class AlertTable(ListTable):
    """The findings of a watch, by county."""

    title = "发现"
    shown = ("county", "where", "why", "link")

    county = Column("县（市、区）", cell="partials/list_text.html", link=True, bare=True)
    where = Column("哪一条", lambda row: "　".join(filter(None, (row.place, row.label))) or "全县")
    why = Column("为什么", cell="topics/cells/why.html")
    link = Column("去处", cell="topics/cells/link.html", bare=True)

    def __init__(
        self, request: HttpRequest, asked: TopicContext, topic: Topic, watch: Watch
    ) -> None:
        present = partial(lines, asked, topic, watch)
        super().__init__(request, asked.alerts(topic, watch), present, title=watch.title)
