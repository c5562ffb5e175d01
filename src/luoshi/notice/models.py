"""What a notice is made of, once read."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from luoshi.frozen import Frozen

Place = Literal[
    "web_page",
    "letterhead",
    "signature",
    "annex",
    "note",
    "imprint",
    "table",
    "page_number",
    "header",
    "footnote",
]
"""Where on the paper a text stands that is no part of the wording proper."""


class Sentence(Frozen):
    """One sentence; the id is "<section>.<clause>.<sentence>", as in "2.1.3"."""

    id: str
    text: str


class Passage(Frozen):
    """What stands under a heading.

    ``mark`` is the number as printed, ``leads`` and ``support`` the short names of the units
    that lead and that help, ``stated`` the words these were read from.
    """

    id: str
    heading: str
    sentences: tuple[Sentence, ...]
    leads: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    mark: str = ""
    stated: tuple[str, ...] = ()


class Clause(Passage):
    """A heading of the lowest level: "2.1" for （一） under 二、, "3" for 第三条, "1.2" for 1.2.

    A first-level heading with nothing under it is a clause as well ("4"); its sentences count
    as those of clause zero: "4.0.1". So do those of an article: "3.0.1".
    """


class Section(Passage):
    """A heading that has others under it, and the sentences that stand under none of these.

    Those sentences count as clause zero: "1.0.1", "1.0.2", … ``clauses`` are the ids of the
    clauses under the heading.
    """

    clauses: tuple[str, ...] = ()


class Task(Frozen):
    """A row of a table of tasks; ``due`` is as printed, ``due_on`` the last day it names."""

    task: str
    leads: tuple[str, ...]
    support: tuple[str, ...]
    due: str
    due_on: date | None


class Aside(Frozen):
    """A text that stands on the paper beside the wording, as printed."""

    place: Place
    text: str


class Text(Frozen):
    """A paper's wording: what comes before its headings, under them and after them.

    Of a paper behind the first, ids begin with its place: "2:1.1".
    """

    number: str
    title: str
    preamble: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...]
    closing: tuple[str, ...] = ()

    def passages(self) -> Iterator[Section | Clause]:
        """Clauses that stand in no section, then sections, each followed by its clauses."""
        known = {clause.id: clause for clause in self.clauses}
        held = {id_ for section in self.sections for id_ in section.clauses}
        yield from (clause for clause in self.clauses if clause.id not in held)
        for section in self.sections:
            yield section
            yield from (known[id_] for id_ in section.clauses)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences under the headings, in the order of the paper."""
        for passage in self.passages():
            yield from passage.sentences


class Notice(Text):
    """A notice as read; ``model_dump(mode="json")`` carries all its text.

    ``tasks`` are the rows of its tables of tasks, ``appended`` the papers behind the first one,
    ``enclosed`` the printed title of a paper the notice forwards, ``asides`` what stands round
    the wording. Every change of wording made while reading is in ``repairs``, every doubt a
    person should look at in ``warnings``. ``lost`` is what the file holds and the notice does
    not: it should be empty.
    """

    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    issued: date
    expires: date | None
    copies_to: tuple[str, ...]
    enclosed: str = ""
    tasks: tuple[Task, ...] = ()
    appended: tuple[Text, ...] = ()
    asides: tuple[Aside, ...] = ()
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
