"""Text in files without what says nothing: WeasyPrint moves the pen by 0 between any two letters.

Half of a page's content is that. Without it files are smaller, and every reader of them, our own checks too, is faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pydyf


@contextmanager
def light_kerning() -> Iterator[None]:
    """Text is written without moves by 0 for the time of the block."""
    original = pydyf.Stream.show_text

    def show_text(self: pydyf.Stream, text: str) -> None:
        original(self, text.replace(">0<", ""))

    pydyf.Stream.show_text = show_text
    try:
        yield
    finally:
        pydyf.Stream.show_text = original
