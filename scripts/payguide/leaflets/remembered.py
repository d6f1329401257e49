"""The sizes that were found for a sheet the last time, so that the next search begins there.

They lie on the shelf, by edition. What is remembered never decides by itself: sizes are only where `fitting` begins;
for a text that has not changed at all, in a form and style that have not, one that has to fit once more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from payguide.cache.store import digest
from payguide.leaflets.forms import Form
from payguide.leaflets.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Remembered:
    """Body sizes in points by panel, and the first panels of the groups whose text is the same as then."""

    sizes: Mapping[str, float] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


def _texts(form: Form, html: str, state: str) -> dict[str, str]:
    """By the first panel of each group, a name for all that its height depends on."""
    tree = LexborHTMLParser(html)
    panels = {str(node.attributes["data-panel"]): node.html or "" for node in tree.css("[data-panel]")}
    lang = str(tree.root.attributes.get("lang")) if tree.root is not None else ""
    return {
        group[0]: digest(state, repr(form), lang, *(panels.get(name, "") for name in group)) for group in form.groups
    }


def _key(name: str) -> str:
    return digest("sizes", name)


def recall(shelf: Shelf, name: str, form: Form, html: str, state: str) -> Remembered:
    """What is remembered of the edition `name`, whose text is now `html`; nothing where nothing can be trusted."""
    known = shelf.get(_key(name))
    if known is None:
        return Remembered()
    card = json.loads(known)
    now = _texts(form, html, state)
    same = frozenset(first for first, text in now.items() if text == card["texts"].get(first))
    return Remembered(card["sizes"], same)


def remember(shelf: Shelf, name: str, form: Form, html: str, state: str, sizes: Mapping[str, float]) -> None:
    """Keep the `sizes` that were found for the edition `name`."""
    card = {"sizes": dict(sizes), "texts": _texts(form, html, state)}
    shelf.put(_key(name), json.dumps(card).encode())
