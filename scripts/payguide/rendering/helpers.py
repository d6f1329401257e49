"""Blocks that lead to other pages: the two helpers on the site, a form and a table each (which way to pay, fees and
limits of payment apps), and what outlets offer.

What the scripts say and reckon with stands in the page: the rows of the table, and facts as data attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from payguide.model.entry import Text, text_in
from payguide.model.helpers import CALL
from payguide.model.holdings import Data
from payguide.rendering.macros import Macros
from payguide.values import render

_PARAGRAPH = re.compile(r"<p>\s*@@helper (\w+)@@\s*</p>")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a helper needs of the page that it stands on, in `locale`.

    `strings` are the interface texts; `page` gives address and title of a page by its path, seen from this one;
    `icon` a pictogram by its name.
    """

    data: Data
    locale: str
    strings: Mapping[str, str]
    page: Callable[[str], tuple[str, str]]
    icon: Callable[[str], str]

    def words(self, text: Text) -> str:
        """`text` as HTML, its facts as on every page."""
        calls = Macros(self.data, self.locale, Path())
        return CALL.sub(lambda call: calls.fact(call[1]), escape(text_in(text, self.locale), quote=False))

    def plain(self, text: Text) -> str:
        """`text` with its facts, for an attribute."""
        facts = self.data.facts or {}
        return escape(CALL.sub(lambda call: render(facts[call[1]], self.locale), text_in(text, self.locale)))

    def say(self, key: str) -> str:
        """An interface text, escaped."""
        return escape(self.strings[key])

    def tile(self, kind: str, name: str, value: str, words: str, extra: str = "") -> str:
        """One answer of a question as a large tile: a native control, so that every device knows how to work it."""
        return f'<label><input type="{kind}" name="{name}" value="{value}"{extra}> <span>{words}</span></label>'


def fill(html: str, desk: Desk) -> str:
    """`html` of a page with every mark of a helper replaced by what it stands for."""
    from payguide.rendering import fees, outlets, ways

    parts: Mapping[str, Callable[[Desk], str]] = {
        "ways": ways.form,
        "ways_table": ways.table,
        "fees": fees.form,
        "fees_table": fees.table,
        "limits": fees.limits,
        "outlets": outlets.cards,
    }
    return _PARAGRAPH.sub(lambda mark: parts[mark[1]](desk), html)
