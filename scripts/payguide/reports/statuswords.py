"""The fixed words of the status page, and how words are kept whole or parted in it."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from payguide.model.messages import say

_OPTION = re.compile(r"(?<![\w-])(--[A-Za-z][\w-]*)")
_CODE = re.compile("`([^`]+)`")


def whole(text: str) -> Markup:
    """`text` with what is code marked as code, and every option of a command kept on one line."""
    coded = _CODE.sub(r"<code>\1</code>", str(escape(text)))
    return Markup(_OPTION.sub(r'<span class="whole">\1</span>', coded))


def parted(slug: str) -> Markup:
    """`slug` with a place to break its line behind every slash."""
    return Markup(str(escape(slug)).replace("/", "/<wbr>"))


def names() -> dict[str, str]:
    """What the states of a cell are called."""
    return {
        "errors": say("errors"),
        "missing": say("missing"),
        "changed": say("to bring up to date"),
        "unreviewed": say("to review"),
        "done": say("done"),
    }


def words() -> dict[str, str]:
    """Titles and notes by their use."""
    return {
        "title": say("State of the guide"),
        "for_staff": say("For staff. Visitors do not come here: no page links to it."),
        "next": say("What to do next"),
        "nothing": say("Nothing: everything is done."),
        "pages": say("Pages and languages"),
        "page": say("Page"),
        "total": say("Total"),
        "rules": say("What the rules found"),
        "more": say("… and more: scripts/guide check lists all"),
    }
