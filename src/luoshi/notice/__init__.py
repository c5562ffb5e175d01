"""Reading an official Chinese notice (公文): heading, clauses, sentences, lead units."""

from luoshi.notice.errors import NoticeError
from luoshi.notice.models import Aside, Clause, Notice, Section, Sentence, Task, Text
from luoshi.notice.outline import outline
from luoshi.notice.parsing import parse_notice, read_notice

__all__ = [
    "Aside",
    "Clause",
    "Notice",
    "NoticeError",
    "Section",
    "Sentence",
    "Task",
    "Text",
    "outline",
    "parse_notice",
    "read_notice",
]
