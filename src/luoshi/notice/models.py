"""What a notice is made of, once read."""

from datetime import date

from pydantic import Field

from luoshi.frozen import Frozen


class Sentence(Frozen):
    """One sentence; the id is "<section>.<clause>.<sentence>", as in "2.1.3"."""

    id: str
    text: str


class Clause(Frozen):
    """A second-level heading （一） with its sentences and lead units (short names)."""

    id: str
    heading: str
    sentences: tuple[Sentence, ...]
    leads: tuple[str, ...]


class Section(Frozen):
    """A first-level heading 一、 and the sentences that stand under none of its clauses.

    Those sentences count as clause zero: "1.0.1", "1.0.2", …
    """

    id: str
    heading: str
    sentences: tuple[Sentence, ...]


class Notice(Frozen):
    """A notice as read.

    ``model_dump(mode="json")`` is the outline others rely on: the fields from ``number``
    to ``copies_to``, in this order. The remaining fields keep what the outline leaves out,
    so that no text is lost: the text before the first heading (``preamble``), the sections,
    the text after the last clause (``closing``), every change of wording made while reading
    (``repairs``) and every doubt a person should look at (``warnings``).
    """

    number: str
    title: str
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    issued: date
    expires: date | None
    clauses: tuple[Clause, ...]
    copies_to: tuple[str, ...]
    preamble: tuple[str, ...] = Field(default=(), exclude=True)
    sections: tuple[Section, ...] = Field(default=(), exclude=True)
    closing: tuple[str, ...] = Field(default=(), exclude=True)
    repairs: tuple[str, ...] = Field(default=(), exclude=True)
    warnings: tuple[str, ...] = Field(default=(), exclude=True)
