"""Raw HTML in Markdown: tags with their attributes and offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NAME = r"[A-Za-z][\w-]*"
_ATTRIBUTES = r"""(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*"""
#: An opening tag: its name, its attributes.
OPENING = re.compile(rf"<({_NAME})({_ATTRIBUTES})\s*/?>")
CLOSING = re.compile(rf"</({_NAME})\s*>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_HIDDEN = re.compile(r"<!--.*?-->|(?<=>)[^<]*(?=</script>)|(?<=>)[^<]*(?=</style>)", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag; `start` and `end` are offsets in the text around it, `text` is what it encloses."""

    name: str
    attributes: Mapping[str, str | None]
    start: int
    end: int
    text: str = ""


def attributes(written: str) -> dict[str, str | None]:
    """The attributes of a tag by lower-case name; None for one without a value."""
    found: dict[str, str | None] = {}
    for name, value in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), value.strip("\"'") if value else None)
    return found


def opening_tags(text: str) -> Iterator[Tag]:
    """The opening tags in `text`, leaving out comments, scripts and styles."""
    shown = _HIDDEN.sub(lambda match: " " * len(match.group()), text)
    for match in OPENING.finditer(shown):
        name = match[1].lower()
        end = shown.find("</a", match.end()) if name == "a" else -1
        inner = _MARKUP.sub("", shown[match.end() : end]).strip() if end > 0 else ""
        yield Tag(name, attributes(match[2]), match.start(), match.end(), inner)
