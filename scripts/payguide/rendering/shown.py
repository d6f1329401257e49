"""The value of a fact as HTML: wherever a telephone number stands, one tap calls it."""

from __future__ import annotations

import re
from html import escape

from payguide.model.facts import Fact
from payguide.values import render


def shown(fact: Fact, locale: str) -> str:
    """`fact` as readers of `locale` see it, escaped; a telephone number is a link that does not break over lines."""
    value = escape(render(fact, locale))
    number = re.sub(r"[^+\d]", "", value)
    return f'<a class="fact" href="tel:{number}">{value}</a>' if fact.kind == "phone" else value
