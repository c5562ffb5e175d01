"""What stands round a paper's numbered text: prose, signatures, annexes, imprint, titles."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.dates import is_printed_line, parted_day, printed_day, signed_day
from luoshi.notice.document_number import number_in
from luoshi.notice.ending import COPIES, is_annex, is_note, is_title, signature_length
from luoshi.notice.line import TextLine
from luoshi.notice.models import Aside, Place
from luoshi.notice.units import signing_units, split_units

_LISTED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]+)[.．、]")
_LIST = re.compile("附[件表]?：")
_ENDED = ("。", "：", "；", "！", "？")
_LONGEST_TITLE = 4  # lines


class Signature(NamedTuple):
    """Who signed, and the day under it."""

    units: tuple[str, ...]
    day: date | None


class Surroundings(NamedTuple):
    """Lines sorted by what they are; ``prose`` is in the order of the paper."""

    prose: tuple[str, ...]
    number: str
    title: str
    signatures: tuple[Signature, ...]
    asides: tuple[Aside, ...]
    copies_to: tuple[str, ...]
    printed: date | None


def sort_lines(lines: Sequence[TextLine], *, annexed: bool) -> Surroundings:
    """Sort the lines before a first heading, or (``annexed``) those behind the last sentence.

    Behind the text, what is neither signed nor printed is annexed.
    """
    sorter = _Sorter([line.text for line in lines], annexed=annexed)
    sorter.run()
    imprint = [aside.text for aside in sorter.asides if aside.place == "imprint"]
    return Surroundings(
        prose=tuple(sorter.prose),
        number=sorter.number,
        title=sorter.title,
        signatures=tuple(sorter.signatures),
        asides=tuple(sorter.asides),
        copies_to=_copies(imprint),
        printed=printed_day(imprint),
    )


class _Sorter:
    def __init__(self, texts: Sequence[str], *, annexed: bool) -> None:
        self._texts = texts
        self._squeezed = [squeeze(text) for text in texts]
        self._annexed = annexed
        self.prose: list[str] = []
        self.number = ""
        self.title = ""
        self.signatures: list[Signature] = []
        self.asides: list[Aside] = []

    def run(self) -> None:
        """Go through the lines once; each step takes one or more of them."""
        place = 0
        while place < len(self._texts):
            place += (
                self._signature(place)
                or self._imprint(place)
                or self._annex(place)
                or self._note(place)
                or self._number(place)
                or self._title(place)
                or self._text(place)
            )

    def _signature(self, place: int) -> int:
        length = signature_length(self._texts, place)
        if not length or not self._stopped(place):
            return 0
        signed = self._texts[place : place + length]
        units = tuple(unit for line in signed for unit in signing_units(parted_day(line)[0]))
        day = signed_day(squeeze(signed[-1])) or parted_day(signed[-1])[1]
        if not units and self._annexed and self.asides and self.asides[-1].place == "annex":
            return 0
        self.signatures.append(Signature(units, day))
        return self._aside("signature", place, length)

    def _imprint(self, place: int) -> int:
        """Copies-to and the line of printing; who printed it may stand on a line above."""
        if COPIES.match(self._squeezed[place]):
            return self._aside("imprint", place, self._copies_length(place))
        ahead = [
            n for n in (0, 1) if is_printed_line("".join(self._squeezed[place + n : place + n + 1]))
        ]
        if not ahead or (ahead[0] == 1 and not signing_units(self._texts[place])):
            follows = bool(self.asides) and self.asides[-1].place == "imprint"
            is_count = re.match(r"[（(]?共印", self._squeezed[place]) is not None
            return self._aside("imprint", place, 1) if follows and is_count else 0
        return self._aside("imprint", place, ahead[0] + 1)

    def _copies_length(self, place: int) -> int:
        length = 1
        while place + length < len(self._texts):
            following = self._squeezed[place + length]
            ended = self._squeezed[place + length - 1].endswith("。")
            if ended or is_printed_line(following) or is_annex(following):
                break
            if signing_units(self._texts[place + length]) and is_printed_line(
                "".join(self._squeezed[place + length + 1 : place + length + 2])
            ):
                break
            length += 1
        return length

    def _annex(self, place: int) -> int:
        """A line that heads an annex or lists annexes, with the list below it."""
        if not is_annex(self._squeezed[place]) or not self._stopped(place):
            return 0
        length = 1
        listing = _LIST.match(self._squeezed[place]) is not None
        while (
            listing
            and place + length < len(self._texts)
            and _LISTED.match(self._squeezed[place + length])
        ):
            length += 1
        return self._aside("annex", place, length)

    def _note(self, place: int) -> int:
        return self._aside("note", place, 1) if is_note(self._squeezed[place]) else 0

    def _number(self, place: int) -> int:
        """The number of a further paper, which stands behind the first."""
        number = number_in(self._texts[place])
        self.number = self.number or number
        return self._aside("letterhead", place, 1) if number else 0

    def _title(self, place: int) -> int:
        """The title of the paper enclosed: behind a signature, an annex mark or a full stop."""
        if self.title or self._annexed or not self._stopped(place):
            return 0
        lengths = range(min(_LONGEST_TITLE, len(self._texts) - place), 0, -1)
        found = next((n for n in lengths if is_title(self._texts[place : place + n])), 0)
        if found:
            self.title = squeeze("".join(self._texts[place : place + found]))
        return found

    def _text(self, place: int) -> int:
        if self._annexed:
            return self._aside("annex", place, 1)
        self.prose.append(self._squeezed[place])
        return 1

    def _aside(self, place: Place, first: int, length: int) -> int:
        texts = self._squeezed if place == "imprint" else self._texts
        self.asides += [Aside(place=place, text=text) for text in texts[first : first + length]]
        return length

    def _stopped(self, place: int) -> bool:
        """Whether the prose before a line has ended, so that the line may be something else."""
        return not self.prose or self.prose[-1].endswith(_ENDED)


def _copies(imprint: Sequence[str]) -> tuple[str, ...]:
    """Units the notice is copied to, as short names; none when it does not say."""
    start = next((n for n, line in enumerate(imprint) if COPIES.match(line)), len(imprint))
    listed = ""
    for line in imprint[start:]:
        if is_printed_line(line) or listed.endswith("。"):
            break
        listed += line
    return split_units(COPIES.sub("", listed))
