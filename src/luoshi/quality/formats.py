"""Cell formats of the workbook, made once each."""

from xlsxwriter import Workbook

_GREY, _PINK, _RED, _BLUE = "#F2F2F2", "#FFC7CE", "#9C0006", "#1F4E79"


class Formats:
    """The few looks a cell may have; what is at fault is coloured, and bold in the headings."""

    def __init__(self, book: Workbook) -> None:
        self.text = book.add_format({"num_format": "@"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.top = book.add_format({"valign": "top"})
        self.link = book.add_format({"font_color": _BLUE, "underline": 1, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": _BLUE})
        self.note = book.add_format({"font_color": "#595959"})
        self.heading = book.add_format({"bold": True, "bg_color": _GREY, "text_wrap": True})
        self.fault_heading = book.add_format(
            {"bold": True, "bg_color": _PINK, "font_color": _RED, "text_wrap": True}
        )
        self.fault = book.add_format({"bg_color": _PINK, "font_color": _RED, "num_format": "@"})
