"""Half-width punctuation between Chinese characters, made full-width."""

from __future__ import annotations

import re

from payguide.fixes.edits import Edit
from payguide.model.findings import Finding
from payguide.model.site import Site

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
#: A mark between Chinese characters, with the blank that people type after it. What is in between may be closing
#: quotation marks and opening ones. A full stop has no one right form: it may be 。, · or 、.
_MARK = re.compile(rf"(?<=[{_HAN}”’》」』】）])[,;:!?] ?(?=[{_HAN}“‘《「『【（])")
_BRACKETS = re.compile(rf"(?<=[{_HAN}])\((?=[{_HAN}《“])[^()\n]*(?<=[{_HAN}》”])\)")


def width(site: Site, finding: Finding) -> list[Edit]:
    """The mark at `finding` in its right width, with its partner where it is a bracket."""
    place = finding.location
    page = next((page for page in site.pages.values() if page.path == place.path), None)
    for prose in page.prose if page is not None else ():
        at = place.column - prose.column
        if prose.line != place.line or not 0 <= at < len(prose.text):
            continue
        for start, old in _marks(prose.text):
            if start == at or (old == "(" and _partner(prose.text, start) == at):
                edits = [(start, old)]
                if old == "(":
                    edits.append((_partner(prose.text, start), ")"))
                return [Edit(place.path, place.line, prose.column + at, old, _WIDE[old[0]]) for at, old in edits]
    return []


def _marks(text: str) -> list[tuple[int, str]]:
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text)]
    return marks + [(match.start(), "(") for match in _BRACKETS.finditer(text)]


def _partner(text: str, start: int) -> int:
    return text.index(")", start)
