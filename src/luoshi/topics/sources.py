"""The tables a figure is worked out of, and those a watch tells of."""

from collections.abc import Iterator
from functools import lru_cache

from luoshi.area_queries.questions import subject_of, words_of
from luoshi.expressions import parse
from luoshi.pack import Pack
from luoshi.pack.checks import parse_check
from luoshi.pack.obligations import REGION
from luoshi.pack.topics import Figure, Watch
from luoshi.topics.watching import shown_columns


@lru_cache(maxsize=1024)
def tables_of(pack: Pack, topic: str, figure: Figure) -> frozenset[str]:
    """The tables a figure is worked out of."""
    words, names = words_of(pack), pack.topics[topic].let
    group = pack.topics[topic].group_of(figure)
    subject = subject_of(group.where == REGION, words)
    asked = (parse(text, words, subject, names) for _, text in figure.expressions)
    added = (pack.topics[topic].figures[id_] for id_ in figure.plus)
    own = frozenset[str]().union(*(one.tables for one in asked))
    return own.union(*(tables_of(pack, topic, one) for one in added))


@lru_cache(maxsize=1024)
def _tables_of_watch(pack: Pack, id_: str) -> frozenset[str]:
    watch = next(w for topic in pack.topics.values() for w in topic.watches if w.id == id_)
    return frozenset(_named(pack, watch))


def tables_of_watch(pack: Pack, watch: Watch) -> frozenset[str]:
    """The tables a watch tells of: the rows' own and those shown, of counties all it adds up."""
    return _tables_of_watch(pack, watch.id)


def _named(pack: Pack, watch: Watch) -> Iterator[str]:
    words = words_of(pack)
    yield watch.table
    if watch.table == pack.registers.counties:
        yield from parse_check(watch, words).when.tables
    for one in shown_columns(watch, words).values():
        yield from one.tables
    if watch.lacking and watch.lacking.among:
        yield watch.lacking.among
