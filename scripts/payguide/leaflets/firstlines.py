"""A repair of the layout engine: a text that would fit in its line but for the blank at its end.

WeasyPrint 70 measures such a text with its blank, finds it too wide, and then keeps its first word alone in the line.
It meets one when it looks for an earlier place to break, as what follows the text does not fit: before a telephone
number, for example.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline
from weasyprint.text import line_break


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any,
    is_line_start: bool = True, minimum: bool = False,
) -> Any:  # fmt: skip
    """The first line of `text` as the engine finds it, or all of it where only the blank at its end is too much."""
    rest = (justification_spacing, is_line_start, minimum)
    found = line_break.split_first_line(text, style, context, max_width, *rest)
    resume = found[2]
    if resume is None or not text.endswith(" ") or style["white_space"] != "normal":
        return found
    first = text.encode()[:resume].decode().strip()
    if " " in first or line_break.split_first_line(text.rstrip(), style, context, max_width, *rest)[2] is not None:
        return found
    return line_break.split_first_line(text, style, context, None, *rest)


def install() -> None:
    """Repair lines of text from now on."""
    inline.split_first_line = split_first_line
