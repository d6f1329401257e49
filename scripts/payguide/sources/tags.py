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
#: Comments, and what stands in elements that show no markup.
_HIDDEN = re.compile(r"<!--.*?-->|(<(script|style|textarea)\b[^<>]*>)(.*?)(?=</\2|\Z)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
#: Characters that a link's text may have; to look further for its end, again and again, takes long.
_LONGEST = 4000


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


def _blanked(match: re.Match[str]) -> str:
    opening = match[1] or ""
    return opening + " " * (len(match.group()) - len(opening))


def opening_tags(text: str) -> Iterator[Tag]:
    """The opening tags in `text`, leaving out comments, scripts and styles."""
    if "<!--" in text:  # behind the last comment nothing is one; to look for its end at every beginning takes long
        end = text.rfind("-->") + 1
        text = text[:end] + text[end:].replace("<!--", "    ")
    shown = _HIDDEN.sub(_blanked, text)
    for match in OPENING.finditer(shown):
        yield _tag(shown, match)


def tag_at(text: str, start: int) -> Tag | None:
    """The opening tag that begins at `start`, if one does."""
    match = OPENING.match(text, start)
    return _tag(text, match) if match else None


def _tag(text: str, match: re.Match[str]) -> Tag:
    name = match[1].lower()
    end = text.find("</a", match.end(), match.end() + _LONGEST) if name == "a" else -1
    inner = _MARKUP.sub("", text[match.end() : end]).strip() if end > 0 else ""
    return Tag(name, attributes(match[2]), match.start(), match.end(), inner)
